import { Module } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/index.js';
import { AuthModule } from '../auth/index.js';
import { CasesModule } from '../cases/index.js';
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
import { HourlyExpiry } from './expiry/hourly-expiry.js';
import { RelistStaleDecisions } from './expiry/relist-stale-decisions.js';
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
import { RevisionFiles } from './revision-files.js';
import { RevisionsController } from './revisions.controller.js';
import { RevisionsQueries } from './revisions.queries.js';
import { RevisionsRepository } from './revisions.repository.js';
import { ReturnDecision } from './withdrawal/return-decision.js';
import { ReviseDecision } from './withdrawal/revise-decision.js';
import { WithdrawDecision } from './withdrawal/withdraw-decision.js';
import { Withdrawal } from './withdrawal/withdrawal.js';

/** What drafts and revisions are kept in, and what every part of this feature shares. */
const RECORD = [DecisionHappenings, DraftFiles, DraftsRepository, RevisionFiles, RevisionsQueries, RevisionsRepository];

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

/** What happens by itself: answers to the features below, and time. */
const BY_ITSELF = [
  ExpireDecisions,
  ExpiredDecisionsRepository,
  HourlyExpiry,
  OfferForRatification,
  OvertakenRevisions,
  RelistStaleDecisions,
];

@Module({
  imports: [AssessmentsModule, AuthModule, CasesModule, MeetingsModule, PeopleModule],
  controllers: [CaseDecisionsController, DecisionsController, RevisionsController],
  providers: [...RECORD, ...DECIDING, ...AFTERWARDS, ...BY_ITSELF],
  exports: [DecisionHappenings, RevisionsQueries],
})
export class DecisionsModule {}
