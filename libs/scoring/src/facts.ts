/**
 * The neutral facts of one assessment, entered once and read by every instrument and every rule.
 * Everything is optional: an absent fact is *unknown*, never "no". An empty list says "none" where none is possible.
 */

export const VERTEBRAL_LEVELS = [
  'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7',
  'T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'T10', 'T11', 'T12',
  'L1', 'L2', 'L3', 'L4', 'L5',
  'S1', 'S2', 'S3', 'S4', 'S5',
] as const; // prettier-ignore
export type VertebralLevel = (typeof VERTEBRAL_LEVELS)[number];

/** Primary sites that at least one published table names. "colorectal" is deliberately absent: colon and rectum score differently. */
export const PRIMARY_SITES = [
  'breast', 'prostate', 'lung', 'kidney', 'thyroid', 'uterus', 'stomach', 'oesophagus', 'liver', 'gallbladder', 'pancreas',
  'colon', 'rectum', 'bladder', 'ovary', 'cervix', 'head-and-neck', 'skin', 'bone', 'soft-tissue', 'bone-marrow', 'lymphatic',
  'testis', 'other-urological', 'other', 'unidentified',
] as const; // prettier-ignore
export type PrimarySite = (typeof PRIMARY_SITES)[number];

/** Histologies that at least one published table names. */
export const HISTOLOGIES = [
  'adenocarcinoma', 'squamous-cell-carcinoma', 'non-small-cell-lung', 'small-cell-lung', 'renal-cell', 'hepatocellular',
  'melanoma', 'sarcoma', 'osteosarcoma', 'lymphoma', 'multiple-myeloma', 'seminoma', 'carcinoid', 'neuroendocrine',
  'urothelial', 'other', 'unknown',
] as const; // prettier-ignore
export type Histology = (typeof HISTOLOGIES)[number];

/** The rows of Tokuhashi's table of primaries; the original of 1990 has the same without those added in 2005. */
export const TOKUHASHI_PRIMARIES = [
  'lung', 'osteosarcoma', 'stomach', 'bladder', 'oesophagus', 'pancreas', 'liver', 'gallbladder', 'unidentified', 'others',
  'kidney', 'uterus', 'rectum', 'thyroid', 'breast', 'prostate', 'carcinoid',
] as const; // prettier-ignore
export type TokuhashiPrimary = (typeof TOKUHASHI_PRIMARIES)[number];

export const GROWTH_CLASSES = ['slow', 'moderate', 'rapid'] as const;
export type GrowthClass = (typeof GROWTH_CLASSES)[number];

export const MIZUMOTO_TUMOUR_TYPES = ['favourable', 'unfavourable'] as const;

/** Published mappings from KPS to ECOG. They differ at 60 and 40, so whoever uses one names it. */
export const KPS_MAPPINGS = ['ma-2010', 'prasad-2018'] as const;
export type KpsMapping = (typeof KPS_MAPPINGS)[number];

export const RADIOSENSITIVITIES = ['sensitive', 'intermediate', 'resistant'] as const;
/** Class of sensitivity to *conventional* radiotherapy, confirmed by a clinician. */
export type Radiosensitivity = (typeof RADIOSENSITIVITIES)[number];

export const MAJOR_ORGAN_METASTASES = ['none', 'removable', 'unremovable'] as const;
export const VISCERAL_METASTASES = ['none', 'treatable', 'untreatable'] as const;
export const VISCERAL_PATTERNS = ['nodular', 'disseminated'] as const;
export const COMPARTMENTS = ['extradural', 'intradural-extramedullary', 'intramedullary'] as const;
export const BONE_QUALITIES = ['lytic', 'mixed', 'blastic'] as const;
export const ALIGNMENTS = ['subluxation-or-translation', 'de-novo-deformity', 'normal'] as const;
export const COLLAPSES = ['over-50-percent', 'under-50-percent', 'none-with-over-50-percent-involved', 'none'] as const;
export const POSTEROLATERAL_INVOLVEMENTS = ['bilateral', 'unilateral', 'none'] as const;
export const ESCC_GRADES = ['0', '1a', '1b', '1c', '2', '3'] as const;
export const FRANKEL_GRADES = ['A', 'B', 'C', 'D', 'E'] as const;
export const AMBULATIONS = ['independent', 'with-aid', 'not-ambulatory'] as const;
export const SPHINCTER_FUNCTIONS = ['normal', 'impaired'] as const;
/** SINS's three answers; "occasional" is pain that is not mechanical. */
export const PAIN_CHARACTERS = ['mechanical', 'occasional-not-mechanical', 'pain-free'] as const;

