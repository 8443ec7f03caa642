/**
 * Bauer score: Bauer HC, Wedin R. Survival after surgery for spinal and extremity metastases. Acta Orthop Scand
 * 1995;66(2):143-146. PMID 7740944. 0-5, higher is better. Verified; epidural compression is not among its items.
 */

import { defineInstrument } from '../define-instrument.js';
import {
  favourablePrimary,
  lungCancer,
  pathologicalFracture,
  skeletalMetastases,
  visceralOrBrainMetastases,
} from './bauer-items.js';

export const bauer = defineInstrument({
  id: 'bauer',
  version: '1.0.0',
  name: 'Bauer score (1995)',
  purpose: 'prognosis',
  direction: 'higher-is-better',
  citations: [
    {
      text: 'Bauer HC, Wedin R. Survival after surgery for spinal and extremity metastases. Acta Orthop Scand 1995;66(2):143-146.',
      doi: '10.3109/17453679508995508',
      pmid: '7740944',
    },
  ],
  cohort:
    '241 patients operated on for metastases, 153 of the extremities and 88 of the spine (abstract of the paper).',
  limits: [
    'Most of the patients that it was derived from had metastases of the extremities.',
    'All of them were operated on.',
  ],
  evidence: { grade: 'verified', notes: ['The survival of the middle category is unverified.'] },
  items: [visceralOrBrainMetastases, lungCancer, favourablePrimary, skeletalMetastases, pathologicalFracture],
  range: { min: 0, max: 5 },
  bands: [
    {
      id: '0-1',
      label: 'One-year survival 0 %',
      min: 0,
      max: 1,
      prognosis: {
        statement: 'One-year survival 0 %',
        survival: [{ atMonths: 12, percent: 0 }],
        evidence: 'verified',
      },
      evidence: 'verified',
    },
    {
      id: '2-3',
      label: 'One-year survival 25 %',
      min: 2,
      max: 3,
      prognosis: {
        statement: 'One-year survival 25 % (unverified)',
        survival: [{ atMonths: 12, percent: 25 }],
        evidence: 'unverified',
      },
      evidence: 'verified',
    },
    {
      id: '4-5',
      label: 'One-year survival 50 %',
      min: 4,
      max: 5,
      prognosis: {
        statement: 'One-year survival 50 %',
        survival: [{ atMonths: 12, percent: 50 }],
        evidence: 'verified',
      },
      evidence: 'verified',
    },
  ],
  notes: ['The original and the modified Bauer score can recommend opposite strategies: read them side by side.'],
});
