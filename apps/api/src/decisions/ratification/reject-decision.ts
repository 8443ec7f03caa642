import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { Discussions } from '../../meetings/index.js';
import { toDecisionView, type DecisionView } from '../decision.view.js';
import { RevisionFiles } from '../revision-files.js';
import { Withdrawal } from '../withdrawal/withdrawal.js';
import { Ratification } from './ratification.js';

/** The quorate board does not make a provisional decision its own: it is withdrawn, with the board's reason. */
@Injectable()
export class RejectDecision {
  constructor(
    private readonly ledger: Ledger,
    private readonly revisions: RevisionFiles,
    private readonly ratification: Ratification,
    private readonly discussions: Discussions,
    private readonly withdrawal: Withdrawal,
  ) {}

  execute(actor: Actor, id: string, reason: string, ifMatch: number | undefined): Promise<DecisionView> {
    return this.ledger.transaction({ type: 'decision.opened', actor, id }, async (tx) => {
      const held = await this.revisions.lock(tx, id);
      const discussion = await this.ratification.require(tx, 'reject', held, ifMatch);

      await this.discussions.closeItem(tx, discussion, 'reject');
      const rejected = await this.withdrawal.execute(tx, held, {
        type: 'decision.rejected',
        entries: [
          { kind: 'rejected', reason },
          { kind: 'withdrawn', reason, by: null },
        ],
      });

      return toDecisionView(rejected);
    });
  }
}
