import { Injectable } from '@nestjs/common';
import { Connections, Ledger, systemActor, type Tx } from '#database';
import { ErasureList } from './erasure-list.js';
import type { Erasure, Removal } from './erasure.js';
import { ErasuresRepository, type ListedErasure } from './erasures.repository.js';

/** Erases again whom a restore has brought back, before the server opens. Each patient in a transaction of its own, with its event. */
@Injectable()
export class ReapplyErasures {
  constructor(
    private readonly connections: Connections,
    private readonly ledger: Ledger,
    private readonly erasures: ErasuresRepository,
    private readonly list: ErasureList,
  ) {}

  /** @throws RestoredPastErasures while the database does not list whom STATE_DIR lists */
  async execute(): Promise<void> {
    const { rows } = await this.connections.pool.query<{ ids: string[] }>('SELECT people.door_organisations() AS ids');
    for (const organisationId of rows[0]?.ids ?? []) {
      await this.list.requireKnown(organisationId);
      await this.eraseAgain(organisationId);
    }
  }

  private async eraseAgain(organisationId: string): Promise<void> {
    const actor = systemActor(organisationId);
    const back = await this.ledger.swiftTransaction({ type: 'system.maintained', actor }, (tx) =>
      this.erasures.listed(tx, { present: true }),
    );
    for (const listed of back) {
      await this.ledger.swiftTransaction({ type: 'system.maintained', actor }, (tx) => this.eraseOne(tx, listed));
    }
  }

  private async eraseOne(tx: Tx, listed: ListedErasure): Promise<void> {
    const removal = await this.erasures.eraseAgain(tx, listed.patientId);
    // Nobody is in session with a server that has not opened; should another replica be, its next start does it.
    if (!removal) return;

    const known = await this.erasures.find(tx, listed.id);
    const again = doneAgain(listed, removal, tx);
    if (known) await this.erasures.update(tx, { ...again, version: known.version }, removal.alias, 'erasure.reapplied');
    else await this.erasures.insertDoneAgain(tx, again, removal.alias);
  }
}

function doneAgain(listed: ListedErasure, { removedRows, commitments }: Removal, tx: Tx): Erasure {
  const reappliedAt = tx.occurredAt.toISOString();
  return { ...listed, state: 'done', rejection: null, removedRows, commitments, reappliedAt, version: 1 };
}
