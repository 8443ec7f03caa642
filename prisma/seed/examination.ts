import { addDays, dayOf, type AssessmentFacts, type CalendarDate } from '#pathway';
import {
  type BurdenFacts,
  FRAILTY_ITEMS,
  type FrailtyItem,
  type GeneralFacts,
  type LaboratoryFacts,
  type LesionFacts,
  type NeurologyFacts,
  type PainFacts,
  type VertebralLevel,
} from '#scoring';
import { TIME_ZONE } from './board-calendar.js';
import { PRIMARIES, type PrimaryKey } from './primaries.js';

/** What is found at the spine, from a stable lesion to one that is unstable and presses on the cord. */
export const SPINES = {
  stable: {
    levels: ['T5', 'T7', 'T8', 'T9'],
    lesion: { boneQuality: 'blastic', alignment: 'normal', collapse: 'none', posterolateral: 'none', escc: '1a' },
    pain: { nrsNow: 3, nrsWorst: 5, character: 'occasional-not-mechanical', nocturnal: true },
    neurology: {},
  },
  indeterminate: {
    levels: ['C5', 'L2', 'L3', 'L4'],
    lesion: {
      boneQuality: 'lytic',
      alignment: 'normal',
      collapse: 'none-with-over-50-percent-involved',
      posterolateral: 'unilateral',
      escc: '1b',
    },
    pain: { nrsNow: 6, nrsWorst: 7, character: 'mechanical', nocturnal: false },
    neurology: { radiculopathy: true },
  },
  unstable: {
    levels: ['C7', 'T11', 'T12', 'L1'],
    lesion: {
      boneQuality: 'lytic',
      alignment: 'de-novo-deformity',
      collapse: 'over-50-percent',
      posterolateral: 'bilateral',
      escc: '1b',
    },
    pain: { nrsNow: 8, nrsWorst: 9, character: 'mechanical', nocturnal: true },
    neurology: {},
  },
  compressed: {
    levels: ['T4', 'T6', 'T10'],
    lesion: { boneQuality: 'mixed', alignment: 'normal', collapse: 'none', posterolateral: 'unilateral', escc: '3' },
    pain: { nrsNow: 5, nrsWorst: 7, character: 'occasional-not-mechanical', radicular: true },
    neurology: {
      frankel: 'D',
      ais: 'D',
      myelopathy: true,
      ambulation: 'with-aid',
      bladder: 'impaired',
      motorDeficitDays: 4,
    },
  },
  compressedAndUnstable: {
    levels: ['T12', 'L1'],
    lesion: {
      boneQuality: 'lytic',
      alignment: 'normal',
      collapse: 'under-50-percent',
      posterolateral: 'bilateral',
      escc: '2',
      paraspinalExtension: true,
    },
    pain: { nrsNow: 7, nrsWorst: 9, character: 'mechanical', nocturnal: true },
    neurology: { frankel: 'D', ais: 'D', myelopathy: true, ambulation: 'with-aid', motorDeficitDays: 12 },
  },
  sacral: {
    levels: ['S2', 'S3'],
    lesion: { boneQuality: 'mixed', alignment: 'normal', collapse: 'none', posterolateral: 'none', escc: '0' },
    pain: { nrsNow: 2, nrsWorst: 3, character: 'pain-free' },
    neurology: {},
  },
} as const satisfies Record<string, Spine>;

interface Spine {
  readonly levels: readonly VertebralLevel[];
  readonly lesion: Omit<LesionFacts, 'levels' | 'compartment'>;
  readonly pain: PainFacts;
  readonly neurology: NeurologyFacts;
}

/** How the patient is, and how far the disease has gone. */
export const CONDITIONS = {
  good: {
    performance: [
      { kps: 100, ecog: 0 },
      { kps: 90, ecog: 1 },
      { kps: 80, ecog: 1 },
    ],
    general: { toleratesSurgery: true, weightLossPercent: 0 },
    burden: {
      majorOrganMetastases: 'none',
      visceralMetastases: 'none',
      extraspinalBoneMetastases: 0,
      previousChemotherapy: false,
      progression: 'slow',
    },
    laboratory: { albumin: 4.1, crp: 0.2, ldh: 190, platelets: 240, bilirubin: 0.6 },
    frailty: [],
    eq5d: '11121',
  },
  fair: {
    performance: [
      { kps: 70, ecog: 2 },
      { kps: 60, ecog: 2 },
    ],
    general: { toleratesSurgery: true, weightLossPercent: 4 },
    burden: {
      majorOrganMetastases: 'removable',
      visceralMetastases: 'treatable',
      visceralPattern: 'nodular',
      extraspinalBoneMetastases: 2,
      previousChemotherapy: true,
      progression: 'moderate',
    },
    laboratory: { albumin: 3.6, crp: 1.2, ldh: 265, platelets: 210, bilirubin: 0.8 },
    frailty: ['anaemia'],
    eq5d: '22232',
  },
  poor: {
    performance: [
      { kps: 50, ecog: 3 },
      { kps: 40, ecog: 3 },
      { kps: 30, ecog: 4 },
    ],
    general: { toleratesSurgery: false, weightLossPercent: 12 },
    burden: {
      majorOrganMetastases: 'unremovable',
      visceralMetastases: 'untreatable',
      visceralPattern: 'disseminated',
      extraspinalBoneMetastases: 5,
      previousChemotherapy: true,
      progression: 'rapid',
    },
    laboratory: { albumin: 2.8, crp: 6.4, ldh: 410, platelets: 90, bilirubin: 1.1 },
    frailty: ['anaemia', 'electrolyteAbnormality', 'malnutrition'],
    eq5d: '43444',
  },
} as const satisfies Record<string, Condition>;