/** Change of the daily opioid dose, in percent of the dose before. */
export const OPIOID_CHANGES = [
  'down-25-or-more',
  'down-under-25',
  'unchanged',
  'up-under-25',
  'up-25-or-more',
] as const;

export type EsccGrade = (typeof ESCC_GRADES)[number];
/** Frankel (1969) and the ASIA Impairment Scale (2011) share letters, not meaning: which was examined is kept apart. */
export type FrankelGrade = (typeof FRANKEL_GRADES)[number];
export type AisGrade = (typeof FRANKEL_GRADES)[number];

export interface PrimaryFacts {
  site?: PrimarySite;
  histology?: Histology;
  /** Tomita's class: an explicit answer by a clinician. */
  growth?: GrowthClass;
  radiosensitivity?: Radiosensitivity;
  /** Which row of Tokuhashi's table counts, asked only where site and histology fit two rows (a cervix, a carcinoid of the lung). */
  tokuhashiPrimary?: TokuhashiPrimary;
  /** Katagiri's class, asked only where the facts leave the reader between two of its rows. */
  katagiriClass?: GrowthClass;
  /** Mizumoto's tumour type: an explicit answer by a clinician. */
  mizumotoTumourType?: (typeof MIZUMOTO_TUMOUR_TYPES)[number];
  hormoneDependent?: boolean;
  targetableDriverTreated?: boolean;
  /** ICD-O-3, for example "8140/3" and "C50.9". */
  morphology?: string;
  topography?: string;
  /** YYYY-MM-DD */
  diagnosedOn?: string;
  /** Empty: no level was irradiated. */
  previouslyIrradiatedLevels?: VertebralLevel[];
}

export interface BurdenFacts {
  /** What Tokuhashi asks: removable or not. */
  majorOrganMetastases?: (typeof MAJOR_ORGAN_METASTASES)[number];
  /** What Tomita asks: treatable or not. */
  visceralMetastases?: (typeof VISCERAL_METASTASES)[number];
  visceralPattern?: (typeof VISCERAL_PATTERNS)[number];
  brainMetastases?: boolean;
  /** Number of bone metastases outside the spine, 0 or more. */
  extraspinalBoneMetastases?: number;
  /** Every vertebra involved, at least one when given. */
  vertebraeInvolved?: VertebralLevel[];
  /** Bone metastases besides the one that compresses the cord, asked only where the counts leave it open. */
  otherBoneMetastases?: boolean;
  pathologicalFracture?: boolean;
  previousChemotherapy?: boolean;
  progression?: GrowthClass;
}

export interface LesionFacts {
  /** Contiguous levels of this lesion, at least one. */
  levels: VertebralLevel[];
  compartment?: (typeof COMPARTMENTS)[number];
  boneQuality?: (typeof BONE_QUALITIES)[number];
  alignment?: (typeof ALIGNMENTS)[number];
  collapse?: (typeof COLLAPSES)[number];
  posterolateral?: (typeof POSTEROLATERAL_INVOLVEMENTS)[number];
  escc?: EsccGrade;
  paraspinalExtension?: boolean;
}

export interface NeurologyFacts {
  frankel?: FrankelGrade;
  ais?: AisGrade;
  /** YYYY-MM-DD */
  motorDeficitSince?: string;
  /** Days in which the motor deficit developed, 0 or more. */
  motorDeficitDays?: number;
  /** YYYY-MM-DD: when the compression of the cord was found. */
  compressionOn?: string;
  myelopathy?: boolean;
  radiculopathy?: boolean;
  ambulation?: (typeof AMBULATIONS)[number];
  bladder?: (typeof SPHINCTER_FUNCTIONS)[number];
  bowel?: (typeof SPHINCTER_FUNCTIONS)[number];
}

export interface PainFacts {
  /** Numeric rating scale, whole number 0 to 10. */
  nrsNow?: number;
  nrsWorst?: number;
  character?: (typeof PAIN_CHARACTERS)[number];
  nocturnal?: boolean;
  radicular?: boolean;
  /** Before and after a radiotherapy for pain. */
  radiotherapy?: RadiotherapyPainFacts;
}

