import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { IllegalTransition, ReadinessBlocked } from '#workflow';
import { Allow, CurrentActor } from '../auth/index.js';
import { CaseIdParam, CaseIsClosed, CaseView } from '../cases/index.js';
import { Answers, AnswersPage, IfMatch, PageQuery } from '../http/index.js';
import { AssessmentWithScoresView, RecordedAssessmentView } from './assessment.view.js';
import {
  AlreadySuperseded,
  AlreadyWaived,
  ImpossibleFacts,
  NothingToOverride,
  NothingToSupersede,
} from './assessments.errors.js';
import { AssessmentsQueries } from './assessments.queries.js';
import { MarkReadyDto, ReadinessItemParam, RecordAssessmentDto, WaiveItemDto } from './dto/assessments.dto.js';
import { MarkReady } from './mark-ready.js';
import { RecordAssessment } from './record-assessment.js';
import { WaiveItem } from './waive-item.js';

const IMPOSSIBLE = new ImpossibleFacts([
  {
    pointer: '/facts/primary/site',
    message: 'primary.site: colon and rectum score differently; answer colon or rectum.',
    code: 'unknown-option',
  },
]);
const NOT_READY = new ReadinessBlocked([
  { id: 'mri-whole-spine', label: 'MRI of the whole spine, or CT where MRI is impossible' },
]);

@Controller('cases/:caseId')
export class AssessmentsController {
  constructor(
    private readonly assessments: AssessmentsQueries,
    private readonly recordAssessment: RecordAssessment,
    private readonly markReady: MarkReady,
    private readonly waiveItem: WaiveItem,
  ) {}

  @Post('assessments')
  @Allow('assessment:record')
  @Answers(RecordedAssessmentView, {
    status: 201,
    summary: 'Record what was found at an examination',
    about:
      'Scores, urgency clocks, lane and readiness follow from it. A correction names the assessment it supersedes.',
    refusals: [IMPOSSIBLE, new CaseIsClosed(), new NothingToSupersede(), new AlreadySuperseded()],
  })
  record(@Param() { caseId }: CaseIdParam, @Body() dto: RecordAssessmentDto, @CurrentActor() actor: Actor) {
    return this.recordAssessment.execute(actor, caseId, dto);
  }

  @Get('assessments')
  @Allow('assessment:read')
  @AnswersPage(AssessmentWithScoresView, { summary: 'The assessments of a case, latest examination first' })
  list(@Param() { caseId }: CaseIdParam, @Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.assessments.list(actor, caseId, query);
  }

  @Post('ready')
  @Allow('case:ready')
  @Answers(CaseView, {
    summary: 'Say that a case may go to the board',
    refusals: [
      NOT_READY,
      new NothingToOverride(['albumin']),
      new IllegalTransition('case', 'ready', 'mark-ready', ['list']),
    ],
  })
  ready(
    @Param() { caseId }: CaseIdParam,
    @Body() dto: MarkReadyDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.markReady.execute(actor, caseId, dto, ifMatch);
  }

  @Post('readiness/:item/waive')
  @Allow('readiness:waive')
  @Answers(CaseView, {
    summary: 'Let a case go to the board without one item',
    refusals: [new AlreadyWaived('albumin'), new CaseIsClosed()],
  })
  waive(
    @Param() item: ReadinessItemParam,
    @Body() { reason }: WaiveItemDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.waiveItem.execute(actor, item, reason, ifMatch);
  }
}
