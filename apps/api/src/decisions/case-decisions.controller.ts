import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { ChecksUnmet, IllegalTransition, NotInEmergencyLane, PanelNotReached } from '#workflow';
import { Allow, CurrentActor } from '../auth/index.js';
import { CaseIdParam, CaseIsClosed } from '../cases/index.js';
import { Answers, AnswersPage, IfMatch, PageQuery } from '../http/index.js';
import { DecisionOutlineView, DecisionView } from './decision.view.js';
import { OverrideWithoutFinding, PanelPersonUnfit, ReachedInTheFuture } from './decisions.errors.js';
import { DecisionsQueries } from './decisions.queries.js';
import { DraftDecision } from './drafts/draft-decision.js';
import { DraftDecisionDto } from './drafts/dto/draft-decision.dto.js';
import { DecideUrgently } from './emergency/decide-urgently.js';
import { DecideUrgentlyDto } from './emergency/dto/decide-urgently.dto.js';

@Controller('cases/:caseId')
export class CaseDecisionsController {
  constructor(
    private readonly decisions: DecisionsQueries,
    private readonly draftDecision: DraftDecision,
    private readonly decideUrgently: DecideUrgently,
  ) {}

  @Post('decisions')
  @Allow('decision:draft')
  @Answers(DecisionView, { status: 201, summary: 'Begin a draft', refusals: [new CaseIsClosed()] })
  draft(@Param() { caseId }: CaseIdParam, @Body() { content }: DraftDecisionDto, @CurrentActor() actor: Actor) {
    return this.draftDecision.execute(actor, caseId, content);
  }

  @Get('decisions')
  @Allow('decision:read')
  @AnswersPage(DecisionOutlineView, {
    summary: 'The drafts and revisions of a case, newest first',
    about: 'What is frozen comes with each decision by itself.',
  })
  list(@Param() { caseId }: CaseIdParam, @Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.decisions.list(actor, caseId, query);
  }

  @Post('emergency-decisions')
  @Allow('decision:propose-urgently')
  @Answers(DecisionView, {
    status: 201,
    summary: 'Decide without the board, in an emergency',
    about:
      'By a specialist of the panel, once every specialty of the panel was reached. Provisional until a meeting ratifies it.',
    refusals: [
      new IllegalTransition('case', 'decided', 'decide-urgently', ['relist', 'close']),
      new NotInEmergencyLane(),
      new PanelNotReached(['radiation-oncology']),
      new PanelPersonUnfit(0, 'spine-surgery'),
      new ReachedInTheFuture(0),
      new OverrideWithoutFinding(0),
      new ChecksUnmet([{ id: 'rehabilitation-missing', label: 'rehabilitation missing' }]),
    ],
  })
  decide(
    @Param() { caseId }: CaseIdParam,
    @Body() dto: DecideUrgentlyDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.decideUrgently.execute(actor, caseId, dto, ifMatch);
  }
}
