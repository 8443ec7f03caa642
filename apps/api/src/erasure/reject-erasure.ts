import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { NotFound, requireMay, type ErasureRejection } from '#workflow';
import { requireFresh } from '../http/index.js';
import { Outbox } from '../notifications/index.js';
import type { Erasure } from './erasure.js';
import { ErasuresRepository } from './erasures.repository.js';
import { requireUndecided } from './require-undecided.js';

/** An administrator, also the one who asked, says why the patient is not erased. @throws Forbidden, NotFound, StaleVersion, ErasureDecided */
@Injectable()
export class RejectErasure {
  constructor(
    private readonly ledger: Ledger,
    private readonly erasures: ErasuresRepository,
    private readonly outbox: Outbox,
  ) {}

  execute(actor: Actor, id: string, rejection: ErasureRejection, ifMatch: number | undefined): Promise<Erasure> {
    return this.ledger.transaction({ type: 'erasure.opened', actor, id }, async (tx) => {
      requireMay(tx.actor, 'erasure:approve', { organisationId: tx.actor.organisationId });
      const asked = requireUndecided(await this.erasures.findLocked(tx, id));
      requireFresh(asked.version, ifMatch);
      const [alias] = await this.erasures.aliasesOf(tx, [asked.patientId]);
      if (alias === undefined) throw new NotFound('patient');

      await this.outbox.postToRole(tx, 'auditor', { kind: 'erasure-decided', facts: { erasureId: id } });
      const decided = { decidedBy: tx.actor.userId, decidedAt: tx.occurredAt.toISOString() };
      return this.erasures.update(
        tx,
        { ...asked, ...decided, state: 'rejected', rejection },
        alias,
        'erasure.rejected',
      );
    });
  }
}
