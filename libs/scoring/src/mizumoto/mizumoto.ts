/**
 * Mizumoto score: Mizumoto M et al. Cancer 2008, 10.1002/cncr.23888. 0-14, higher is worse. Verified. Used to choose a
 * radiotherapy schedule.
 */

import { decided } from '../answers.js';
import { defineInstrument } from '../define-instrument.js';
import { ecogItem } from '../ecog/ecog-item.js';
import type { Band } from '../instrument.js';
import { FROM_SKELETON, readSkeletalMetastases } from '../skeletal-metastases.js';
import { visceralMetastases } from '../visceral-metastases.js';

export const mizumoto = defineInstrument({
  id: 'mizumoto',
  version: '1.0.0',
  name: 'Mizumoto score (2008)',
  purpose: 'prognosis',
  direction: 'higher-is-worse',
  citations: [
    {
      text: 'Mizumoto M et al. Prognostic factors and a scoring system for survival after radiotherapy for metastases to the spinal column. Cancer 2008;113(10):2816-2822.',
      doi: '10.1002/cncr.23888',
    },
  ],
  cohort:
    '544 patients with spinal metastases given radiotherapy at one centre, Shizuoka Cancer Center Hospital, September 2002 to November 2006 (abstract).',
  limits: [
    'Derived from patients given radiotherapy, at one centre.',
    'Which tumours are unfavourable is answered by a clinician: the list of the paper was not read.',
  ],
  evidence: { grade: 'verified', notes: ['Which tumours are unfavourable is answered by a clinician.'] },
  items: [
    {
      id: 'tumour-type',
      label: 'Tumour type',
      options: [
        { id: 'favourable', label: 'Favourable', points: 0 },
        { id: 'unfavourable', label: 'Unfavourable', points: 3 },
      ],
      from: ['primary.mizumotoTumourType'],
      note: 'An explicit answer by a clinician; a suggestion is never taken for it.',
      read: ({ primary }) => primary?.mizumotoTumourType,
    },
    ecogItem(
      [
        { id: '0-2', label: 'ECOG 0-2', points: 0, min: 0, max: 2 },
        { id: '3-4', label: 'ECOG 3 or 4', points: 3, min: 3, max: 4 },
      ],
      { '5': 'ECOG 5 cannot be scored: there is no survival to predict.' },
    ),
    {
      id: 'hypercalcaemia',
      label: 'Hypercalcaemia',
      options: [
        { id: 'no', label: 'No', points: 0 },
        { id: 'yes', label: 'Yes', points: 2 },
      ],
      from: ['laboratory.hypercalcaemia'],
      note: 'By the laboratory’s own limit: no cut-off is known here, so none is derived from the calcium.',
      read: ({ laboratory }) => decided(laboratory?.hypercalcaemia, 'yes', 'no'),
    },
    visceralMetastases({ absent: 0, present: 2 }),
    {
      id: 'previous-chemotherapy',
      label: 'Previous chemotherapy',
      options: [
        { id: 'no', label: 'No', points: 0 },
        { id: 'yes', label: 'Yes', points: 2 },
      ],
      from: ['burden.previousChemotherapy'],
      read: ({ burden }) => decided(burden?.previousChemotherapy, 'yes', 'no'),
    },
    {
      id: 'bone-metastases',
      label: 'Bone metastases',
      options: [
        { id: 'single', label: 'Single', points: 0 },
        { id: 'multiple', label: 'Multiple', points: 1 },
      ],
      from: FROM_SKELETON,
      read: ({ burden }) => readSkeletalMetastases(burden, 'single', 'multiple'),
    },
    {
      id: 'age',
      label: 'Age',
      options: [
        { id: 'under-71', label: '70 years or younger', points: 0, min: 0, max: 70 },
        { id: '71-or-over', label: '71 years or older', points: 1, min: 71 },
      ],
      from: ['general.age'],
      number: { min: 0, step: 1 },
      read: ({ general }) => general?.age,
    },
  ],
  range: { min: 0, max: 14 },
  bands: [group('A', 0, 4, 27.1, [89, 77, 54]), group('B', 5, 9, 5.4, [46, 22, 9]), group('C', 10, 14, 1.8, [7, 4, 0])],
  notes: ['Used to choose a radiotherapy schedule.'],
});

/** Median survival in months, and the percentage alive at 6, 12 and 24 months. */
function group(id: string, min: number, max: number, medianMonths: number, alive: [number, number, number]): Band {
  const [at6, at12, at24] = alive;
  const statement = `Median survival ${medianMonths} months; survival at 6, 12 and 24 months ${at6}, ${at12} and ${at24} %`;
  return {
    id,
    label: `Group ${id}: median survival ${medianMonths} months`,
    min,
    max,
    prognosis: {
      statement,
      medianMonths,
      survival: [
        { atMonths: 6, percent: at6 },
        { atMonths: 12, percent: at12 },
        { atMonths: 24, percent: at24 },
      ],
      evidence: 'verified',
    },
    evidence: 'verified',
  };
}
