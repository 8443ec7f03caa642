/** Which of Katagiri's three classes of primary a patient's tumour falls into. */

import type { GrowthClass, Histology, PrimaryFacts, PrimarySite } from '../facts.js';
import type { Reading } from '../instrument.js';

/** A row of the table. Breast and prostate, and lung, are divided by a further fact. */
type Row = GrowthClass | 'hormonal' | 'lung';

const ROW_OF_SITE: Partial<Record<PrimarySite, Row>> = {
  breast: 'hormonal',
  prostate: 'hormonal',
  thyroid: 'slow',
  lung: 'lung',
  // Endometrial; the cervix is a site of its own.
  uterus: 'moderate',
  ovary: 'moderate',
  colon: 'rapid',
  rectum: 'rapid',
  stomach: 'rapid',
  pancreas: 'rapid',
  'head-and-neck': 'rapid',
  oesophagus: 'rapid',
  bladder: 'rapid',
  'other-urological': 'rapid',
  gallbladder: 'rapid',
  cervix: 'rapid',
  unidentified: 'rapid',
};

/** Histologies that are rows of their own, or that the table has among "others"; lymphoma and myeloma are slow wherever they arise. */
const ROWS_OF_HISTOLOGY: Partial<Record<Histology, readonly Row[]>> = {
  'renal-cell': ['moderate'],
  sarcoma: ['moderate'],
  osteosarcoma: ['moderate'],
  carcinoid: ['moderate'],
  neuroendocrine: ['moderate'],
  melanoma: ['rapid'],
  hepatocellular: ['rapid'],
  urothelial: ['rapid'],
  'non-small-cell-lung': ['lung'],
  'small-cell-lung': ['lung'],
  // The paper does not say whether the testis is among "other urological" or "others".
  seminoma: ['moderate', 'rapid'],
};

/** Sites of which the table has one histology only: any other general one leaves the reader between two rows. */
const ROWS_OF_ORGAN: Partial<Record<PrimarySite, readonly Row[]>> = {
  kidney: ['moderate', 'rapid'],
  liver: ['moderate', 'rapid'],
  testis: ['moderate', 'rapid'],
};

/** What a site may be while its histology is unknown; with a general histology it is among "others". */
const ROWS_WHILE_UNKNOWN: Partial<Record<PrimarySite, readonly Row[]>> = {
  skin: ['moderate', 'rapid'],
  bone: ['slow', 'moderate'],
  'soft-tissue': ['slow', 'moderate'],
  'bone-marrow': ['slow', 'moderate'],
  lymphatic: ['slow', 'moderate'],
  other: ['slow', 'moderate', 'rapid'],
};

const FROM_SITE = ['primary.site'];
const FROM_HISTOLOGY = ['primary.histology'];
const FROM_HORMONE = ['primary.hormoneDependent'];
const FROM_DRIVER = ['primary.targetableDriverTreated'];
const FROM_RULING = ['primary.katagiriClass'];
export const FROM_PRIMARY = ['primary.site', 'primary.histology', ...FROM_HORMONE, ...FROM_DRIVER, ...FROM_RULING];

/**
 * The class of the primary. Where site, histology, hormone dependence and targeted drugs leave the reader between classes,
 * the item stays open until the fact that would settle it is known, or a clinician rules (`primary.katagiriClass`).
 */
export function readPrimaryClass(primary: PrimaryFacts = {}): Reading {
  const { site, histology } = primary;
  if (histology === 'lymphoma' || histology === 'multiple-myeloma') return { option: 'slow', from: FROM_HISTOLOGY };
  if (!site) return { option: null, from: FROM_SITE };

  const rows = rowsOf(site, histology);
  const among =
    rows.length === 1 ? classesOf(rows[0]!, primary) : [...new Set(rows.flatMap((row) => classesOf(row, primary)))];
  if (among.length === 1) return { option: among[0]!, from: readFrom(rows, histology) };

  if (primary.katagiriClass && among.includes(primary.katagiriClass)) {
    return { option: primary.katagiriClass, from: FROM_RULING };
  }
  return { option: null, from: whatSettles(rows, site, histology), among, note: noteOf(among) };
}

function rowsOf(site: PrimarySite, histology: Histology | undefined): readonly Row[] {
  const bySite = ROW_OF_SITE[site];
  const byHistology = histology && ROWS_OF_HISTOLOGY[histology];
  if (byHistology) return bySite ? [...new Set([bySite, ...byHistology])] : byHistology;
  // A squamous carcinoma recorded under "uterus" may be one of its cervix.
  if (site === 'uterus' && histology === 'squamous-cell-carcinoma') return ['moderate', 'rapid'];
  if (bySite) return [bySite];

  const isHistologyOpen = !histology || histology === 'unknown';
  return ROWS_OF_ORGAN[site] ?? (isHistologyOpen ? ROWS_WHILE_UNKNOWN[site]! : ['moderate']);
}

function classesOf(row: Row, { hormoneDependent, targetableDriverTreated }: PrimaryFacts): readonly GrowthClass[] {
  if (row === 'hormonal') return divided(hormoneDependent, 'slow', 'moderate');
  if (row === 'lung') return divided(targetableDriverTreated, 'moderate', 'rapid');
  return [row];
}

function divided(fact: boolean | undefined, yes: GrowthClass, no: GrowthClass): readonly GrowthClass[] {
  return fact === undefined ? [yes, no] : [fact ? yes : no];
}

function readFrom(rows: readonly Row[], histology: Histology | undefined): readonly string[] {
  const from = histology ? [...FROM_SITE, ...FROM_HISTOLOGY] : [...FROM_SITE];
  if (rows.includes('hormonal')) from.push(...FROM_HORMONE);
  if (rows.includes('lung')) from.push(...FROM_DRIVER);
  return from;
}

/** The one fact that would settle it where there is one; otherwise a clinician's ruling. */
function whatSettles([row, ...others]: readonly Row[], site: PrimarySite, histology: Histology | undefined) {
  if (others.length === 0) return row === 'hormonal' ? FROM_HORMONE : FROM_DRIVER;
  const isHistologyOpen = !histology || histology === 'unknown';
  return isHistologyOpen && site !== 'testis' ? FROM_HISTOLOGY : FROM_RULING;
}

function noteOf(among: readonly GrowthClass[]): string {
  return `The facts fit the classes ${among.join(' and ')} of the table: what is missing settles it, or a clinician rules.`;
}
