import { Body, Controller, Param, Post } from '@nestjs/common';
import type { Actor } from '#database';
import * as workflow from '#workflow';
import { Allow, CurrentActor, PasskeyRevoked, ProofRequired } from '../../auth/index.js';
import { Answers, IfMatch } from '../../http/index.js';
import { AnsweredAfterInclusion } from '../../log/index.js';
import { StillADraft } from '../decisions.errors.js';
import { DecisionView } from '../decision.view.js';
import { DecisionIdParam } from '../dto/params.dto.js';
import { ReasonDto } from '../dto/reason.dto.js';
import { AcceptDissent } from './accept-dissent.js';
import { PrepareSignatureDto, SignatureParam, SignDecisionDto } from './dto/signing.dto.js';
import { PrepareSignature } from './prepare-signature.js';
import { RevokeSignature } from './revoke-signature.js';
import { SignDecision } from './sign-decision.js';
import * as errors from './signing.errors.js';
import { SigningStatementView } from './signing-statement.view.js';

const ANOTHER = '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07';

const UNSIGNABLE = [
  new StillADraft(),
  new workflow.RevisionNotOpenForSignature('returned'),
  new workflow.AlreadySigned('spine-surgery'),
  new workflow.SpecialtyAlreadySigned('spine-surgery'),
  new workflow.OnlySigningSpecialtyRefuses('radiology'),
  new workflow.DeputyMustNameMember([ANOTHER]),
  new errors.NotTheirDeputy(),
];

@Controller('decisions/:decisionId')
export class SigningController {
  constructor(
    private readonly prepareSignature: PrepareSignature,
    private readonly signDecision: SignDecision,
    private readonly revokeSignature: RevokeSignature,
    private readonly acceptDissent: AcceptDissent,
  ) {}

  @Post('signing-statements')
  @Allow('decision:sign')
  @Answers(SigningStatementView, {
    status: 201,
    summary: 'Ask for the statement that you are about to sign',
    about: 'What could not be signed now is refused already.',
    refusals: [new workflow.SignatureNeedsReason('dissent'), new errors.ApprovalTakesNoReason(), ...UNSIGNABLE],
  })
  prepare(@Param() { decisionId }: DecisionIdParam, @Body() dto: PrepareSignatureDto, @CurrentActor() actor: Actor) {
    return this.prepareSignature.execute(actor, decisionId, dto);
  }

  @Post('signatures')
  @Allow('decision:sign')
  @AnsweredAfterInclusion({ whenStalled: 'ask-the-act' })
  @Answers(DecisionView, {
    status: 201,
    summary: 'Sign a decision',
    about:
      'With the digest of your statement and a proof of identity for it. A required specialty that refuses returns the revision at ' +
      'once; the last signature that was missing brings it in force, and the case is active.',
    refusals: [
      new errors.UnknownStatement(),
      new errors.StatementUsed(),
      new errors.StatementExpired('2026-03-02T09:40:00.000Z'),
      new errors.StatementOutdated(),
      new workflow.RevisionChanged(),
      new ProofRequired(),
      new PasskeyRevoked(),
      new workflow.PasskeyRequired(),
      ...UNSIGNABLE,
    ],
  })
  sign(
    @Param() { decisionId }: DecisionIdParam,
    @Body() dto: SignDecisionDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.signDecision.execute(actor, decisionId, dto, ifMatch);
  }

  @Post('signatures/:signatureId/revoke')
  @Allow('decision:sign')
  @AnsweredAfterInclusion({ whenStalled: 'ask-the-act' })
  @Answers(DecisionView, {
    summary: 'Take your signature back, before the revision is in force',
    about: 'Signature and revocation stay on record; the specialty may sign again.',
    refusals: [
      new workflow.RevisionNotOpenForSignature('in-force'),
      new workflow.NotYourSignature(),
      new workflow.SignatureAlreadyRevoked(),
      new StillADraft(),
    ],
  })
  revoke(
    @Param() { decisionId: id, signatureId }: SignatureParam,
    @Body() { reason }: ReasonDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.revokeSignature.execute(actor, { id, signatureId }, reason, ifMatch);
  }

  @Post('dissents/:signatureId/accept')
  @Allow('dissent:accept')
  @AnsweredAfterInclusion({ whenStalled: 'ask-the-act' })
  @Answers(DecisionView, {
    summary: 'Let the decision go on over a dissent, with the chair’s written reason',
    about:
      'As far as the board’s rule allows. The dissent stays on record; where nothing else is missing, the revision comes in force.',
    refusals: [
      new workflow.DissentNotAllowed('too-many'),
      new workflow.RevisionActionNotPossible('accept-dissent', 'in-force', ['revise', 'withdraw']),
      new StillADraft(),
    ],
  })
  accept(
    @Param() { decisionId: id, signatureId }: SignatureParam,
    @Body() { reason }: ReasonDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.acceptDissent.execute(actor, { id, signatureId }, reason, ifMatch);
  }
}
