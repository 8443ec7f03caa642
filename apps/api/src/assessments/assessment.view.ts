import {
  READINESS_ITEM_IDS,
  READINESS_OWNERS,
  SEVERITIES,
  type AssessmentFacts,
  type Readiness,
  type ReadinessItem,
  type ReadinessItemId,
} from '#pathway';
import type { ScoreResult } from '#scoring';
import { LANES, type Lane } from '#workflow';
import { ClockView } from '../cases/index.js';
import { code, IsCode, IsDay, IsFlag, IsId, IsInstant, IsListOf, IsPart, IsText, IsWhole } from '../http/index.js';
import { ScoreView } from '../scores/index.js';
import { ONLY_VERSION } from './assessment.js';
import type { StoredAssessment } from './assessments.repository.js';
import { FactsDto } from './dto/facts.dto.js';

const ITEM_STATUSES = ['met', 'missing', 'too-old', 'waived'] as const;

export class AssessmentView {
  @IsId()
  id: string;

  @IsId()
  caseId: string;

  @IsId()
  authorId: string;

  @IsInstant({ about: 'When the patient was examined.' })
  assessedAt: string;

  @IsInstant({ about: 'The database’s time.' })
  recordedAt: string;

  @IsId({ nullable: true, about: 'The assessment that this one corrects.' })
  supersedesId: string | null;

  @IsId({ nullable: true, about: 'The assessment that corrected this one.' })
  supersededById: string | null;

  @IsPart(() => FactsDto)
  facts: AssessmentFacts;

  @IsWhole({ min: 1, max: 1, example: 1, about: 'Never changed.' })
  version: number;
}

export class AssessmentWithScoresView extends AssessmentView {
  @IsListOf(() => ScoreView, { max: 200 })
  scores: readonly ScoreResult[];
}

export class UrgencyView {
  @IsCode(LANES)
  lane: Lane;

  @IsListOf(() => ClockView, { max: 100 })
  clocks: ClockView[];
}

export class ReadinessItemView implements ReadinessItem {
  @IsCode(READINESS_ITEM_IDS, { example: 'mri-whole-spine' })
  item: ReadinessItemId;

  @IsText({ max: 200, example: 'MRI of the whole spine, or CT where MRI is impossible' })
  title: string;

  @IsCode(SEVERITIES)
  severity: ReadinessItem['severity'];

  @IsCode(READINESS_OWNERS, { about: 'Who is asked to mend it.' })
  owner: ReadinessItem['owner'];

  @IsText({ max: 500, example: 'NICE NG234, Spinal metastases and metastatic spinal cord compression (2023)' })
  source: string;

  @IsCode(ITEM_STATUSES, { example: 'too-old' })
  status: ReadinessItem['status'];

  @IsText({ max: 2_000, lines: true, nullable: true, example: '30 days old; at most 28 days are accepted: renew it.' })
  reason: string | null;

  @IsWhole({ min: 0, max: 1_000_000, nullable: true, example: 30 })
  age: number | null;

  @IsWhole({ min: 0, max: 1_000_000, nullable: true, example: 28 })
  maximumAge: number | null;

  @IsCode(['days', 'hours'], { nullable: true })
  unit: ReadinessItem['unit'];

  @IsText({
    max: 40,
    nullable: true,
    about: 'The last day, or instant, on which it is in date.',
    example: '2026-03-30',
  })
  validUntil: string | null;
}

export class ReadinessView implements Readiness {
  @IsDay({ about: 'The day that it is judged for.' })
  on: string;

  @IsCode(LANES)
  lane: Lane;

  @IsFlag({ about: 'No blocker is missing.' })
  ready: boolean;

  @IsListOf(code(READINESS_ITEM_IDS, 'mri-whole-spine'), {
    max: READINESS_ITEM_IDS.length,
    about: 'Each needs an override with its reason.',
  })
  blockers: ReadinessItemId[];

  @IsListOf(() => ReadinessItemView, { max: READINESS_ITEM_IDS.length })
  items: ReadinessItemView[];
}

export class RecordedAssessmentView {
  @IsPart(() => AssessmentView)
  assessment: AssessmentView;

  @IsListOf(() => ScoreView, { max: 200 })
  scores: readonly ScoreResult[];

  @IsPart(() => UrgencyView)
  urgency: UrgencyView;

  @IsPart(() => ReadinessView, { about: 'Today’s.' })
  readiness: ReadinessView;
}

/** An assessment as it is read, with its scores. */
export function toAssessmentView(assessment: StoredAssessment): AssessmentWithScoresView {
  return { ...assessment, version: ONLY_VERSION };
}
