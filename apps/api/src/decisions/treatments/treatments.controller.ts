import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../../auth/index.js';
import { CaseIdParam, CaseIsClosed } from '../../cases/index.js';
import { Answers, AnswersPage, IfMatch, PageQuery } from '../../http/index.js';
import { CompleteTreatment } from './complete-treatment.js';
import { CompleteTreatmentDto, RecordTreatmentDto, TreatmentIdParam } from './dto/treatments.dto.js';
import { RecordTreatment } from './record-treatment.js';
import { TreatmentView } from './treatment.view.js';
import * as errors from './treatments.errors.js';
import { TreatmentsQueries } from './treatments.queries.js';

@Controller()
export class TreatmentsController {
  constructor(
    private readonly treatments: TreatmentsQueries,
    private readonly recordTreatment: RecordTreatment,
    private readonly completeTreatment: CompleteTreatment,
  ) {}

  @Get('cases/:caseId/treatments')
  @Allow('treatment:read')
  @AnswersPage(TreatmentView, { summary: 'The treatments of a case, in the order of their recording' })
  list(@Param() { caseId }: CaseIdParam, @Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.treatments.list(actor, caseId, query);
  }

  @Post('cases/:caseId/treatments')
  @Allow('treatment:record')
  @Answers(TreatmentView, {
    status: 201,
    summary: 'Record what was done',
    about: 'Radiotherapy that has begun stops the clock of a decision to treat. Follow-up imaging is planned anew.',
    refusals: [
      new errors.LevelsMissing('sbrt'),
      new errors.TreatmentInTheFuture('/startedAt'),
      new errors.CompletedBeforeStart(),
      new errors.NotACurrentRecommendation(),
      new CaseIsClosed(),
    ],
  })
  record(@Param() { caseId }: CaseIdParam, @Body() dto: RecordTreatmentDto, @CurrentActor() actor: Actor) {
    return this.recordTreatment.execute(actor, caseId, dto);
  }

  @Post('treatments/:treatmentId/complete')
  @Allow('treatment:record')
  @Answers(TreatmentView, {
    summary: 'Record that a treatment is over',
    about: 'Follow-up imaging counts from it.',
    refusals: [
      new errors.TreatmentAlreadyComplete('2026-03-20T10:00:00.000Z'),
      new errors.TreatmentInTheFuture('/completedAt'),
      new errors.CompletedBeforeStart(),
      new CaseIsClosed(),
    ],
  })
  complete(
    @Param() { treatmentId }: TreatmentIdParam,
    @Body() { completedAt }: CompleteTreatmentDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.completeTreatment.execute(actor, treatmentId, completedAt, ifMatch);
  }
}
