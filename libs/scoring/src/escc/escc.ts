/**
 * Epidural spinal cord compression grade: Bilsky MH et al. J Neurosurg Spine 2010;13(3):324-328. Axial T2 MRI at the most
 * severe level. Verified; how grade 1c is grouped is disputed, so it stands alone.
 */

import { lesionAt } from '../answers.js';
import type { EsccGrade } from '../facts.js';
import { defineInstrument } from '../define-instrument.js';
import { extraduralOnly } from '../lesions.js';

export type EsccGroup = 'low' | 'borderline' | 'high';

const GROUP_OF: Readonly<Record<EsccGrade, EsccGroup>> = {
  '0': 'low',
  '1a': 'low',
  '1b': 'low',
  '1c': 'borderline',
  '2': 'high',
  '3': 'high',
};

/** `low` (0, 1a, 1b), `borderline` (1c: a board says how it counts) or `high` (2, 3). */
export function esccGroup(grade: EsccGrade): EsccGroup {
  return GROUP_OF[grade];
}

export const escc = defineInstrument({
  id: 'escc',
  version: '1.0.0',
  name: 'Epidural spinal cord compression grade (Bilsky 2010)',
  purpose: 'compression',
  direction: 'higher-is-worse',
  citations: [
    {
      text: 'Bilsky MH et al. J Neurosurg Spine 2010;13(3):324-328.',
      doi: '10.3171/2010.3.SPINE09459',
      pmid: '20809724',
    },
  ],
  cohort:
    'a grading proposed by its authors; its reliability was tested by 7 spine surgeons on the MRI of 25 cervical or thoracic tumours (abstract of the paper).',
  limits: ['Whether grade 1c counts as low or as high is disputed.'],
  evidence: { grade: 'verified', notes: ['The grouping of grade 1c is disputed.'] },
  perLesion: true,
  applies: extraduralOnly,
  items: [
    {
      id: 'grade',
      label: 'Grade on axial T2 MRI at the most severe level',
      // In rising order of severity: the worst of several lesions is the one furthest down.
      options: [
        { id: '0', label: 'Bone only', points: null },
        { id: '1a', label: 'Epidural impingement without deformation of the thecal sac', points: null },
        { id: '1b', label: 'Deformation of the thecal sac without cord abutment', points: null },
        { id: '1c', label: 'Deformation of the thecal sac with cord abutment, no compression', points: null },
        { id: '2', label: 'Cord compression, CSF visible', points: null },
        { id: '3', label: 'Cord compression, no CSF visible', points: null },
      ],
      from: ['lesions[].escc'],
      read: (facts, lesion) => lesionAt(facts, lesion)?.escc,
    },
  ],
  range: null,
  bands: [
    { id: 'low', label: 'Low grade', options: ['0', '1a', '1b'], evidence: 'verified' },
    {
      id: 'borderline',
      label: 'Borderline: counted as low or as high by different authors',
      options: ['1c'],
      advice: 'The board says how 1c counts',
      evidence: 'verified',
    },
    { id: 'high', label: 'High grade', options: ['2', '3'], evidence: 'verified' },
  ],
  notes: [],
});
