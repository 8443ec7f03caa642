/**
 * van der Linden score: van der Linden YM et al. Cancer 2005;103(2):320-328. 0-6, higher is better. Partial.
 */

import { defineInstrument } from '../define-instrument.js';
import type { Band, Item, Reading } from '../instrument.js';
import { FROM_PRIMARY, readPrimaryTumour } from '../primary-tumour.js';
import { visceralMetastases } from '../visceral-metastases.js';

const FROM_SITE = ['primary.site'];
const BELOW_20 = 'A KPS below 20 cannot be scored: the table begins at KPS 20.';

const performance: Item = {
  id: 'performance',
  label: 'Karnofsky performance status',
  options: [
    { id: '80-100', label: 'KPS 80-100', points: 2, min: 80, max: 100 },
    { id: '50-70', label: 'KPS 50-70', points: 1, min: 50, max: 70 },
    { id: '20-40', label: 'KPS 20-40', points: 0, min: 20, max: 40 },
  ],
  from: ['general.kps'],
  number: { min: 20, max: 100, step: 10 },
  refused: { '0': BELOW_20, '10': BELOW_20 },
  read: ({ general }) => general?.kps,
};

export const vanDerLinden = defineInstrument({
  id: 'van-der-linden',
  version: '1.0.0',
  name: 'van der Linden score (2005)',
  purpose: 'prognosis',
  direction: 'higher-is-better',
  citations: [{ text: 'van der Linden YM et al. Cancer 2005;103(2):320-328.', doi: '10.1002/cncr.20756' }],
  cohort:
    '342 patients with painful spinal metastases given radiotherapy within a randomised trial (as a later comparison of six models tells it: Bollen, Predicting survival in patients with spinal bone metastases).',
  limits: [
    'In 61 operated patients survival did not differ significantly between its groups (Hibberd and Quan, Int Sch Res Notices 2017).',
    'An external validation found a modest discrimination, c = 0.65 (Sanli et al.).',
  ],
  evidence: { grade: 'partial', notes: ['Read in one secondary source.'] },
  items: [
    performance,
    {
      id: 'primary',
      label: 'Primary tumour',
      options: [
        { id: 'breast', label: 'Breast', points: 3 },
        { id: 'prostate', label: 'Prostate', points: 2 },
        { id: 'lung', label: 'Lung', points: 1 },
        { id: 'other', label: 'Any other', points: 0 },
      ],
      from: FROM_PRIMARY,
      read: ({ primary }) => lymphomaAsOther(readPrimaryTumour(primary)),
    },
    visceralMetastases({ absent: 1, present: 0 }),
  ],
  range: { min: 0, max: 6 },
  bands: [group('A', 0, 3, 3), group('B', 4, 5, 9), group('C', 6, 6, 18.7)],
  notes: [],
});

/** This table has no row of its own for lymphoma and myeloma. */
function lymphomaAsOther(reading: Reading): Reading {
  if (typeof reading !== 'object') return reading;
  const { option, from, among } = reading;
  return option === 'lymphoma-or-myeloma' || among ? { option: 'other', from: among ? FROM_SITE : from } : reading;
}

function group(id: string, min: number, max: number, medianMonths: number): Band {
  const statement = `Median survival ${medianMonths} months`;
  return {
    id,
    label: `Group ${id}: ${statement.toLowerCase()}`,
    min,
    max,
    prognosis: { statement, medianMonths, evidence: 'partial' },
    evidence: 'partial',
  };
}
