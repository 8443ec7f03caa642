import { Injectable } from '@nestjs/common';
import { Clock, Ledger, systemActor } from '#database';
import { ask } from './ask-reconciliation.js';
import { Reconcile } from './reconcile.js';
import { ReconciliationUnderWay } from './reconciliation.errors.js';
import { ReconciliationsRepository } from './reconciliations.repository.js';

/** Asked every hour: carries out what waits, and once a night begins one by itself. Several replicas may do so at once. */
@Injectable()
export class ReconcileNightly {
  constructor(
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly reconciliations: ReconciliationsRepository,
    private readonly reconcile: Reconcile,
  ) {}

  async execute(organisationId: string): Promise<void> {
    const waiting = await this.reconciliations.waiting(organisationId, this.clock.now());
    if (waiting === 'none') return;
    if (waiting === 'due' && !(await this.isAsked(organisationId))) return;
    await this.reconcile.execute(organisationId);
  }

  /** False where another replica was quicker: it carries it out. */
  private async isAsked(organisationId: string): Promise<boolean> {
    const actor = systemActor(organisationId);
    try {
      await this.ledger.transaction({ type: 'reconciliation.asking', actor }, (tx) =>
        ask(tx, this.reconciliations, null),
      );
      return true;
    } catch (error) {
      if (error instanceof ReconciliationUnderWay) return false;
      throw error;
    }
  }
}
