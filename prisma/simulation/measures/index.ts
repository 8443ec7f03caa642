import type { Client } from 'pg';
import { calibration } from './calibration.js';
import { COURSE_FORMULAS } from './course.js';
import { DECISION_FORMULAS } from './decisions.js';
import type { Formula, Measure } from './formula.js';
import { PRESENTATION_FORMULAS } from './presentations.js';
import { RECALL_FORMULAS } from './recall.js';

export type { Measure } from './formula.js';

const FORMULAS: readonly Formula[] = [
  ...PRESENTATION_FORMULAS,
  ...DECISION_FORMULAS,
  ...COURSE_FORMULAS,
  ...RECALL_FORMULAS,
  calibration,
];

/** The formulas of “Board quality measures”, over everything that the simulation has made, which is all of its period. */
export async function measuresOf(client: Client): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const formula of FORMULAS) measures.push(...(await formula(client)));
  return measures;
}
