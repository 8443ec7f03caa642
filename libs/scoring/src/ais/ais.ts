/** ASIA Impairment Scale, revision of 2011: Kirshblum SC et al. J Spinal Cord Med 2011;34(6):535-546. A-E, a later letter is better. */

import { defineInstrument } from '../define-instrument.js';

export const ais = defineInstrument({
  id: 'ais',
  version: '1.0.0',
  name: 'ASIA Impairment Scale (2011)',
  purpose: 'neurology',
  direction: 'higher-is-better',
  citations: [
    {
      text: 'Kirshblum SC et al. J Spinal Cord Med 2011;34(6):535-546.',
      doi: '10.1179/204577211X13207446293695',
      pmid: '22330108',
    },
  ],
  cohort: 'a scale of grades, not derived from a cohort.',
  limits: ['It shares letters, not meaning, with the Frankel grade.'],
  evidence: { grade: 'partial', notes: ['The scale is as published; the wording of the grades is abridged.'] },
  items: [
    {
      id: 'grade',
      label: 'ASIA Impairment Scale',
      options: [
        { id: 'A', label: 'Complete', points: null },
        { id: 'B', label: 'Sensory incomplete', points: null },
        { id: 'C', label: 'Motor incomplete, less than half of key muscles at grade 3 or more', points: null },
        { id: 'D', label: 'Motor incomplete, at least half of key muscles at grade 3 or more', points: null },
        { id: 'E', label: 'Normal', points: null },
      ],
      from: ['neurology.ais'],
      read: ({ neurology }) => neurology?.ais,
    },
  ],
  range: null,
  bands: [],
  notes: ['Not a validated equivalent of the Frankel grade: what was examined is stored.'],
});
