import { CONTRADICTION, MAY_HIDE_LYMPHOMA_OR_MYELOMA } from './bauer/bauer-items.js';
import type { PrimaryFacts } from './facts.js';
import type { Reading } from './instrument.js';

const FROM_SITE = ['primary.site'];
const FROM_HISTOLOGY = ['primary.histology'];
/** Where `readPrimaryTumour` looks: the `from` of every item that uses it. */
export const FROM_PRIMARY = ['primary.site', 'primary.histology'];

/**
 * The primary among breast, prostate, lung, lymphoma or myeloma, and any other. A lymphoma or a myeloma is one wherever it
 * sits; a lung histology with another site is asked about.
 */
export function readPrimaryTumour({ site, histology }: PrimaryFacts = {}): Reading {
  if (histology === 'lymphoma' || histology === 'multiple-myeloma') {
    return { option: 'lymphoma-or-myeloma', from: FROM_HISTOLOGY };
  }
  if (histology === 'non-small-cell-lung' || histology === 'small-cell-lung') {
    if (!site || site === 'lung' || site === 'unidentified') return { option: 'lung', from: FROM_HISTOLOGY };
    return { option: null, from: FROM_PRIMARY, note: CONTRADICTION };
  }
  if (!site) return { option: null, from: FROM_SITE };
  if (site === 'breast' || site === 'prostate' || site === 'lung') return { option: site, from: FROM_SITE };

  const isHistologyOpen = !histology || histology === 'unknown';
  if (isHistologyOpen && MAY_HIDE_LYMPHOMA_OR_MYELOMA.has(site)) {
    return { option: null, from: FROM_HISTOLOGY, among: ['lymphoma-or-myeloma', 'other'] };
  }
  return histology ? 'other' : { option: 'other', from: FROM_SITE };
}
