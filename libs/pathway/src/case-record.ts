import type { Facts, PatientReportedFacts, ScoreResult, VertebralLevel } from '#scoring';
import type { CalendarDate, Instant } from './calendar.js';
import type { ImagingModality } from './modalities.js';
import type { Suspicion } from './suspicions.js';

/** One examination that was performed. */
export interface ImagingDone {
  modality: ImagingModality;
  performedOn: CalendarDate;
  /** Where the hour is known; an urgency clock stops at it. */
  performedAt?: Instant;
  /** DICOM Study Instance UID. */
  studyUid?: string;
  levels?: VertebralLevel[];
  /** The follow-up order that this examination fulfilled; absent for an examination outside follow-up. */
  orderId?: string;
  /** Made only to plan a treatment that was decided, and so no news. */
  isTreatmentPlanning?: boolean;
}

export const HISTOLOGY_STATUSES = ['known', 'biopsy-requested', 'not-needed'] as const;

/** What the referrer knows about the way here. Every field left out is unknown. */
export interface Workup {
  knownCancer?: boolean;
  newBackPain?: boolean;
  newNeurologicalSymptoms?: boolean;
  /** Plain radiographs that suggest bone involvement. */
  radiographsSuggestBone?: boolean;
  /** Why MRI cannot be done; given, a CT of the whole spine takes its place. */
  mriImpossibleReason?: string;
  histology?: (typeof HISTOLOGY_STATUSES)[number];
  /** Required with `not-needed`. */
  histologyReason?: string;
}

export interface PatientReported extends PatientReportedFacts {
  preferences?: string;
  goals?: string;
  consentToDiscussion?: boolean;
  psychosocialAssessedOn?: CalendarDate;
}

/** Whether advice was given, when and by whom: recorded, never recommended, and never with a dose. */
export interface AdviceGiven {
  given: boolean;
  at?: Instant;
  by?: string;
}

/** When parts were examined, where that was not at the assessment itself. */
export interface ObservationTimes {
  performanceOn?: CalendarDate;
  neurologyAt?: Instant;
  painOn?: CalendarDate;
}

/**
 * Everything that one assessment may record: the facts that scores read, and those that only the pathway reads.
 * Every field is optional, and an absent one is *unknown*, never "no". JSON-safe.
 */
export interface AssessmentFacts extends Facts {
  clinicalQuestion?: string;
  imaging?: ImagingDone[];
  workup?: Workup;
  patientReported?: PatientReported;
  dexamethasone?: AdviceGiven;
  immobilisation?: AdviceGiven;
  suspicion?: Suspicion;
  observed?: ObservationTimes;
}

/** An assessment as the pathway's rules read it, with the scores made from the same facts. */
export interface CaseRecord {
  facts: AssessmentFacts;
  /** Results of `scoreAll(facts)`. */
  scores: readonly ScoreResult[];
  /** The day of the assessment, in the board's time zone. */
  observedOn: CalendarDate;
  /** The time of the assessment. */
  observedAt: Instant;
}
