import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import {
  requireAwaitsRatification,
  requireMay,
  requireQuorum,
  requireRevisionAllows,
  type RevisionAction,
} from '#workflow';
import { scopeOf as caseScopeOf } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import { Discussions, type Discussion } from '../../meetings/index.js';
import { NotUpForRatification } from '../decisions.errors.js';
import type { HeldRevision } from '../revision-files.js';

/** What ratifying and rejecting ask before either: the quorate meeting's chair, on the open item about this very revision. */
@Injectable()
export class Ratification {
  constructor(private readonly discussions: Discussions) {}

  /** The discussion, with its meeting and item locked. The case and the revision are locked before. */
  async require(
    tx: PrismaTx,
    action: Extract<RevisionAction, 'ratify' | 'reject'>,
    { file, revision }: HeldRevision,
    ifMatch: number | undefined,
  ): Promise<Discussion> {
    const discussion = await this.discussions.lock(tx, file.caseId, 'ratification');

    requireMay(tx.actor, 'decision:ratify', { ...caseScopeOf(file), meetingChairId: discussion?.meeting.chairId });
    requireFresh(revision.version, ifMatch);
    requireRevisionAllows(action, revision.state);
    requireAwaitsRatification({ isProvisional: revision.isProvisional, isRatified: revision.ratification !== null });

    const isDecided = file.state === 'decided' || file.state === 'active';
    const isOpen = discussion?.item.state === 'open' && discussion.item.revisionId === revision.id;
    if (!isDecided || !isOpen) throw new NotUpForRatification();

    requireQuorum(await this.discussions.quorumOf(tx, discussion, tx.occurredAt.toISOString()));
    return discussion;
  }
}
