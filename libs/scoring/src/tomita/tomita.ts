/**
 * Tomita score: Tomita K et al. Surgical strategy for spinal metastases. Spine 2001;26(3):298-306. PMID 11224867.
 * 2-10, higher is worse: 2-3 calls for wide excision, 8-10 for supportive care. Verified.
 */

import { defineInstrument } from '../define-instrument.js';
import type { Reading } from '../instrument.js';
import type { PrimaryFacts } from '../facts.js';
import { FROM_SKELETON, readSkeletalMetastases } from '../skeletal-metastases.js';
import { suggestGrowth } from '../suggestions.js';

const FROM_GROWTH = ['primary.growth'];

export const tomita = defineInstrument({
  id: 'tomita',
  version: '1.0.0',
  name: 'Tomita score (2001)',
  purpose: 'prognosis',
  direction: 'higher-is-worse',
  citations: [
    {
      text: 'Tomita K et al. Surgical strategy for spinal metastases. Spine 2001;26(3):298-306.',
      pmid: '11224867',
    },
  ],
  cohort:
    '67 patients with spinal metastases, analysed retrospectively (as a later comparison of six models tells it: Bollen, Predicting survival in patients with spinal bone metastases).',
  limits: [
    'Which primaries grow slowly, moderately or rapidly is disputed by later papers.',
    'In a prospective comparison of 202 patients its discrimination of one-year survival was c = 0.69 (Spine J 2022;22:39-48).',
  ],
  evidence: {
    grade: 'verified',
    notes: ['Which primaries belong to a growth class is partial, and later papers disagree.'],
  },
  items: [
    {
      id: 'growth',
      label: 'Growth of the primary tumour',
      // One reprint prints rapid as 3, which cannot produce the published range of 2 to 10.
      options: [
        { id: 'slow', label: 'Slow', points: 1 },
        { id: 'moderate', label: 'Moderate', points: 2 },
        { id: 'rapid', label: 'Rapid', points: 4 },
      ],
      from: FROM_GROWTH,
      note: 'An explicit answer by a clinician; a class may be suggested from the primary, never derived.',
      read: ({ primary }) => readGrowth(primary),
    },
    {
      id: 'visceral-metastases',
      label: 'Visceral metastases',
      options: [
        { id: 'none', label: 'None', points: 0 },
        { id: 'treatable', label: 'Treatable', points: 2 },
        { id: 'untreatable', label: 'Untreatable', points: 4 },
      ],
      from: ['burden.visceralMetastases'],
      read: ({ burden }) => burden?.visceralMetastases,
    },
    {
      id: 'bone-metastases',
      label: 'Bone metastases, spine included',
      options: [
        { id: 'solitary-or-isolated', label: 'Solitary or isolated', points: 1 },
        { id: 'multiple', label: 'Multiple', points: 2 },
      ],
      from: FROM_SKELETON,
      read: ({ burden }) => readSkeletalMetastases(burden, 'solitary-or-isolated', 'multiple'),
    },
  ],
  // 0 and 1 are impossible: growth and bone metastases give at least one point each.
  range: { min: 2, max: 10 },
  bands: [
    {
      id: '2-3',
      label: 'Long-term local control',
      min: 2,
      max: 3,
      advice: 'Wide or marginal excision',
      strategies: ['surgery-for-local-control'],
      evidence: 'verified',
    },
    {
      id: '4-5',
      label: 'Middle-term local control',
      min: 4,
      max: 5,
      advice: 'Marginal or intralesional excision',
      strategies: ['surgery-for-local-control'],
      evidence: 'verified',
    },
    {
      id: '6-7',
      label: 'Short-term palliation',
      min: 6,
      max: 7,
      advice: 'Palliative surgery',
      strategies: ['palliative-surgery'],
      evidence: 'verified',
    },
    {
      id: '8-10',
      label: 'Terminal care',
      min: 8,
      max: 10,
      advice: 'Non-operative supportive care',
      strategies: ['non-operative'],
      evidence: 'verified',
    },
  ],
  notes: [],
});

function readGrowth(primary: PrimaryFacts | undefined): Reading {
  if (primary?.growth) return primary.growth;

  const suggestion = suggestGrowth(primary);
  if (!suggestion) return undefined;
  return { option: null, from: FROM_GROWTH, note: `Suggested: ${suggestion.value}, because of ${suggestion.because}.` };
}
