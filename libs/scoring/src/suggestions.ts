/**
 * Answers offered to a clinician, never taken for them: each fact suggested here is a separate, explicit answer, and no
 * instrument reads a suggestion in its place.
 */

import type { BurdenFacts, GrowthClass, Histology, PrimaryFacts, PrimarySite, Radiosensitivity } from './facts.js';
import { readPrimaryClass } from './katagiri/primary-class.js';
import type { EvidenceGrade } from './instrument.js';

export interface Suggestion<Value> {
  readonly value: Value;
  /** Why, in words that fit after "because of". */
  readonly because: string;
  readonly evidence: EvidenceGrade;
  readonly from: readonly string[];
}

interface Rule<Value> {
  readonly value: Value;
  readonly evidence: EvidenceGrade;
  readonly sites: readonly PrimarySite[];
  readonly histologies: readonly Histology[];
}

/** Tomita's growth classes: the paper's own primaries first, then those of later usage. Later papers disagree with both. */
const GROWTH: readonly Rule<GrowthClass>[] = [
  { value: 'slow', evidence: 'partial', sites: ['breast', 'thyroid', 'prostate'], histologies: [] },
  { value: 'moderate', evidence: 'partial', sites: ['kidney', 'uterus'], histologies: ['renal-cell'] },
  {
    value: 'rapid',
    evidence: 'partial',
    sites: ['lung', 'stomach'],
    histologies: ['non-small-cell-lung', 'small-cell-lung'],
  },
  {
    value: 'rapid',
    evidence: 'unverified',
    sites: ['liver', 'colon', 'unidentified'],
    histologies: ['hepatocellular'],
  },
];

/** Sensitivity to conventional radiotherapy, from professional knowledge: a clinician confirms it. */
const RADIOSENSITIVITY: readonly Rule<Radiosensitivity>[] = [
  {
    value: 'sensitive',
    evidence: 'unverified',
    sites: [],
    histologies: ['lymphoma', 'multiple-myeloma', 'seminoma', 'small-cell-lung'],
  },
  {
    value: 'intermediate',
    evidence: 'unverified',
    sites: ['breast', 'prostate', 'ovary'],
    histologies: ['neuroendocrine'],
  },
  {
    value: 'resistant',
    evidence: 'unverified',
    sites: ['kidney', 'thyroid', 'colon'],
    histologies: ['renal-cell', 'hepatocellular', 'non-small-cell-lung', 'melanoma', 'sarcoma', 'osteosarcoma'],
  },
];

/** What most tumours of an organ are, where Katagiri's table has one histology of it only. */
const KATAGIRI: readonly Rule<GrowthClass>[] = [
  { value: 'moderate', evidence: 'unverified', sites: ['kidney'], histologies: [] },
  { value: 'rapid', evidence: 'unverified', sites: ['liver'], histologies: [] },
];

/** Histologies that leave the site to speak. Any other names a tumour of its own, which its site does not reclassify. */
const GENERAL_HISTOLOGIES: ReadonlySet<Histology | undefined> = new Set([
  undefined,
  'adenocarcinoma',
  'squamous-cell-carcinoma',
  'other',
  'unknown',
] as const);

/** Tomita's growth class that the primary suggests; null where no list names it. */
export function suggestGrowth(primary: PrimaryFacts | undefined): Suggestion<GrowthClass> | null {
  return suggest(GROWTH, primary);
}

/** The radiosensitivity class that the primary suggests; null where no list names it. A clinician confirms it. */
export function suggestRadiosensitivity(primary: PrimaryFacts | undefined): Suggestion<Radiosensitivity> | null {
  return suggest(RADIOSENSITIVITY, primary);
}

/** Katagiri's class where the facts leave it open and the organ suggests one; null otherwise. */
export function suggestKatagiriClass(primary: PrimaryFacts | undefined): Suggestion<GrowthClass> | null {
  return suggest(KATAGIRI, primary);
}

const MIZUMOTO_OF_KATAGIRI: Readonly<Record<string, NonNullable<PrimaryFacts['mizumotoTumourType']>>> = {
  slow: 'favourable',
  rapid: 'unfavourable',
};

/**
 * Mizumoto's tumour type as suggested by Katagiri's class of the same primary, both from one centre: slow is favourable, rapid
 * is not. Nothing is suggested for a moderate class, or while the class is open.
 */
export function suggestMizumotoTumourType(
  primary: PrimaryFacts | undefined,
): Suggestion<NonNullable<PrimaryFacts['mizumotoTumourType']>> | null {
  const reading = readPrimaryClass(primary);
  if (typeof reading !== 'object' || reading.option === null) return null;
  const value = MIZUMOTO_OF_KATAGIRI[reading.option];
  if (!value) return null;
  return { value, because: `Katagiri’s class ${reading.option}`, evidence: 'unverified', from: reading.from };
}

function suggest<Value>(
  rules: readonly Rule<Value>[],
  { site, histology }: PrimaryFacts = {},
): Suggestion<Value> | null {
  for (const { value, evidence, sites, histologies } of rules) {
    if (histology && histologies.includes(histology)) {
      return { value, because: `the histology ${histology}`, evidence, from: ['primary.histology'] };
    }
    if (site && sites.includes(site) && GENERAL_HISTOLOGIES.has(histology)) {
      return { value, because: `the primary site ${site}`, evidence, from: ['primary.site'] };
    }
  }
  return null;
}

const MAJOR_ORGAN_OF_VISCERAL = { none: 'none', treatable: 'removable', untreatable: 'unremovable' } as const;
const VISCERAL_OF_MAJOR_ORGAN = { none: 'none', removable: 'treatable', unremovable: 'untreatable' } as const;

/** What Tokuhashi asks (removable?) as suggested by what Tomita asks (treatable?). The two are different questions. */
export function suggestMajorOrganMetastases(
  burden: BurdenFacts | undefined,
): Suggestion<NonNullable<BurdenFacts['majorOrganMetastases']>> | null {
  const visceral = burden?.visceralMetastases;
  if (!visceral) return null;
  return {
    value: MAJOR_ORGAN_OF_VISCERAL[visceral],
    because: `visceral metastases recorded as ${visceral}`,
    evidence: 'unverified',
    from: ['burden.visceralMetastases'],
  };
}

/** What Tomita asks (treatable?) as suggested by what Tokuhashi asks (removable?). The two are different questions. */
export function suggestVisceralMetastases(
  burden: BurdenFacts | undefined,
): Suggestion<NonNullable<BurdenFacts['visceralMetastases']>> | null {
  const majorOrgan = burden?.majorOrganMetastases;
  if (!majorOrgan) return null;
  return {
    value: VISCERAL_OF_MAJOR_ORGAN[majorOrgan],
    because: `major-organ metastases recorded as ${majorOrgan}`,
    evidence: 'unverified',
    from: ['burden.majorOrganMetastases'],
  };
}
