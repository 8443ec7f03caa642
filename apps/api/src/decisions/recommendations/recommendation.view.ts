import { INTENTS, MODALITIES, PRIORITIES, type Intent, type Modality, type Priority } from '#pathway';
import { VERTEBRAL_LEVELS, type VertebralLevel } from '#scoring';
import {
  OUTCOME_REASONS,
  RECOMMENDATION_OUTCOMES,
  SPECIALTIES,
  type OutcomeReason,
  type RecommendationOutcome,
  type Specialty,
} from '#workflow';
import { code, IsCode, IsDay, IsId, IsInstant, IsListOf, IsText, IsWhole } from '../../http/index.js';
import { RECOMMENDATION_STATES, type Recommendation, type RecommendationState } from './recommendation.js';

const MANY = 2_147_483_647;

/** One line of a decision that came in force, and what became of it. */
export class RecommendationView {
  @IsId()
  id: string;

  @IsId()
  caseId: string;

  @IsId({ about: 'The decision that recommends it.' })
  decisionId: string;

  @IsWhole({ min: 1, max: 1_000, about: 'Its place in the decision’s content.' })
  position: number;

  @IsCode(MODALITIES, { example: 'separation-surgery' })
  modality: Modality;

  @IsCode(INTENTS, { example: 'local-control' })
  intent: Intent;

  @IsListOf(code(VERTEBRAL_LEVELS), {
    max: VERTEBRAL_LEVELS.length,
    example: ['T7', 'T9'],
    about: 'Empty where it speaks for the whole case.',
  })
  levels: readonly VertebralLevel[];

  @IsCode(PRIORITIES, { example: 'urgent' })
  priority: Priority;

  @IsCode(SPECIALTIES, { example: 'spine-surgery' })
  responsibleSpecialty: Specialty;

  @IsId({ nullable: true, about: 'The member who sees to it.' })
  ownerId: string | null;

  @IsDay()
  dueOn: string;

  @IsText({ max: 4_000, lines: true, nullable: true, example: 'From behind, with carbon rods.' })
  text: string | null;

  @IsCode(RECOMMENDATION_STATES, { about: 'current while its decision is in force.' })
  state: RecommendationState;

  @IsCode(RECOMMENDATION_OUTCOMES)
  outcome: RecommendationOutcome;

  @IsCode(OUTCOME_REASONS, { nullable: true })
  outcomeReason: OutcomeReason | null;

  @IsText({ max: 4_000, lines: true, nullable: true, example: 'Preferred to stay at home.' })
  outcomeText: string | null;

  @IsInstant({ nullable: true })
  outcomeAt: string | null;

  @IsWhole({ min: 1, max: MANY, example: 1 })
  version: number;
}

export function toRecommendationView(recommendation: Recommendation): RecommendationView {
  const { boardId: _board, revisionId, ...shown } = recommendation;
  return { ...shown, decisionId: revisionId };
}
