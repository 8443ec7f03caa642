/** Which row of Tokuhashi's table of primaries a patient's tumour falls into; shared by the original and the revision. */

import type { Histology, PrimaryFacts, PrimarySite, TokuhashiPrimary } from '../facts.js';
import type { Reading } from '../instrument.js';

const ROW_OF_SITE: Partial<Record<PrimarySite, TokuhashiPrimary>> = {
  lung: 'lung',
  stomach: 'stomach',
  bladder: 'bladder',
  oesophagus: 'oesophagus',
  pancreas: 'pancreas',
  liver: 'liver',
  gallbladder: 'gallbladder',
  unidentified: 'unidentified',
  kidney: 'kidney',
  uterus: 'uterus',
  rectum: 'rectum',
  thyroid: 'thyroid',
  breast: 'breast',
  prostate: 'prostate',
};

/** The table asks for the site, but two of its rows are histologies, and some histologies tell the site. */
const ROW_OF_HISTOLOGY: Partial<Record<Histology, TokuhashiPrimary>> = {
  osteosarcoma: 'osteosarcoma',
  carcinoid: 'carcinoid',
  'non-small-cell-lung': 'lung',
  'small-cell-lung': 'lung',
  'renal-cell': 'kidney',
  hepatocellular: 'liver',
};

const FROM_SITE = ['primary.site'];
const FROM_HISTOLOGY = ['primary.histology'];
const FROM_RULING = ['primary.tokuhashiPrimary'];

/**
 * The row of the primary, among the rows this edition of the table has. Where site and histology fit two rows that the
 * paper does not tell apart, the item stays open for a clinician's ruling (`primary.tokuhashiPrimary`).
 */
export function readPrimary(primary: PrimaryFacts | undefined, rows: ReadonlySet<string>): Reading {
  if (!primary?.site) return { option: null, from: FROM_SITE };

  const inTable = (row: TokuhashiPrimary) => (rows.has(row) ? row : 'others');
  const [first, second] = fittingRows(primary.site, primary.histology);
  const row = inTable(first);
  const other = second && inTable(second);
  if (!other || row === other) return primary.histology ? row : { option: row, from: FROM_SITE };

  const ruling = primary.tokuhashiPrimary && inTable(primary.tokuhashiPrimary);
  if (ruling === row || ruling === other) return { option: ruling, from: FROM_RULING };
  return {
    option: null,
    from: primary.site === 'bone' && !primary.histology ? FROM_HISTOLOGY : FROM_RULING,
    among: [row, other],
    note: `Site and histology fit two rows of the table, ${row} and ${other}: a clinician says which counts.`,
  };
}

/** One row, or the two between which the paper leaves the reader. */
function fittingRows(site: PrimarySite, histology: Histology | undefined): [TokuhashiPrimary, TokuhashiPrimary?] {
  const bySite = ROW_OF_SITE[site] ?? 'others';
  const byHistology = histology && ROW_OF_HISTOLOGY[histology];

  // "Uterus" is not said to include or to leave out its cervix.
  if (site === 'cervix') return ['uterus', 'others'];
  // A bone primary is "others" only once it is known not to be an osteosarcoma.
  if (site === 'bone' && (!histology || histology === 'unknown')) return ['osteosarcoma', 'others'];
  // Carcinoid is the older name of some, not all, neuroendocrine tumours.
  if (histology === 'neuroendocrine') return [bySite, 'carcinoid'];
  // "Others" is what no row names, so a row that names the histology comes first.
  return bySite === 'others' ? [byHistology ?? 'others'] : [bySite, byHistology];
}
