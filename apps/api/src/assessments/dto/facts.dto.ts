import * as pathway from '#pathway';
import { VERTEBRAL_LEVELS, type VertebralLevel } from '#scoring';
import { SuspicionDto } from '../../cases/index.js';
import { code, IsCode, IsDay, IsFlag, IsId, IsInstant, IsListOf, IsPart, IsText } from '../../http/index.js';
import { ScoredFactsDto, ScoredPatientReportedDto } from '../../scores/index.js';

export class ImagingDto implements pathway.ImagingDone {
  @IsCode(pathway.IMAGING_MODALITIES, { example: 'mri-whole-spine' })
  modality: pathway.ImagingModality;

  @IsDay({ example: '2026-03-01' })
  performedOn: string;

  @IsInstant({
    optional: true,
    example: '2026-03-01T10:15:00Z',
    about: 'An urgency clock stops only where the hour is known.',
  })
  performedAt?: string;

  @IsText({
    max: 64,
    pattern: /^[0-9]+(\.[0-9]+)*$/,
    shape: 'a DICOM UID',
    optional: true,
    example: '1.2.840.113619.2.55.3',
  })
  studyUid?: string;

  @IsListOf(code(VERTEBRAL_LEVELS, 'T8'), { min: 1, max: VERTEBRAL_LEVELS.length, unique: true, optional: true })
  levels?: VertebralLevel[];

  @IsId({ optional: true, about: 'The follow-up order that it fulfilled.' })
  orderId?: string;

  @IsFlag({ optional: true, example: false, about: 'Made only to plan a treatment that was decided, and so no news.' })
  isTreatmentPlanning?: boolean;
}

export class WorkupDto implements pathway.Workup {
  @IsFlag({ optional: true })
  knownCancer?: boolean;

  @IsFlag({ optional: true })
  newBackPain?: boolean;

  @IsFlag({ optional: true, example: false })
  newNeurologicalSymptoms?: boolean;

  @IsFlag({ optional: true, example: false })
  radiographsSuggestBone?: boolean;

  @IsText({ max: 1_000, optional: true, example: 'Pacemaker.', about: 'A CT of the whole spine then takes its place.' })
  mriImpossibleReason?: string;

  @IsCode(pathway.HISTOLOGY_STATUSES, { optional: true })
  histology?: pathway.Workup['histology'];

  @IsText({ max: 1_000, optional: true, example: 'Known from the primary.', about: 'With `not-needed`.' })
  histologyReason?: string;
}

export class PatientReportedDto extends ScoredPatientReportedDto implements pathway.PatientReported {
  @IsText({ max: 4_000, lines: true, optional: true, example: 'Wants to walk at the wedding in May.' })
  preferences?: string;

  @IsText({ max: 4_000, lines: true, optional: true, example: 'To climb the stairs at home.' })
  goals?: string;

  @IsFlag({ optional: true })
  consentToDiscussion?: boolean;

  @IsDay({ optional: true })
  psychosocialAssessedOn?: string;
}

/** Whether advice was given, when and by whom. Never a dose. */
export class AdviceDto implements pathway.AdviceGiven {
  @IsFlag()
  given: boolean;

  @IsInstant({ optional: true })
  at?: string;

  @IsText({ max: 200, optional: true, example: 'The spine surgeon on call.' })
  by?: string;
}

export class ObservedDto implements pathway.ObservationTimes {
  @IsDay({ optional: true, about: 'KPS and ECOG.' })
  performanceOn?: string;

  @IsInstant({ optional: true, about: 'The neurological examination.' })
  neurologyAt?: string;

  @IsDay({ optional: true })
  painOn?: string;
}

/** Everything one assessment may record. What is left out is unknown, never "no". */
export class FactsDto extends ScoredFactsDto implements pathway.AssessmentFacts {
  @IsText({ max: 4_000, lines: true, optional: true, example: 'Radiotherapy alone, or stabilisation first?' })
  clinicalQuestion?: string;

  @IsListOf(() => ImagingDto, { max: 100, optional: true })
  imaging?: ImagingDto[];

  @IsPart(() => WorkupDto, { optional: true })
  workup?: WorkupDto;

  @IsPart(() => PatientReportedDto, { optional: true })
  override patientReported?: PatientReportedDto;

  @IsPart(() => AdviceDto, { optional: true })
  dexamethasone?: AdviceDto;

  @IsPart(() => AdviceDto, { optional: true, about: 'Given, it is the advice that the instability clock waits for.' })
  immobilisation?: AdviceDto;

  @IsPart(() => SuspicionDto, { optional: true, about: 'Starts the urgency clocks of what it newly suspects.' })
  suspicion?: SuspicionDto;

  @IsPart(() => ObservedDto, {
    optional: true,
    about: 'When parts were examined, where that was not at the assessment itself.',
  })
  observed?: ObservedDto;
}
