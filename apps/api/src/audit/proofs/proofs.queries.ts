import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type Tx } from '#database';
import { NotFound, requireMay } from '#workflow';
import { LogQueries, type EventProof, type SignedCheckpoint } from '../../log/index.js';

/** Hands out what proves the trail: anybody who may read some of it may hold us to the whole. */
@Injectable()
export class ProofsQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly log: LogQueries,
  ) {}

  /** @throws NoCheckpointYet */
  checkpoint(actor: Actor, at: Date | null): Promise<SignedCheckpoint> {
    return this.reading(actor, (tx) => this.log.requireCheckpoint(tx, at));
  }

  /** Of any event for an auditor, of their own actions for others. @throws NotFound, EventNotYetIncluded */
  ofEvent(actor: Actor, eventId: string): Promise<EventProof> {
    return this.reading(actor, async (tx) => {
      const entry = await this.log.entry(tx, eventId);
      if (!entry) throw new NotFound('event');
      const proof = await this.log.prove(tx, entry);

      // A leaf names patients by their aliases: whoever reads it is shown them.
      const { patients } = JSON.parse(entry.leaf.toString('utf8')) as { readonly patients: readonly string[] };
      await recordDisclosure(tx, { patients });
      return proof;
    });
  }

  /** @throws SizesNotInLog */
  consistency(actor: Actor, from: number, to: number): Promise<readonly Uint8Array[]> {
    return this.reading(actor, (tx) => this.log.consistency(tx, from, to));
  }

  private reading<Answer>(actor: Actor, read: (tx: Tx) => Promise<Answer>): Promise<Answer> {
    return this.ledger.swiftTransaction({ type: 'audit.read', actor }, (tx) => {
      const { organisationId, userId } = tx.actor;
      requireMay(tx.actor, 'audit:read', { organisationId, doneBy: userId });
      return read(tx);
    });
  }
}
