import { Injectable } from '@nestjs/common';
import { Ledger, newId, type Actor, type Tx } from '#database';
import { requireMay } from '#workflow';
import { Reconcile } from './reconcile.js';
import type { Reconciliation } from './reconciliation.js';
import { ReconciliationsRepository } from './reconciliations.repository.js';

/** An auditor asks that everything be held against the log. It begins at once, and the answer does not wait for it. */
@Injectable()
export class AskReconciliation {
  constructor(
    private readonly ledger: Ledger,
    private readonly reconciliations: ReconciliationsRepository,
    private readonly reconcile: Reconcile,
  ) {}

  /** @throws Forbidden, ReconciliationUnderWay */
  async execute(actor: Actor): Promise<Reconciliation> {
    const asked = await this.ledger.transaction({ type: 'reconciliation.asking', actor }, async (tx) => {
      requireMay(tx.actor, 'audit:reconcile', { organisationId: tx.actor.organisationId });
      return ask(tx, this.reconciliations, tx.actor.userId);
    });
    this.reconcile.begin(actor.organisationId);
    return asked;
  }
}

/** Null asks for the system. @throws ReconciliationUnderWay */
export async function ask(
  tx: Tx,
  reconciliations: ReconciliationsRepository,
  askedBy: string | null,
): Promise<Reconciliation> {
  const asked: Reconciliation = {
    id: newId(),
    state: 'asked',
    askedBy,
    askedAt: tx.occurredAt.toISOString(),
    endedAt: null,
    report: null,
    version: 1,
  };
  await reconciliations.insert(tx, asked);
  return asked;
}
