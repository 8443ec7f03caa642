import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { OutcomeReasonMismatch } from '#workflow';
import { Allow, CurrentActor } from '../../auth/index.js';
import { CaseIdParam, CaseIsClosed } from '../../cases/index.js';
import { Answers, AnswersPage, IfMatchRequired } from '../../http/index.js';
import { RecommendationIdParam, RecommendationsQuery, UpdateRecommendationDto } from './dto/recommendations.dto.js';
import { RecommendationView } from './recommendation.view.js';
import { OutcomeMissing, OwnerNotOnBoard, RecommendationEnded } from './recommendations.errors.js';
import { RecommendationsQueries } from './recommendations.queries.js';
import { UpdateRecommendation } from './update-recommendation.js';

@Controller()
export class RecommendationsController {
  constructor(
    private readonly recommendations: RecommendationsQueries,
    private readonly updateRecommendation: UpdateRecommendation,
  ) {}

  @Get('cases/:caseId/recommendations')
  @Allow('decision:read')
  @AnswersPage(RecommendationView, {
    summary: 'What was recommended for a case, and what became of it; older decisions first',
  })
  list(@Param() { caseId }: CaseIdParam, @Query() query: RecommendationsQuery, @CurrentActor() actor: Actor) {
    return this.recommendations.list(actor, caseId, query);
  }

  @Patch('recommendations/:recommendationId')
  @Allow('recommendation:update')
  @Answers(RecommendationView, {
    summary: 'Record what became of a recommendation, or who sees to it',
    refusals: [
      new RecommendationEnded('superseded'),
      new CaseIsClosed(),
      new OutcomeReasonMismatch('reason', 'Say why it was not, or not fully, done.'),
      new OutcomeMissing(),
      new OwnerNotOnBoard(),
    ],
  })
  update(
    @Param() { recommendationId }: RecommendationIdParam,
    @Body() dto: UpdateRecommendationDto,
    @IfMatchRequired() ifMatch: number,
    @CurrentActor() actor: Actor,
  ) {
    return this.updateRecommendation.execute(actor, recommendationId, dto, ifMatch);
  }
}
