import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import type { Actor } from '#database';
import { ChecksUnmet, IllegalTransition } from '#workflow';
import { Allow, CurrentActor } from '../auth/index.js';
import { CaseIsClosed } from '../cases/index.js';
import { Answers, IfMatch, IfMatchRequired } from '../http/index.js';
import { DecisionView } from './decision.view.js';
import { AlreadyProposed, NoOpenDiscussion, NotARevisedDraft, NothingToOverride } from './decisions.errors.js';
import { DecisionsQueries } from './decisions.queries.js';
import { ChangeDraft } from './drafts/change-draft.js';
import { ChecksView } from './drafts/checks.view.js';
import { DraftDecisionDto } from './drafts/dto/draft-decision.dto.js';
import { OverrideCheckDto } from './drafts/dto/override-check.dto.js';
import { OverrideCheck } from './drafts/override-check.js';
import { DecisionIdParam } from './dto/params.dto.js';
import { ProposeDecision } from './proposing/propose-decision.js';

const unmet = new ChecksUnmet([{ id: 'rehabilitation-missing', label: 'rehabilitation missing' }]);

@Controller('decisions/:decisionId')
export class DecisionsController {
  constructor(
    private readonly decisions: DecisionsQueries,
    private readonly changeDraft: ChangeDraft,
    private readonly overrideCheck: OverrideCheck,
    private readonly proposeDecision: ProposeDecision,
  ) {}

  @Get()
  @Allow('decision:read')
  @Answers(DecisionView, { summary: 'A draft, or the revision that took its place' })
  show(@Param() { decisionId }: DecisionIdParam, @CurrentActor() actor: Actor) {
    return this.decisions.show(actor, decisionId);
  }

  @Put()
  @Allow('decision:draft')
  @Answers(DecisionView, {
    summary: 'Replace the content of a draft',
    refusals: [new AlreadyProposed(), new CaseIsClosed()],
  })
  change(
    @Param() { decisionId }: DecisionIdParam,
    @Body() { content }: DraftDecisionDto,
    @IfMatchRequired() ifMatch: number,
    @CurrentActor() actor: Actor,
  ) {
    return this.changeDraft.execute(actor, decisionId, content, ifMatch);
  }

  @Get('checks')
  @Allow('decision:read')
  @Answers(ChecksView, {
    summary: 'What the checks of the pathway say',
    about: 'Of a draft as of now; of a revision as they were frozen with it. They advise: the chair may override each.',
  })
  checks(@Param() { decisionId }: DecisionIdParam, @CurrentActor() actor: Actor) {
    return this.decisions.checks(actor, decisionId);
  }

  @Post('overrides')
  @Allow('decision:override')
  @Answers(DecisionView, {
    summary: 'Go on in spite of a check, with a reason',
    about:
      'The override answers the finding as it is. When the finding comes to rest on other grounds, it counts no longer.',
    refusals: [new NothingToOverride('life-expectancy-short'), new AlreadyProposed()],
  })
  override(
    @Param() { decisionId }: DecisionIdParam,
    @Body() dto: OverrideCheckDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.overrideCheck.execute(actor, decisionId, dto, ifMatch);
  }

  @Post('propose')
  @Allow('decision:propose')
  @Answers(DecisionView, {
    summary: 'Decide: freeze the draft with its evidence and open it for signature',
    about:
      'In an open discussion by the meeting’s chair. A revised draft may follow a decision outside one, by the board’s chair. ' +
      'Without quorum from the opening until now it is provisional.',
    refusals: [
      unmet,
      new NoOpenDiscussion(),
      new NotARevisedDraft(),
      new AlreadyProposed(),
      new IllegalTransition('case', 'workup', 'propose', ['mark-ready', 'close']),
    ],
  })
  propose(
    @Param() { decisionId }: DecisionIdParam,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.proposeDecision.execute(actor, decisionId, ifMatch);
  }
}
