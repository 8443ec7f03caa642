import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { dayOf, validUntil } from '#pathway';
import { CaseFiles, type CaseFile } from '../../cases/index.js';
import { DecisionHappenings } from '../decision-happenings.js';
import { LeaveRatification } from '../ratification/leave-ratification.js';
import { RecommendationFiles } from '../recommendations/recommendation-files.js';
import { contentOf, type Revision } from '../revision.js';
import { RevisionFiles, type HeldRevision } from '../revision-files.js';
import { RevisionsQueries } from '../revisions.queries.js';

/**
 * A revision whose sign-off is complete comes in force, in the transaction of the last signature: the one before it is superseded
 * with its recommendations, the case is active, its own recommendations stand, and the features above are told. Should any of it
 * fail, the last signature was not given.
 */
@Injectable()
export class ComingInForce {
  constructor(
    private readonly revisions: RevisionFiles,
    private readonly queries: RevisionsQueries,
    private readonly recommendations: RecommendationFiles,
    private readonly cases: CaseFiles,
    private readonly leaveRatification: LeaveRatification,
    private readonly happenings: DecisionHappenings,
  ) {}

  /** Case and revision are locked. The clock to radiotherapy has run since the decision to treat, which was the proposal. */
  async execute(tx: PrismaTx, { file, revision }: HeldRevision): Promise<Revision> {
    await this.supersede(tx, file);

    const inForceOn = dayOf(tx.occurredAt.toISOString(), file.board.timeZone);
    const inForce = await this.revisions.append(tx, file, revision, {
      type: 'decision.came-in-force',
      entry: { kind: 'in-force', by: null },
      expiresOn: validUntil(contentOf(revision), inForceOn, file.board.parameters),
    });
    const active = await this.cases.move(tx, file, 'sign-off-complete', { type: 'case.became-active' });
    await this.recommendations.make(tx, active, inForce);
    await this.happenings.raise(tx, 'decision.in-force', { file: active, revision: inForce });

    return inForce;
  }

  /** Before the next one: a case has one decision in force at most. */
  private async supersede(tx: PrismaTx, file: CaseFile): Promise<void> {
    const older = await this.queries.inForce(tx, file.caseId);
    if (!older) return;

    const entry = { kind: 'superseded', by: null } as const;
    const superseded = await this.revisions.append(tx, file, older, { type: 'decision.superseded', entry });
    await this.leaveRatification.execute(tx, superseded);
    await this.recommendations.end(tx, file, 'superseded');
  }
}