export interface RadiotherapyPainFacts {
  /** Numeric rating scale at the treated site, 1 to 10: without pain there is nothing to respond. */
  nrsBefore?: number;
  /** 0 to 10. */
  nrsAfter?: number;
  opioidDose?: (typeof OPIOID_CHANGES)[number];
  /** Whether any other analgesic was begun or increased. */
  otherAnalgesicsIncreased?: boolean;
}

export interface GeneralFacts {
  /** Karnofsky performance status, 0 to 100 by tens. */
  kps?: number;
  /** ECOG performance status, 0 to 5. Never derived from KPS silently, nor the reverse. */
  ecog?: number;
  /** Chosen, it takes the ECOG of a patient who has only a KPS by this mapping, and every result says so. */
  ecogMapping?: KpsMapping;
  /** Years completed at the day of the assessment. */
  age?: number;
  comorbidities?: string[];
  /** Percent of body weight lost within six months. */
  weightLossPercent?: number;
  toleratesSurgery?: boolean;
}

/** A laboratory value is nothing without its unit and its day. */
export interface Quantity<Unit extends string = string> {
  value: number;
  unit: Unit;
  /** YYYY-MM-DD */
  takenOn?: string;
}

export const LABORATORY_UNITS = {
  albumin: ['g/dL', 'g/L', 'umol/L'],
  crp: ['mg/dL', 'mg/L'],
  ldh: ['IU/L'],
  platelets: ['/uL', '10^9/L'],
  calcium: ['mg/dL', 'mmol/L'],
  bilirubin: ['mg/dL', 'umol/L'],
  alkalinePhosphatase: ['IU/L'],
} as const;
export type LaboratoryTest = keyof typeof LABORATORY_UNITS;
export type LaboratoryFacts = { [Test in LaboratoryTest]?: Quantity<(typeof LABORATORY_UNITS)[Test][number]> } & {
  /** Whether the laboratory flagged alkaline phosphatase as raised; its limit is the laboratory's own. */
  alkalinePhosphataseRaised?: boolean;
  /** Whether the patient is hypercalcaemic, by the laboratory's own limit. */
  hypercalcaemia?: boolean;
};

/** What the frailty index of a patient who is to be operated counts. */
export const FRAILTY_ITEMS = [
  'anaemia', 'chronicLungDisease', 'coagulopathy', 'electrolyteAbnormality', 'pulmonaryCirculationDisorder', 'renalFailure',
  'malnutrition', 'emergentOrUrgentAdmission', 'anteriorOrCombinedApproach',
] as const; // prettier-ignore
export type FrailtyItem = (typeof FRAILTY_ITEMS)[number];
export type FrailtyFacts = { [Item in FrailtyItem]?: boolean };

export const EQ5D_VERSIONS = ['3L', '5L'] as const;
/** National value sets of EQ-5D, by country, first author and year. An index without its value set means nothing. */
export const EQ5D_VALUE_SETS = {
  '3L': ['uk-dolan-1997', 'netherlands-lamers-2006', 'germany-greiner-2005'],
  '5L': ['us-pickard-2019', 'netherlands-versteegh-2016', 'germany-ludwig-2018', 'england-devlin-2018'],
} as const;
export type Eq5dValueSet = (typeof EQ5D_VALUE_SETS)[keyof typeof EQ5D_VALUE_SETS][number];

export interface Eq5dFacts {
  version: (typeof EQ5D_VERSIONS)[number];
  /** Five digits, mobility first: 1 to 3 for EQ-5D-3L, 1 to 5 for EQ-5D-5L. */
  state: string;
  /** One of the version's own. */
  valueSet?: Eq5dValueSet;
}

export interface PatientReportedFacts {
  eq5d?: Eq5dFacts;
  /** SOSGOQ2.0: by the number of the question, "1" to "20", its answer 1 to 5. A question left out was not answered. */
  sosgoq?: Readonly<Record<string, number>>;
}

export interface Facts {
  primary?: PrimaryFacts;
  burden?: BurdenFacts;
  lesions?: LesionFacts[];
  neurology?: NeurologyFacts;
  pain?: PainFacts;
  general?: GeneralFacts;
  laboratory?: LaboratoryFacts;
  frailty?: FrailtyFacts;
  patientReported?: PatientReportedFacts;
}
