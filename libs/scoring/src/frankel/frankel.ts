/** Frankel grade: Frankel HL et al. Paraplegia 1969;7(3):179-192. A-E, a later letter is better. Not the same scale as AIS. */

import { defineInstrument } from '../define-instrument.js';

export const frankel = defineInstrument({
  id: 'frankel',
  version: '1.0.0',
  name: 'Frankel grade (1969)',
  purpose: 'neurology',
  direction: 'higher-is-better',
  citations: [{ text: 'Frankel HL et al. Paraplegia 1969;7(3):179-192.', doi: '10.1038/sc.1969.30', pmid: '5360915' }],
  cohort: 'a scale of grades, not derived from a cohort.',
  limits: ['It shares letters, not meaning, with the ASIA Impairment Scale.'],
  evidence: { grade: 'partial', notes: ['The scale is as published; the wording of the grades is abridged.'] },
  items: [
    {
      id: 'grade',
      label: 'Frankel grade',
      options: [
        { id: 'A', label: 'Complete', points: null },
        { id: 'B', label: 'Sensory only', points: null },
        { id: 'C', label: 'Motor useless', points: null },
        { id: 'D', label: 'Motor useful', points: null },
        { id: 'E', label: 'Recovery', points: null },
      ],
      from: ['neurology.frankel'],
      read: ({ neurology }) => neurology?.frankel,
    },
  ],
  range: null,
  bands: [],
  notes: ['Not a validated equivalent of the ASIA Impairment Scale: what was examined is stored.'],
});
