import { Module, type OnModuleInit } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/index.js';
import { AuthModule } from '../auth/index.js';
import { CasesModule } from '../cases/index.js';
import { Maintenance, MaintenanceModule } from '../maintenance/index.js';
import { MeetingsModule } from '../meetings/index.js';
import { PeopleModule } from '../people/index.js';
import { CaseDecisionsController } from './case-decisions.controller.js';
import { DecisionHappenings } from './decision-happenings.js';
import { DecisionsController } from './decisions.controller.js';
import { DecisionsQueries } from './decisions.queries.js';
import { ChangeDraft } from './drafts/change-draft.js';
import { DraftDecision } from './drafts/draft-decision.js';
import { DraftFiles } from './drafts/draft-files.js';
import { DraftsRepository } from './drafts/drafts.repository.js';
import { OverrideCheck } from './drafts/override-check.js';
import { DecideUrgently } from './emergency/decide-urgently.js';
import { ExpireDecisions } from './expiry/expire-decisions.js';
import { ExpiredDecisionsRepository } from './expiry/expired-decisions.repository.js';
import { RelistStaleDecisions } from './expiry/relist-stale-decisions.js';
import { TellOfRelisting } from './expiry/tell-of-relisting.js';
import { FreezeRevision } from './proposing/freeze-revision.js';
import { JudgeDecision } from './proposing/judge-decision.js';
import { OpenSessions } from './proposing/open-sessions.js';
import { OvertakenRevisions } from './proposing/overtaken-revisions.js';
import { ProposalSettings } from './proposing/proposal-setting.js';
import { ProposeDecision } from './proposing/propose-decision.js';
import { RecallRevision } from './proposing/recall-revision.js';
import { LeaveRatification } from './ratification/leave-ratification.js';
import { OfferForRatification } from './ratification/offer-for-ratification.js';
import { Ratification } from './ratification/ratification.js';
import { RatifyDecision } from './ratification/ratify-decision.js';
import { RejectDecision } from './ratification/reject-decision.js';
import { UnratifiedDecisions } from './ratification/unratified-decisions.js';
import { OpenRecommendations } from './recommendations/open-recommendations.js';
import { RecommendationFiles } from './recommendations/recommendation-files.js';
import { RecommendationsController } from './recommendations/recommendations.controller.js';
import { RecommendationsQueries } from './recommendations/recommendations.queries.js';
import { RecommendationsRepository } from './recommendations/recommendations.repository.js';
import { UpdateRecommendation } from './recommendations/update-recommendation.js';
import { RevisionFiles } from './revision-files.js';
import { RevisionsController } from './revisions.controller.js';
import { RevisionsQueries } from './revisions.queries.js';
import { RevisionsRepository } from './revisions.repository.js';
import { AcceptDissent } from './signing/accept-dissent.js';
import { ComingInForce } from './signing/coming-in-force.js';
import { PrepareSignature } from './signing/prepare-signature.js';
import { RevokeSignature } from './signing/revoke-signature.js';
import { SignDecision } from './signing/sign-decision.js';
import { SignOff } from './signing/sign-off.js';
import { Signers } from './signing/signers.js';
import { SigningStatementsRepository } from './signing/signing-statements.repository.js';
import { SigningController } from './signing/signing.controller.js';
import { CompleteTreatment } from './treatments/complete-treatment.js';
import { RecordTreatment } from './treatments/record-treatment.js';
import { TellOfDecisions } from './tell-of-decisions.js';
import { TreatmentsController } from './treatments/treatments.controller.js';
import { TreatmentsQueries } from './treatments/treatments.queries.js';
import { TreatmentsRepository } from './treatments/treatments.repository.js';
import { ReturnDecision } from './withdrawal/return-decision.js';
import { ReviseDecision } from './withdrawal/revise-decision.js';
import { WithdrawDecision } from './withdrawal/withdraw-decision.js';
import { Withdrawal } from './withdrawal/withdrawal.js';

/** What drafts and revisions are kept in, and what every part of this feature shares. */
const RECORD = [
  DecisionHappenings,
  DraftFiles,
  DraftsRepository,
  RevisionFiles,
  RevisionsQueries,
  RevisionsRepository,
  TellOfDecisions,
];

/** From a draft to what the board decides. */
const DECIDING = [
  ChangeDraft,
  DecideUrgently,
  DecisionsQueries,
  DraftDecision,
  FreezeRevision,
  JudgeDecision,
  OpenSessions,
  OverrideCheck,
  ProposalSettings,
  ProposeDecision,
];

/** From a proposal to a decision in force. */
const SIGNING = [
  AcceptDissent,
  ComingInForce,
  PrepareSignature,
  RevokeSignature,
  SignDecision,
  SignOff,
  Signers,
  SigningStatementsRepository,
];

/** What becomes of a revision. */
const AFTERWARDS = [
  LeaveRatification,
  Ratification,
  RatifyDecision,
  RecallRevision,
  RejectDecision,
  ReturnDecision,
  ReviseDecision,
  WithdrawDecision,
  Withdrawal,
];

/** From a decision in force to what was done. */
const CARRYING_OUT = [
  CompleteTreatment,
  RecommendationFiles,
  RecommendationsQueries,
  RecommendationsRepository,
  RecordTreatment,
  TreatmentsQueries,
  TreatmentsRepository,
  UpdateRecommendation,
];

/** What happens by itself: answers to the features below, and time. */
const BY_ITSELF = [
  ExpireDecisions,
  ExpiredDecisionsRepository,
  OfferForRatification,
  OpenRecommendations,
  UnratifiedDecisions,
  OvertakenRevisions,
  RelistStaleDecisions,
  TellOfRelisting,
];

@Module({
  imports: [AssessmentsModule, AuthModule, CasesModule, MaintenanceModule, MeetingsModule, PeopleModule],
  controllers: [
    CaseDecisionsController,
    DecisionsController,
    RevisionsController,
    SigningController,
    RecommendationsController,
    TreatmentsController,
  ],
  providers: [...RECORD, ...DECIDING, ...SIGNING, ...AFTERWARDS, ...CARRYING_OUT, ...BY_ITSELF],
  exports: [DecisionHappenings, RecommendationsQueries, RevisionsQueries, TreatmentsQueries],
})
export class DecisionsModule implements OnModuleInit {
  constructor(
    private readonly maintenance: Maintenance,
    private readonly expireDecisions: ExpireDecisions,
  ) {}

  onModuleInit(): void {
    this.maintenance.everyHour('lapsed decisions', (organisationId) => this.expireDecisions.execute(organisationId));
  }
}
