import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type Tx } from '#database';
import { requireMay, requireSecondPerson } from '#workflow';
import { ProofOfIdentity } from '../auth/index.js';
import { requireFresh } from '../http/index.js';
import { Outbox } from '../notifications/index.js';
import { digestOfErasure, type Erasure, type Removal } from './erasure.js';
import { ErasureList } from './erasure-list.js';
import { PatientInSession } from './erasure.errors.js';
import { ErasuresRepository } from './erasures.repository.js';
import { requireUndecided } from './require-undecided.js';

/** Long records take long: rows of every table go, and the planner's statistics of what is left are gathered anew. */
const PATIENCE = `SELECT set_config('statement_timeout', '10min', true)`;

/**
 * A second administrator approves, and the patient is removed in the same transaction: rows, documents, salts, stored answers. What
 * stays are leaves and commitments, which this very event lists, so that every proof still holds.
 * @throws Forbidden, NotFound, StaleVersion, ErasureDecided, SecondPersonNeeded, ProofRequired, PatientInSession
 */
@Injectable()
export class ApproveErasure {
  constructor(
    private readonly ledger: Ledger,
    private readonly identity: ProofOfIdentity,
    private readonly erasures: ErasuresRepository,
    private readonly list: ErasureList,
    private readonly outbox: Outbox,
  ) {}

  async execute(actor: Actor, id: string, proof: string, ifMatch: number | undefined): Promise<Erasure> {
    const done = await this.ledger.swiftTransaction({ type: 'erasure.opened', actor, id }, async (tx) => {
      requireMay(tx.actor, 'erasure:approve', { organisationId: tx.actor.organisationId });
      const asked = requireUndecided(await this.erasures.findLocked(tx, id));
      requireFresh(asked.version, ifMatch);
      requireSecondPerson(asked.askedBy, tx.actor.userId);
      await this.identity.require(tx, { proof, purpose: 'approve-erasure', digest: digestOfErasure(asked) });

      await tx.sql(PATIENCE);
      const removal = await this.erasures.erase(tx, id);
      if (!removal) throw new PatientInSession();

      await this.outbox.postToRole(tx, 'auditor', { kind: 'erasure-decided', facts: { erasureId: id } });
      return this.erasures.update(tx, erased(tx, asked, removal), removal.alias, 'erasure.approved');
    });
    // A crash here leaves the file behind the database; it catches up at the next start and every hour.
    await this.list.keepUp(actor.organisationId);
    return done;
  }
}

function erased(tx: Tx, asked: Erasure, { removedRows, commitments }: Removal): Erasure {
  const decided = { decidedBy: tx.actor.userId, decidedAt: tx.occurredAt.toISOString() };
  return { ...asked, ...decided, state: 'done', removedRows, commitments };
}
