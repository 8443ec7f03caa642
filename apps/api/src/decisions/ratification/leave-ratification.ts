import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { Discussions } from '../../meetings/index.js';
import { awaitsRatification, type Revision } from '../revision.js';

/** Takes a revision off the agenda it was to be ratified on, once there is nothing left to ratify. */
@Injectable()
export class LeaveRatification {
  constructor(private readonly discussions: Discussions) {}

  async execute(tx: PrismaTx, revision: Revision): Promise<void> {
    if (awaitsRatification(revision)) return;

    const discussion = await this.discussions.lock(tx, revision.caseId, 'ratification');
    if (discussion?.item.revisionId !== revision.id) return;
    await this.discussions.closeItem(tx, discussion, 'remove', { reasonCode: 'no-longer-provisional' });
  }
}
