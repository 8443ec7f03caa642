import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { Discussions, type Discussion } from '../../meetings/index.js';
import type { Session } from './evidence.js';

/** The discussion that a case is in now, with what deciding asks of it. */
@Injectable()
export class OpenSessions {
  constructor(private readonly discussions: Discussions) {}

  /** To read; null where no item of the case is open. */
  async of(tx: PrismaTx, caseId: string): Promise<Session | null> {
    return this.sessionOf(tx, await this.discussions.of(tx, caseId));
  }

  /** To change: meeting and item are locked. Lock the case first. */
  async lock(tx: PrismaTx, caseId: string): Promise<Session | null> {
    return this.sessionOf(tx, await this.discussions.lock(tx, caseId));
  }

  private async sessionOf(tx: PrismaTx, discussion: Discussion | null): Promise<Session | null> {
    if (discussion?.item.state !== 'open') return null;

    const now = tx.occurredAt.toISOString();
    return {
      ...discussion,
      participants: this.discussions.participants(discussion, now),
      quorum: await this.discussions.quorumOf(tx, discussion, now),
      plans: this.discussions.plansOf(discussion),
    };
  }
}
