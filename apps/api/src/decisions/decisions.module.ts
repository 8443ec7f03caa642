import { Module } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/index.js';
import { AuthModule } from '../auth/index.js';
import { CasesModule } from '../cases/index.js';
import { MeetingsModule } from '../meetings/index.js';
import { PeopleModule } from '../people/index.js';
import { CaseDecisionsController } from './case-decisions.controller.js';
import { ChangeDraft } from './change-draft.js';
import { DecideUrgently } from './decide-urgently.js';
import { DecisionHappenings } from './decision-happenings.js';
import { DecisionsController } from './decisions.controller.js';
import { DecisionsQueries } from './decisions.queries.js';
import { DraftDecision } from './draft-decision.js';
import { DraftFiles } from './draft-files.js';
import { DraftsRepository } from './drafts.repository.js';
import { ExpireDecisions } from './expiry/expire-decisions.js';
import { ExpiredDecisionsRepository } from './expiry/expired-decisions.repository.js';
import { HourlyExpiry } from './expiry/hourly-expiry.js';
import { FreezeRevision } from './freeze-revision.js';
import { JudgeDecision } from './judge-decision.js';
import { LeaveRatification } from './leave-ratification.js';
import { OfferForRatification } from './offer-for-ratification.js';
import { OpenSessions } from './open-sessions.js';
import { OverrideCheck } from './override-check.js';
import { OvertakenRevisions } from './overtaken-revisions.js';
import { ProposalSettings } from './proposal-setting.js';
import { ProposeDecision } from './propose-decision.js';
import { Ratification } from './ratification.js';
import { RatifyDecision } from './ratify-decision.js';
import { RecallRevision } from './recall-revision.js';
import { RejectDecision } from './reject-decision.js';
import { RelistStaleDecisions } from './relist-stale-decisions.js';
import { ReturnDecision } from './return-decision.js';
import { ReviseDecision } from './revise-decision.js';
import { RevisionFiles } from './revision-files.js';
import { RevisionsController } from './revisions.controller.js';
import { RevisionsQueries } from './revisions.queries.js';
import { RevisionsRepository } from './revisions.repository.js';
import { WithdrawDecision } from './withdraw-decision.js';
import { Withdrawal } from './withdrawal.js';

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
