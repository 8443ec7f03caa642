import {
  IMAGING_MODALITIES,
  INTENTS,
  MODALITIES,
  PRIORITIES,
  type DecisionContent,
  type ImagingModality,
  type Intent,
  type Modality,
  type Priority,
  type RecommendationContent,
} from '#pathway';
import { VERTEBRAL_LEVELS, type VertebralLevel } from '#scoring';
import { SPECIALTIES, type Specialty } from '#workflow';
import { code, IsCode, IsDay, IsFlag, IsListOf, IsPart, IsText, IsWhole } from '../../http/index.js';

const MAX_RECOMMENDATIONS = 40;
const REASON = { max: 4_000, lines: true, optional: true, example: 'The construct holds; agreed with the patient.' };
const WORDS = { max: 4_000, lines: true, optional: true };

export class RecommendationDto implements RecommendationContent {
  @IsCode(MODALITIES, { example: 'separation-surgery' })
  modality: Modality;

  @IsCode(INTENTS, { example: 'local-control' })
  intent: Intent;

  @IsListOf(code(VERTEBRAL_LEVELS), {
    min: 1,
    max: VERTEBRAL_LEVELS.length,
    unique: true,
    optional: true,
    example: ['T7', 'T9'],
    about: 'Where; for surgery the first and the last level suffice. Left out it speaks for the whole case.',
  })
  levels?: VertebralLevel[];

  @IsCode(PRIORITIES, { example: 'urgent' })
  priority: Priority;

  @IsCode(SPECIALTIES, { example: 'spine-surgery', about: 'Whose task it is.' })
  responsibleSpecialty: Specialty;

  @IsDay({ about: 'When it is due.' })
  dueOn: string;

  @IsWhole({
    min: 1,
    max: MAX_RECOMMENDATIONS,
    optional: true,
    example: 1,
    about: 'The order among the recommendations; equal or left out where it is open.',
  })
  sequence?: number;

  @IsCode(IMAGING_MODALITIES, { optional: true, about: 'Which examination, for further-imaging.' })
  imaging?: ImagingModality;

  @IsText({ max: 4_000, lines: true, optional: true, example: 'From behind, with carbon rods.' })
  text?: string;
}

export class SystemicPlanDto {
  @IsFlag({ about: 'Whether medical oncology plans a systemic treatment.' })
  planned: boolean;

  @IsText({ max: 4_000, lines: true, optional: true, example: 'None planned: the patient declines.' })
  reason?: string;
}

/** A reason that a check's own rule asks for; every other finding is answered by the chair's override. */
export class ReasonsDto implements NonNullable<DecisionContent['reasons']> {
  @IsText(REASON)
  'instability-unaddressed'?: string;

  @IsText(REASON)
  'compression-with-deficit'?: string;

  @IsText(REASON)
  'bone-agent-not-considered'?: string;

  @IsText(REASON)
  'guideline-deviation'?: string;
}

/** What the board recommends. It is frozen, hashed and signed as it stands. */
export class DecisionContentDto implements DecisionContent {
  @IsListOf(() => RecommendationDto, { min: 1, max: MAX_RECOMMENDATIONS })
  recommendations: RecommendationDto[];

  @IsPart(() => SystemicPlanDto, {
    optional: true,
    about: 'Medical oncology’s plan, or the explicit "none planned" with its reason.',
  })
  systemicPlan?: SystemicPlanDto;

  @IsText({
    ...WORDS,
    example: 'Dexamethasone is being tapered; paracetamol.',
    about: 'Where the pain team is not asked.',
  })
  painPlan?: string;

  @IsText({
    ...WORDS,
    example: 'Wants to keep walking.',
    about: 'What the patient told the board, where no assessment holds it.',
  })
  preferences?: string;

  @IsFlag({ optional: true })
  psychosocialAssessed?: boolean;

  @IsFlag({ optional: true, about: 'false where SBRT cannot be given here.' })
  sbrtPossible?: boolean;

  @IsText({ ...WORDS, example: 'Separation surgery at T8, then SBRT.' })
  summary?: string;

  @IsPart(() => ReasonsDto, { optional: true, about: 'Reasons that checks ask for, by the id of the check.' })
  reasons?: ReasonsDto;
}
