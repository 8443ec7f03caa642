/**
 * Modified Bauer score: Leithner A et al. Predictive value of seven preoperative prognostic scoring systems for spinal
 * metastases. Eur Spine J 2008;17(11):1488-1495. PMID 18787846. Bauer without the fracture; 0-4, higher is better. Verified.
 */

import { defineInstrument } from '../define-instrument.js';
import { favourablePrimary, lungCancer, skeletalMetastases, visceralOrBrainMetastases } from './bauer-items.js';

export const modifiedBauer = defineInstrument({
  id: 'modified-bauer',
  version: '1.0.0',
  name: 'Modified Bauer score (2008)',
  purpose: 'prognosis',
  direction: 'higher-is-better',
  citations: [
    {
      text: 'Leithner A et al. Predictive value of seven preoperative prognostic scoring systems for spinal metastases. Eur Spine J 2008;17(11):1488-1495.',
      doi: '10.1007/s00586-008-0763-1',
      pmid: '18787846',
    },
  ],
  cohort: '69 patients with spinal metastases of one centre (abstract of the paper).',
  limits: [
    'Derived by leaving out one item of the original, and tested in the same 69 patients.',
    'Its median survivals are unverified.',
  ],
  evidence: { grade: 'verified', notes: ['The median survival of each category is unverified.'] },
  items: [visceralOrBrainMetastases, lungCancer, favourablePrimary, skeletalMetastases],
  range: { min: 0, max: 4 },
  bands: [
    {
      id: '0-1',
      label: 'Supportive care',
      min: 0,
      max: 1,
      advice: 'Supportive care, no surgery',
      strategies: ['non-operative'],
      prognosis: { statement: 'Median survival 4.8 months (unverified)', medianMonths: 4.8, evidence: 'unverified' },
      evidence: 'verified',
    },
    {
      id: '2',
      label: 'Short-term palliation',
      min: 2,
      max: 2,
      advice: 'Dorsal surgery',
      strategies: ['palliative-surgery'],
      prognosis: { statement: 'Median survival 18.2 months (unverified)', medianMonths: 18.2, evidence: 'unverified' },
      evidence: 'verified',
    },
    {
      id: '3-4',
      label: 'Middle-term local control',
      min: 3,
      max: 4,
      advice: 'Ventral-dorsal surgery',
      strategies: ['surgery-for-local-control'],
      prognosis: { statement: 'Median survival 28.4 months (unverified)', medianMonths: 28.4, evidence: 'unverified' },
      evidence: 'verified',
    },
  ],
  notes: [
    'Prostate and thyroid are not favourable primaries here.',
    'The original and the modified Bauer score can recommend opposite strategies: read them side by side.',
  ],
});
