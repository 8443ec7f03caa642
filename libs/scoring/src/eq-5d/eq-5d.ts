/**
 * EQ-5D index from a five-digit state, by a national value set that is chosen by name. Higher is better, 1 is full health,
 * below 0 is worse than dead. An index without the name of its value set means nothing, so the value set is an item.
 */

import { defineInstrument, type Instrument } from '../define-instrument.js';
import type { Facts } from '../facts.js';
import type { Item, Option, Reckoning } from '../instrument.js';
import type { Range } from '../result.js';
import { indexOf, VALUE_SETS_3L, VALUE_SETS_5L, type ValueSet } from './value-sets.js';

type Version = '3L' | '5L';

/** The dimensions in the order of the state's digits. */
const DIMENSIONS: readonly (readonly [id: string, label: string])[] = [
  ['mobility', 'Mobility'],
  ['self-care', 'Self-care'],
  ['usual-activities', 'Usual activities'],
  ['pain-discomfort', 'Pain or discomfort'],
  ['anxiety-depression', 'Anxiety or depression'],
];

const FROM_STATE = ['patientReported.eq5d.state'];
const FROM_VALUE_SET = ['patientReported.eq5d.valueSet'];

/** EQ-5D with three levels: UK, Netherlands, Germany. -0.594 to 1. */
export const eq5d3L = define('3L', 3, VALUE_SETS_3L, -0.594);

/** EQ-5D with five levels: US, Netherlands, Germany, England. -0.661 to 1. */
export const eq5d5L = define('5L', 5, VALUE_SETS_5L, -0.661);

function define(
  version: Version,
  levels: number,
  sets: Readonly<Record<string, ValueSet>>,
  lowest: number,
): Instrument {
  return defineInstrument({
    id: `eq-5d-${version.toLowerCase()}` as 'eq-5d-3l' | 'eq-5d-5l',
    version: '1.0.0',
    name: `EQ-5D-${version} index`,
    purpose: 'quality-of-life',
    direction: 'higher-is-better',
    citations: Object.values(sets).map(({ citation }) => citation),
    cohort:
      'a questionnaire, not derived from a cohort; each value set was made with the general public of its country.',
    limits: [
      'Valued by the general public of one country, not by patients.',
      'An index means nothing without the name of its value set.',
    ],
    evidence: { grade: 'verified', notes: ['The coefficients agree in two independent sources.'] },
    items: [
      valueSetItem(version, sets),
      ...DIMENSIONS.map((_, dimension) => dimensionItem(version, dimension, levels)),
    ],
    range: { min: lowest, max: 1 },
    bands: [],
    notes: [
      'Indexes of different value sets cannot be compared.',
      'The wording of the questionnaire is licensed and not included.',
    ],
    reckoning: reckoningBy(sets, levels, { min: lowest, max: 1 }),
  });
}

function valueSetItem(version: Version, sets: Readonly<Record<string, ValueSet>>): Item {
  return {
    id: 'value-set',
    label: 'Value set',
    options: Object.entries(sets).map(([id, { label }]) => ({ id, label, points: null })),
    from: FROM_VALUE_SET,
    note: 'Chosen by name, never by default.',
    read: (facts) => recorded(facts, version)?.valueSet,
  };
}

function dimensionItem(version: Version, dimension: number, levels: number): Item {
  const [id, label] = DIMENSIONS[dimension]!;
  return {
    id,
    label,
    options: Array.from({ length: levels }, (_, index) => levelOption(index + 1)),
    from: FROM_STATE,
    number: { min: 1, max: levels, step: 1 },
    read: (facts) => recorded(facts, version)?.state[dimension],
  };
}

function levelOption(level: number): Option {
  return { id: `${level}`, label: `Level ${level}`, points: null, min: level, max: level };
}

/** Each version is a questionnaire of its own: the answers to one say nothing of the other. */
function recorded({ patientReported }: Facts, version: Version) {
  const eq5d = patientReported?.eq5d;
  return eq5d?.version === version ? eq5d : undefined;
}

/** A worse level never raises the index, so the best and the worst levels still open bound it in every value set. */
function reckoningBy(sets: Readonly<Record<string, ValueSet>>, levels: number, widest: Range): Reckoning {
  const count = Object.keys(sets).length;
  return {
    totals: ([valueSets, ...dimensions]) => {
      // Most patients answer one version only: of the other, everything is open.
      if (valueSets!.length === count && dimensions.every(({ length }) => length === levels)) return widest;
      const best = dimensions.map((open) => Math.min(...open.map(({ min }) => min!)));
      const worst = dimensions.map((open) => Math.max(...open.map(({ max }) => max!)));
      const possible = valueSets!.map(({ id }) => sets[id]!);
      return {
        min: Math.min(...possible.map((set) => indexOf(set, worst))),
        max: Math.max(...possible.map((set) => indexOf(set, best))),
      };
    },
    band: () => null,
  };
}
