/**
 * Tokuhashi score, revised: Tokuhashi Y et al. A revised scoring system for preoperative evaluation of metastatic spine tumor
 * prognosis. Spine 2005;30(19):2186-2191. 0-15, higher is better. Verified.
 */

import { defineInstrument } from '../define-instrument.js';
import type { Item, Option } from '../instrument.js';
import { extraspinalFoci, generalCondition, majorOrganMetastases, palsy, vertebralMetastases } from './common-items.js';
import { COLORECTAL_REFUSED } from './colorectal-refused.js';
import { readPrimary } from './primary-row.js';

const PRIMARIES: readonly Option[] = [
  { id: 'lung', label: 'Lung', points: 0 },
  { id: 'osteosarcoma', label: 'Osteosarcoma', points: 0 },
  { id: 'stomach', label: 'Stomach', points: 0 },
  { id: 'bladder', label: 'Bladder', points: 0 },
  { id: 'oesophagus', label: 'Oesophagus', points: 0 },
  { id: 'pancreas', label: 'Pancreas', points: 0 },
  { id: 'liver', label: 'Liver', points: 1 },
  { id: 'gallbladder', label: 'Gallbladder', points: 1 },
  { id: 'unidentified', label: 'Unidentified', points: 1 },
  { id: 'others', label: 'Others (colon among them)', points: 2 },
  { id: 'kidney', label: 'Kidney', points: 3 },
  { id: 'uterus', label: 'Uterus', points: 3 },
  { id: 'rectum', label: 'Rectum', points: 4 },
  { id: 'thyroid', label: 'Thyroid', points: 5 },
  { id: 'breast', label: 'Breast', points: 5 },
  { id: 'prostate', label: 'Prostate', points: 5 },
  { id: 'carcinoid', label: 'Carcinoid tumour', points: 5 },
];

const ROWS = new Set(PRIMARIES.map(({ id }) => id));

const primarySite: Item = {
  id: 'primary-site',
  label: 'Primary site of the cancer',
  options: PRIMARIES,
  from: ['primary.site', 'primary.histology'],
  refused: { colorectal: COLORECTAL_REFUSED },
  read: ({ primary }) => readPrimary(primary, ROWS),
};

export const tokuhashi2005 = defineInstrument({
  id: 'tokuhashi-2005',
  version: '1.0.0',
  name: 'Tokuhashi score, revised (2005)',
  purpose: 'prognosis',
  direction: 'higher-is-better',
  citations: [
    {
      text: 'Tokuhashi Y et al. A revised scoring system for preoperative evaluation of metastatic spine tumor prognosis. Spine 2005;30(19):2186-2191.',
      doi: '10.1097/01.brs.0000180401.06919.a5',
      pmid: '16205345',
    },
  ],
  cohort:
    '246 patients with spinal metastases, analysed retrospectively (as a later comparison of six models tells it: Bollen, Predicting survival in patients with spinal bone metastases).',
  limits: [
    'In a prospective comparison of 202 patients its discrimination of one-year survival was c = 0.67 (Spine J 2022;22:39-48).',
    'Of 329 operated patients of one centre, 38 % of the lowest category were alive at 180 days, against 15 % in earlier studies (PMC7118051).',
  ],
  evidence: { grade: 'verified', notes: [] },
  items: [generalCondition, extraspinalFoci, vertebralMetastases, majorOrganMetastases, primarySite, palsy],
  range: { min: 0, max: 15 },
  bands: [
    {
      id: '0-8',
      label: 'Predicted survival under 6 months',
      min: 0,
      max: 8,
      advice: 'Conservative treatment or palliative surgery',
      strategies: ['non-operative', 'palliative-surgery'],
      prognosis: { statement: 'Survival under 6 months', belowMonths: 6, evidence: 'verified' },
      evidence: 'verified',
    },
    {
      id: '9-11',
      label: 'Predicted survival of 6 months or more',
      min: 9,
      max: 11,
      advice: 'Palliative surgery; excisional only for a single lesion without major-organ metastasis',
      strategies: ['palliative-surgery', 'surgery-for-local-control'],
      prognosis: { statement: 'Survival of 6 months or more', atLeastMonths: 6, evidence: 'verified' },
      evidence: 'verified',
    },
    {
      id: '12-15',
      label: 'Predicted survival of 1 year or more',
      min: 12,
      max: 15,
      advice: 'Excisional surgery',
      strategies: ['surgery-for-local-control'],
      prognosis: { statement: 'Survival of 1 year or more', atLeastMonths: 12, evidence: 'verified' },
      evidence: 'verified',
    },
  ],
  notes: ['An unidentified primary is 1 point here and 2 in the original of 1990.'],
});
