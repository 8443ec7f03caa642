import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { NotFound, requireMay } from '#workflow';
import { id, keyAfter, toPage, type Page, type PageQuery } from '../../http/index.js';
import type { Reconciliation } from './reconciliation.js';
import { ReconciliationsRepository } from './reconciliations.repository.js';

/** What was reconciled and what it found, for auditors. It shows ids and places, and no patient. */
@Injectable()
export class ReconciliationsQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly reconciliations: ReconciliationsRepository,
  ) {}

  /** The newest first. */
  list(actor: Actor, query: PageQuery): Promise<Page<Reconciliation>> {
    const [before = null] = keyAfter<[string]>(query, [id()]) ?? [];
    return this.ledger.transaction({ type: 'reconciliations.listed', actor }, async (tx) => {
      requireMay(tx.actor, 'audit:reconcile', { organisationId: tx.actor.organisationId });
      const rows = await this.reconciliations.page(tx, before, query.limit + 1);
      return toPage(rows, query.limit, (reconciliation) => [reconciliation.id]);
    });
  }

  /** @throws NotFound */
  open(actor: Actor, reconciliationId: string): Promise<Reconciliation> {
    return this.ledger.transaction({ type: 'reconciliation.opened', actor, id: reconciliationId }, async (tx) => {
      requireMay(tx.actor, 'audit:reconcile', { organisationId: tx.actor.organisationId });
      const reconciliation = await this.reconciliations.find(tx, reconciliationId);
      if (!reconciliation) throw new NotFound('reconciliation');
      return reconciliation;
    });
  }
}
