import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay, requireRevisionAllows } from '#workflow';
import { requireFresh } from '../../http/index.js';
import { toDecisionView, type DecisionView } from '../decision.view.js';
import { RevisionFiles } from '../revision-files.js';
import { scopeOf } from '../revision.js';
import { Withdrawal } from './withdrawal.js';

/** The chair or a signing specialty withdraws a decision, with a reason. */
@Injectable()
export class WithdrawDecision {
  constructor(
    private readonly ledger: Ledger,
    private readonly revisions: RevisionFiles,
    private readonly withdrawal: Withdrawal,
  ) {}

  execute(actor: Actor, id: string, reason: string, ifMatch: number | undefined): Promise<DecisionView> {
    return this.ledger.transaction({ type: 'decision.opened', actor, id }, async (tx) => {
      const held = await this.revisions.lock(tx, id);
      const { revision } = held;

      requireMay(tx.actor, 'decision:withdraw', scopeOf(revision));
      requireFresh(revision.version, ifMatch);
      requireRevisionAllows('withdraw', revision.state);

      const entry = { kind: 'withdrawn', reason } as const;
      const withdrawn = await this.withdrawal.execute(tx, held, { type: 'decision.withdrawn', entry });

      return toDecisionView(withdrawn);
    });
  }
}
