import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { TakeOffAgenda } from '../../meetings/index.js';
import { awaitsRatification, type Revision } from '../revision.js';

/** Takes a revision off the agenda it was to be ratified on, once there is nothing left to ratify. */
@Injectable()
export class LeaveRatification {
  constructor(private readonly takeOffAgenda: TakeOffAgenda) {}

  /** Works in ordinary and in hot transactions. */
  async execute(tx: Tx, revision: Revision): Promise<void> {
    if (awaitsRatification(revision)) return;
    await this.takeOffAgenda.execute(tx, {
      caseId: revision.caseId,
      revisionId: revision.id,
      reasonCode: 'no-longer-provisional',
    });
  }
}
