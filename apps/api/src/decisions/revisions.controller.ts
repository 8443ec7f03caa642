import { Body, Controller, Param, Post } from '@nestjs/common';
import type { Actor } from '#database';
import { QuorumNotMet, RevisionActionNotPossible, RevisionNotProvisional, type RevisionAction } from '#workflow';
import { Allow, CurrentActor } from '../auth/index.js';
import { CaseIsClosed } from '../cases/index.js';
import { Answers, IfMatch } from '../http/index.js';
import { AnsweredAfterInclusion } from '../log/index.js';
import { DecisionView } from './decision.view.js';
import { NotUpForRatification, StillADraft } from './decisions.errors.js';
import { DecisionIdParam } from './dto/params.dto.js';
import { ReasonDto } from './dto/reason.dto.js';
import { RatifyDecision } from './ratification/ratify-decision.js';
import { RejectDecision } from './ratification/reject-decision.js';
import { ReturnDecision } from './withdrawal/return-decision.js';
import { ReviseDecision } from './withdrawal/revise-decision.js';
import { WithdrawDecision } from './withdrawal/withdraw-decision.js';

const superseded = (action: RevisionAction) => new RevisionActionNotPossible(action, 'superseded', []);

/** What becomes of a decision once it is proposed. */
@Controller('decisions/:decisionId')
export class RevisionsController {
  constructor(
    private readonly returnDecision: ReturnDecision,
    private readonly reviseDecision: ReviseDecision,
    private readonly withdrawDecision: WithdrawDecision,
    private readonly ratifyDecision: RatifyDecision,
    private readonly rejectDecision: RejectDecision,
  ) {}

  @Post('return')
  @Allow('decision:return')
  @Answers(DecisionView, {
    summary: 'Recall a revision that is not in force yet',
    refusals: [superseded('return'), new StillADraft()],
  })
  return(
    @Param() { decisionId }: DecisionIdParam,
    @Body() { reason }: ReasonDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.returnDecision.execute(actor, decisionId, reason, ifMatch);
  }

  @Post('revise')
  @Allow('decision:revise')
  @Answers(DecisionView, {
    status: 201,
    summary: 'Begin the next draft with what a revision says',
    about: 'The revision stays in force until the next one is. No signature carries over.',
    refusals: [superseded('revise'), new StillADraft(), new CaseIsClosed()],
  })
  revise(
    @Param() { decisionId }: DecisionIdParam,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.reviseDecision.execute(actor, decisionId, ifMatch);
  }

  @Post('withdraw')
  @Allow('decision:withdraw')
  @AnsweredAfterInclusion({ whenStalled: 'ask-the-act' })
  @Answers(DecisionView, {
    summary: 'Withdraw a decision, with a reason',
    about: 'When it was in force, the case goes back to workup.',
    refusals: [superseded('withdraw'), new StillADraft()],
  })
  withdraw(
    @Param() { decisionId }: DecisionIdParam,
    @Body() { reason }: ReasonDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.withdrawDecision.execute(actor, decisionId, reason, ifMatch);
  }

  @Post('ratify')
  @Allow('decision:ratify')
  @AnsweredAfterInclusion({ whenStalled: 'ask-the-act' })
  @Answers(DecisionView, {
    summary: 'Ratify a provisional decision',
    about: 'By the quorate meeting’s chair, on the open item for ratification. Nobody signs again.',
    refusals: [
      new NotUpForRatification(),
      new RevisionNotProvisional(),
      new QuorumNotMet(['medical-oncology']),
      superseded('ratify'),
      new StillADraft(),
    ],
  })
  ratify(
    @Param() { decisionId }: DecisionIdParam,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.ratifyDecision.execute(actor, decisionId, ifMatch);
  }

  @Post('reject')
  @Allow('decision:ratify')
  @AnsweredAfterInclusion({ whenStalled: 'ask-the-act' })
  @Answers(DecisionView, {
    summary: 'Reject a provisional decision: it is withdrawn',
    refusals: [
      new NotUpForRatification(),
      new RevisionNotProvisional(),
      new QuorumNotMet(['medical-oncology']),
      superseded('reject'),
      new StillADraft(),
    ],
  })
  reject(
    @Param() { decisionId }: DecisionIdParam,
    @Body() { reason }: ReasonDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.rejectDecision.execute(actor, decisionId, reason, ifMatch);
  }
}
