import type { Suspicion } from '#pathway';
import type { SpineKey } from './examination.js';

interface Triage {
  readonly question: string;
  readonly suspicion: Omit<Suspicion, 'suspectedAt'>;
}

/** What the referrer asks and suspects. Signs of compression start the short clocks and raise the emergency lane. */
export const TRIAGE: Readonly<Record<SpineKey, Triage>> = {
  stable: {
    question: 'Painful metastasis, stable. Which radiotherapy?',
    suspicion: { compressionSigns: [], painFeatures: ['nocturnal', 'localised-tenderness'] },
  },
  indeterminate: {
    question: 'Mechanical pain and an indeterminate SINS. Radiotherapy alone, or stabilisation first?',
    suspicion: { compressionSigns: [], painFeatures: ['mechanical', 'progressive'] },
  },
  unstable: {
    question: 'Cannot sit up for pain. Stabilisation, and how long a construct?',
    suspicion: { compressionSigns: [], painFeatures: ['severe', 'mechanical'] },
  },
  compressed: {
    question: 'Weak legs since this week. Decompression, or radiotherapy at once?',
    suspicion: { compressionSigns: ['limb-weakness', 'gait-disturbance', 'bladder-dysfunction'], painFeatures: [] },
  },
  compressedAndUnstable: {
    question: 'Unstable and pressing on the cord. Separation surgery with stabilisation?',
    suspicion: {
      compressionSigns: ['limb-weakness', 'sensory-loss-or-level'],
      painFeatures: ['mechanical'],
      instabilitySuspected: true,
    },
  },
  sacral: {
    question: 'Sacral lesion without pain, found by chance. Treat, or watch?',
    suspicion: { compressionSigns: [], painFeatures: [] },
  },
};
