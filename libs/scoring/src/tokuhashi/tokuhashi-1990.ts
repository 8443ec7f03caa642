/**
 * Tokuhashi score, original: Tokuhashi Y et al. Scoring system for the preoperative evaluation of metastatic spine tumor
 * prognosis. Spine 1990;15(11):1110-1113. 0-12, higher is better. Bands verified, items partial.
 */

import { defineInstrument } from '../define-instrument.js';
import type { Item, Option, Reading } from '../instrument.js';
import { extraspinalFoci, generalCondition, majorOrganMetastases, palsy, vertebralMetastases } from './common-items.js';
import { COLORECTAL_REFUSED } from './colorectal-refused.js';
import { readPrimary } from './primary-row.js';

const PRIMARIES: readonly Option[] = [
  { id: 'lung', label: 'Lung', points: 0 },
  { id: 'stomach', label: 'Stomach', points: 0 },
  { id: 'kidney', label: 'Kidney', points: 1 },
  { id: 'liver', label: 'Liver', points: 1 },
  { id: 'uterus', label: 'Uterus', points: 1 },
  { id: 'others', label: 'Others', points: 2 },
  { id: 'unidentified', label: 'Unidentified', points: 2 },
  { id: 'thyroid', label: 'Thyroid', points: 2 },
  { id: 'prostate', label: 'Prostate', points: 2 },
  { id: 'breast', label: 'Breast', points: 2 },
  { id: 'rectum', label: 'Rectum', points: 2 },
];

const ROWS = new Set(PRIMARIES.map(({ id }) => id));

const primarySite: Item = {
  id: 'primary-site',
  label: 'Primary site of the cancer',
  options: PRIMARIES,
  from: ['primary.site', 'primary.histology'],
  refused: { colorectal: COLORECTAL_REFUSED },
  note: 'Partial: one official reproduction; reprints differ on others and unidentified.',
  read: ({ primary }) => noteDisputedRows(readPrimary(primary, ROWS)),
};

const REPRINTS_DIFFER = 'Partial: reprints of the table differ on this row.';

function noteDisputedRows(reading: Reading): Reading {
  const { option, from } = typeof reading === 'object' ? reading : { option: reading, from: primarySite.from };
  return option === 'others' || option === 'unidentified' ? { option, from, note: REPRINTS_DIFFER } : reading;
}

export const tokuhashi1990 = defineInstrument({
  id: 'tokuhashi-1990',
  version: '1.0.0',
  name: 'Tokuhashi score, original (1990)',
  purpose: 'prognosis',
  direction: 'higher-is-better',
  citations: [
    {
      text: 'Tokuhashi Y et al. Scoring system for the preoperative evaluation of metastatic spine tumor prognosis. Spine 1990;15(11):1110-1113.',
    },
    {
      text: 'Tokuhashi Y, Uei H, Oshima M, Ajiro Y. Scoring system for prediction of metastatic spine tumor prognosis. World J Orthop 2014;5(3):262-271 (review).',
      doi: '10.5312/wjo.v5.i3.262',
    },
  ],
  cohort:
    '64 patients with spinal metastases, 53 of them operated on palliatively and 11 by excision (read in a guideline’s evidence table of the paper).',
  limits: [
    'Score and treatment were not independent of each other in the patients that it was derived from.',
    'Reprints of the row of primaries differ on others and unidentified.',
  ],
  evidence: {
    grade: 'partial',
    notes: ['Bands verified; items read in one official reproduction.'],
  },
  items: [generalCondition, extraspinalFoci, vertebralMetastases, majorOrganMetastases, primarySite, palsy],
  range: { min: 0, max: 12 },
  bands: [
    {
      id: '0-5',
      label: 'Predicted survival of 3 months or less',
      min: 0,
      max: 5,
      advice: 'Palliative operation',
      strategies: ['palliative-surgery'],
      // "3 months or less" is carried as below 3: on a continuous scale the two differ by a single instant.
      prognosis: { statement: 'Survival of 3 months or less', belowMonths: 3, evidence: 'verified' },
      evidence: 'verified',
    },
    {
      id: '6-8',
      label: 'Predicted survival of 12 months or less',
      min: 6,
      max: 8,
      prognosis: { statement: 'Survival of 12 months or less', belowMonths: 12, evidence: 'verified' },
      evidence: 'verified',
    },
    {
      id: '9-12',
      label: 'Predicted survival of 12 months or more',
      min: 9,
      max: 12,
      advice: 'Excisional operation',
      strategies: ['surgery-for-local-control'],
      prognosis: { statement: 'Survival of 12 months or more', atLeastMonths: 12, evidence: 'verified' },
      evidence: 'verified',
    },
  ],
  notes: ['An unidentified primary is 2 points here and 1 in the revision of 2005.'],
});
