/**
 * Karnofsky performance status: Karnofsky DA, Burchenal JH. The clinical evaluation of chemotherapeutic agents in cancer. In:
 * MacLeod CM, editor. Evaluation of chemotherapeutic agents. Columbia University Press 1949:191-205. 0-100 by tens.
 */

import { defineInstrument } from '../define-instrument.js';
import type { Option } from '../instrument.js';

const GRADES: readonly Option[] = [
  grade(0, 'Dead'),
  grade(10, 'Moribund'),
  grade(20, 'Very sick, hospital and active support necessary'),
  grade(30, 'Severely disabled, hospital admission indicated'),
  grade(40, 'Disabled, requires special care'),
  grade(50, 'Requires considerable assistance and frequent care'),
  grade(60, 'Requires occasional assistance'),
  grade(70, 'Cares for self, unable to work'),
  grade(80, 'Normal activity with effort, some signs of disease'),
  grade(90, 'Normal activity, minor signs of disease'),
  grade(100, 'Normal, no evidence of disease'),
];

function grade(kps: number, label: string): Option {
  return { id: `${kps}`, label, points: kps, min: kps, max: kps };
}

export const kps = defineInstrument({
  id: 'kps',
  version: '1.0.0',
  name: 'Karnofsky performance status',
  purpose: 'performance',
  direction: 'higher-is-better',
  citations: [
    {
      text: 'Karnofsky DA, Burchenal JH. The clinical evaluation of chemotherapeutic agents in cancer. In: MacLeod CM, editor. Evaluation of chemotherapeutic agents. Columbia University Press 1949:191-205.',
    },
    {
      text: 'Schag CC, Heinrich RL, Ganz PA. Karnofsky performance status revisited: reliability, validity, and guidelines. J Clin Oncol 1984;2(3):187-193.',
      doi: '10.1200/JCO.1984.2.3.187',
    },
  ],
  cohort: 'a scale of grades, not derived from a cohort.',
  limits: ['Published mappings to ECOG differ at 60 and 40.'],
  evidence: { grade: 'partial', notes: ['The scale is as published; the wording of the grades is abridged.'] },
  items: [
    {
      id: 'kps',
      label: 'Karnofsky performance status',
      options: GRADES,
      from: ['general.kps'],
      number: { min: 0, max: 100, step: 10 },
      read: ({ general }) => general?.kps,
    },
  ],
  range: { min: 0, max: 100 },
  bands: [],
  notes: ['Never derived from an ECOG grade: the boundary between 70 and 80 changes points elsewhere.'],
});
