import { OUTCOME_REASONS, RECOMMENDATION_OUTCOMES, type OutcomeReason, type RecommendationOutcome } from '#workflow';
import { IsCode, IsId, IsText, PageQuery } from '../../../http/index.js';
import { RECOMMENDATION_STATES, type RecommendationState } from '../recommendation.js';

export class RecommendationIdParam {
  @IsId()
  recommendationId: string;
}

/** What is left out stays as it is. An outcome comes with its own reason and text, or with none. */
export class UpdateRecommendationDto {
  @IsCode(RECOMMENDATION_OUTCOMES, { optional: true, example: 'partial', about: 'What became of it.' })
  outcome?: RecommendationOutcome;

  @IsCode(OUTCOME_REASONS, {
    optional: true,
    example: 'toxicity-or-contraindication',
    about: 'Required with partial and not-done.',
  })
  reason?: OutcomeReason;

  @IsText({
    max: 4_000,
    lines: true,
    optional: true,
    example: 'Stopped after three of five fractions.',
    about: 'Required with the reason other.',
  })
  text?: string;

  @IsId({ optional: true, nullable: true, about: 'The member who sees to it; null for nobody.' })
  ownerId?: string | null;
}

export class RecommendationsQuery extends PageQuery {
  @IsCode(RECOMMENDATION_STATES, { optional: true, about: 'Only those in this state.' })
  state?: RecommendationState;
}