interface Condition {
  readonly performance: readonly Performance[];
  readonly general: GeneralFacts;
  readonly burden: BurdenFacts;
  /** In g/dL, mg/dL, IU/L, 10^9/L and mg/dL. */
  readonly laboratory: Readonly<Record<'albumin' | 'crp' | 'ldh' | 'platelets' | 'bilirubin', number>>;
  /** What the frailty index counts and the patient has. */
  readonly frailty: readonly FrailtyItem[];
  /** The state of EQ-5D-5L. */
  readonly eq5d: string;
}

/** Both are examined; neither is converted into the other. */
export type Performance = Required<Pick<GeneralFacts, 'kps' | 'ecog'>>;

export type SpineKey = keyof typeof SPINES;
export type ConditionKey = keyof typeof CONDITIONS;

/** One patient's disease. */
export interface Illness {
  readonly primary: PrimaryKey;
  readonly spine: SpineKey;
  readonly condition: ConditionKey;
  readonly level: VertebralLevel;
  readonly performance: Performance;
  /** The patient's birthday. */
  readonly bornOn: CalendarDate;
}

const INTACT: NeurologyFacts = {
  frankel: 'E',
  ais: 'E',
  myelopathy: false,
  radiculopathy: false,
  ambulation: 'independent',
  bladder: 'normal',
  bowel: 'normal',
};

/** What an examination finds, complete: every score and every check can read it. The MRI was made at `mriAt`. */
export function examination(illness: Illness, examinedAt: Date, mriAt: Date): AssessmentFacts {
  const { primary, spine, condition, level, performance, bornOn } = illness;
  const on = dayOf(examinedAt.toISOString(), TIME_ZONE);
  const { facts } = PRIMARIES[primary];
  const { lesion, pain, neurology } = SPINES[spine];
  const { general, burden, frailty, eq5d }: Condition = CONDITIONS[condition];
  const isCompressed = spine.startsWith('compressed');
  const mriOn = dayOf(mriAt.toISOString(), TIME_ZONE);
  const daysBefore = (days: number) => addDays(on, -days);

  return {
    primary: {
      ...facts,
      mizumotoTumourType: facts.growth === 'slow' ? 'favourable' : 'unfavourable',
      diagnosedOn: daysBefore(400),
      previouslyIrradiatedLevels: [],
    },
    burden: {
      ...burden,
      brainMetastases: false,
      vertebraeInvolved: [level],
      pathologicalFracture: spine === 'unstable',
    },
    lesions: [{ paraspinalExtension: false, ...lesion, levels: [level], compartment: 'extradural' }],
    neurology: { ...INTACT, ...neurology, ...(isCompressed && { compressionOn: mriOn }) },
    pain,
    general: { ...general, ...performance, age: ageOn(on, bornOn) },
    laboratory: laboratoryOf(condition, daysBefore(1)),
    frailty: Object.fromEntries(FRAILTY_ITEMS.map((item) => [item, frailty.includes(item)])),
    imaging: [
      {
        modality: 'mri-whole-spine',
        performedOn: mriOn,
        performedAt: mriAt.toISOString(),
      },
      { modality: 'ct-index-levels', performedOn: daysBefore(2), levels: [level] },
      { modality: 'systemic-staging', performedOn: daysBefore(12) },
    ],
    workup: {
      knownCancer: primary !== 'unknown',
      newBackPain: true,
      histology: primary === 'unknown' ? 'biopsy-requested' : 'known',
    },
    ...(isCompressed && advised(examinedAt)),
    patientReported: {
      preferences: PREFERENCES[condition],
      consentToDiscussion: true,
      psychosocialAssessedOn: daysBefore(2),
      eq5d: { version: '5L', state: eq5d, valueSet: 'germany-ludwig-2018' },
    },
  };
}

function laboratoryOf(condition: ConditionKey, takenOn: CalendarDate): LaboratoryFacts {
  const { albumin, crp, ldh, platelets, bilirubin } = CONDITIONS[condition].laboratory;
  return {
    albumin: { value: albumin, unit: 'g/dL', takenOn },
    crp: { value: crp, unit: 'mg/dL', takenOn },
    ldh: { value: ldh, unit: 'IU/L', takenOn },
    platelets: { value: platelets, unit: '10^9/L', takenOn },
    calcium: { value: 2.4, unit: 'mmol/L', takenOn },
    bilirubin: { value: bilirubin, unit: 'mg/dL', takenOn },
    hypercalcaemia: false,
  };
}

/** What was advised while waiting: recorded, never recommended, and never with a dose. */
function advised(at: Date) {
  const advice = { given: true, at: at.toISOString(), by: 'Emergency department' };
  return { dexamethasone: advice, immobilisation: advice };
}

/** Years completed. */
function ageOn(day: CalendarDate, bornOn: CalendarDate): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

const PREFERENCES: Readonly<Record<ConditionKey, string>> = {
  good: 'Wants everything that keeps the legs working, an operation included.',
  fair: 'Accepts treatment as an out-patient; an operation only if there is no other way.',
  poor: 'Wants to be at home and without pain.',
};
