import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay, requireRevisionAllows } from '#workflow';
import { requireFresh } from '../../http/index.js';
import { toDecisionView, type DecisionView } from '../decision.view.js';
import { LeaveRatification } from '../ratification/leave-ratification.js';
import { RevisionFiles } from '../revision-files.js';
import { scopeOf } from '../revision.js';

/** The author or the chair recalls a revision that is not in force yet. What was signed stays on record and counts no more. */
@Injectable()
export class ReturnDecision {
  constructor(
    private readonly ledger: Ledger,
    private readonly revisions: RevisionFiles,
    private readonly leaveRatification: LeaveRatification,
  ) {}

  execute(actor: Actor, id: string, reason: string, ifMatch: number | undefined): Promise<DecisionView> {
    return this.ledger.transaction({ type: 'decision.opened', actor, id }, async (tx) => {
      const { file, revision } = await this.revisions.lock(tx, id);

      requireMay(tx.actor, 'decision:return', scopeOf(revision));
      requireFresh(revision.version, ifMatch);
      requireRevisionAllows('return', revision.state);

      const entry = { kind: 'returned', reason } as const;
      const returned = await this.revisions.append(tx, file, revision, { type: 'decision.returned', entry });
      await this.leaveRatification.execute(tx, returned);

      return toDecisionView(returned);
    });
  }
}
