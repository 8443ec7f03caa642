/** ECOG performance status: Oken MM et al. Am J Clin Oncol 1982;5(6):649-655. 0-5, higher is worse. */

import { defineInstrument } from '../define-instrument.js';
import type { Option } from '../instrument.js';
import { ecogItem } from './ecog-item.js';

const GRADES: readonly Option[] = [
  grade(0, 'Fully active'),
  grade(1, 'Restricted in strenuous activity, ambulatory'),
  grade(2, 'Ambulatory, cares for self, unable to work; up more than half of waking hours'),
  grade(3, 'Limited self-care; in bed or chair more than half of waking hours'),
  grade(4, 'Completely disabled'),
  grade(5, 'Dead'),
];

function grade(ecog: number, label: string): Option {
  return { id: `${ecog}`, label, points: ecog, min: ecog, max: ecog };
}

export const ecog = defineInstrument({
  id: 'ecog',
  version: '1.0.0',
  name: 'ECOG performance status',
  purpose: 'performance',
  direction: 'higher-is-worse',
  citations: [{ text: 'Oken MM et al. Am J Clin Oncol 1982;5(6):649-655.', doi: '10.1097/00000421-198212000-00014' }],
  cohort: 'a scale of grades, not derived from a cohort.',
  limits: ['Published mappings from KPS differ at a KPS of 60 and 40.'],
  evidence: { grade: 'partial', notes: ['The scale is as published; the wording of the grades is abridged.'] },
  items: [ecogItem(GRADES)],
  range: { min: 0, max: 5 },
  bands: [],
  notes: ['Never derived from a Karnofsky performance status without naming the mapping.'],
});
