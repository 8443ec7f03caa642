/**
 * Rades score for selecting patients for best supportive care: Rades D et al. Cancer 2013, 10.1002/cncr.27849. 6-25, higher is
 * worse. Partial. It selects; it is not counted among the instruments that predict survival.
 */

import { decided } from '../answers.js';
import { defineInstrument } from '../define-instrument.js';
import { ecogItem } from '../ecog/ecog-item.js';
import type { BurdenFacts, NeurologyFacts } from '../facts.js';
import type { Reading } from '../instrument.js';
import { FROM_PRIMARY, readPrimaryTumour } from '../primary-tumour.js';
import { visceralMetastases } from '../visceral-metastases.js';
import { FROM_INTERVAL, readInterval } from './interval.js';

const UNDER_2 = 'ECOG 0 and 1 cannot be scored: the table begins at ECOG 2.';

export const rades2013 = defineInstrument({
  id: 'rades-2013',
  version: '1.0.0',
  name: 'Rades score, selection for best supportive care (2013)',
  purpose: 'treatment',
  direction: 'higher-is-worse',
  citations: [
    {
      text: 'Rades D et al. A score to identify patients with metastatic spinal cord compression who may be candidates for best supportive care. Cancer 2013;119(4):897-903.',
      doi: '10.1002/cncr.27849',
    },
  ],
  cohort: '2029 patients with metastatic compression of the spinal cord, retrospectively (abstract).',
  limits: [
    'Tells death within 2 months, and no other survival.',
    'None of the patients that it was derived from had an ECOG of 0 or 1.',
  ],
  evidence: { grade: 'partial', notes: ['Read in one secondary source.'] },
  items: [
    ecogItem(
      [
        { id: '2', label: 'ECOG 2', points: 0, min: 2, max: 2 },
        { id: '3-4', label: 'ECOG 3 or 4', points: 4, min: 3, max: 4 },
      ],
      { '0': UNDER_2, '1': UNDER_2, '5': 'ECOG 5 cannot be scored: the table ends at 4.' },
    ),
    {
      id: 'primary',
      label: 'Type of primary tumour',
      options: [
        { id: 'breast', label: 'Breast', points: 1 },
        { id: 'prostate', label: 'Prostate', points: 2 },
        { id: 'lymphoma-or-myeloma', label: 'Myeloma or lymphoma', points: 1 },
        { id: 'lung', label: 'Lung', points: 3 },
        { id: 'other', label: 'Any other', points: 3 },
      ],
      from: FROM_PRIMARY,
      read: ({ primary }) => readPrimaryTumour(primary),
    },
    {
      id: 'other-bone-metastases',
      label: 'Other bone metastases',
      options: [
        { id: 'no', label: 'No', points: 1 },
        { id: 'yes', label: 'Yes', points: 3 },
      ],
      from: ['burden.vertebraeInvolved', 'burden.extraspinalBoneMetastases', 'burden.otherBoneMetastases'],
      read: ({ burden }) => readOtherBone(burden),
    },
    visceralMetastases({ absent: 1, present: 4 }),
    {
      id: 'interval',
      label: 'Interval from the diagnosis of the tumour to the compression of the cord',
      options: [
        { id: 'up-to-15-months', label: '15 months or less', points: 3 },
        { id: 'over-15-months', label: 'More than 15 months', points: 1 },
      ],
      from: FROM_INTERVAL,
      read: readInterval,
    },
    {
      id: 'ambulation',
      label: 'Ambulation',
      options: [
        { id: 'ambulatory', label: 'Ambulatory, with an aid or without', points: 1 },
        { id: 'not-ambulatory', label: 'Not ambulatory', points: 4 },
      ],
      from: ['neurology.ambulation'],
      read: ({ neurology }) => readAmbulation(neurology),
    },
    {
      id: 'motor-deficit',
      label: 'Time in which the motor deficit developed',
      options: [
        { id: 'up-to-7-days', label: '7 days or less', points: 4, min: 0, max: 7 },
        { id: 'over-7-days', label: 'More than 7 days', points: 1, min: 8 },
      ],
      from: ['neurology.motorDeficitDays'],
      number: { min: 0, step: 1 },
      read: ({ neurology }) => readMotorDeficit(neurology),
    },
  ],
  range: { min: 6, max: 25 },
  bands: [
    { id: '6-18', label: 'Does not suggest best supportive care', min: 6, max: 18, evidence: 'partial' },
    {
      id: '19-25',
      label: 'Suggests best supportive care',
      min: 19,
      max: 25,
      advice:
        'Best supportive care suggested (death within 2 months: sensitivity 81 %, specificity 84 %, negative predictive value 95 %).',
      evidence: 'partial',
    },
  ],
  notes: [
    'For patients with compression of the cord and a motor deficit.',
    'The abstract of the paper reports a second cut-off, 24 or more: specificity 99.8 %, positive predictive value 96.0 %.',
  ],
});

const FROM_EXTRASPINAL = ['burden.extraspinalBoneMetastases'];
const FROM_VERTEBRAE = ['burden.vertebraeInvolved'];
const FROM_RULING = ['burden.otherBoneMetastases'];
const SEVERAL_VERTEBRAE =
  'Several vertebrae are involved: a clinician says whether the others are metastases besides the compressing one.';

/** Any bone metastasis outside the spine settles it, and so does a single vertebra without one; otherwise it is asked. */
function readOtherBone(burden: BurdenFacts = {}): Reading {
  const { extraspinalBoneMetastases: extraspinal, vertebraeInvolved: vertebrae, otherBoneMetastases: ruling } = burden;
  if (extraspinal) return { option: 'yes', from: FROM_EXTRASPINAL };
  if (extraspinal === 0 && vertebrae?.length === 1)
    return { option: 'no', from: [...FROM_VERTEBRAE, ...FROM_EXTRASPINAL] };
  if (ruling !== undefined) return { option: ruling ? 'yes' : 'no', from: FROM_RULING };
  if (extraspinal === undefined)
    return { option: null, from: vertebrae ? FROM_EXTRASPINAL : [...FROM_VERTEBRAE, ...FROM_EXTRASPINAL] };
  return vertebrae
    ? { option: null, from: FROM_RULING, note: SEVERAL_VERTEBRAE }
    : { option: null, from: FROM_VERTEBRAE };
}

function readAmbulation({ ambulation }: NeurologyFacts = {}): Reading {
  return decided(ambulation && ambulation === 'not-ambulatory', 'not-ambulatory', 'ambulatory');
}

const NO_DEFICIT = 'Without a motor deficit there is no score: the table is for patients who have one.';

function readMotorDeficit({ motorDeficitDays, frankel, ais }: NeurologyFacts = {}): Reading {
  if (motorDeficitDays !== undefined) return motorDeficitDays;
  const examined = [frankel, ais].filter((grade) => grade !== undefined);
  if (examined.length === 0 || examined.some((grade) => grade !== 'E')) return undefined;
  return { option: null, from: ['neurology.frankel', 'neurology.ais'], among: [], note: NO_DEFICIT };
}
