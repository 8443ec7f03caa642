import { Injectable } from '@nestjs/common';
import { Ledger, newId, type Actor } from '#database';
import { NotFound, requireMay, type ErasureReason } from '#workflow';
import { ProofOfIdentity } from '../auth/index.js';
import { Outbox } from '../notifications/index.js';
import type { Erasure } from './erasure.js';
import { ErasuresRepository } from './erasures.repository.js';

/**
 * An administrator asks that a patient be erased, who is named by id only: nothing of the patient is shown. The auditors see the
 * request from the moment it is committed.
 * @throws Forbidden, NotFound, ProofRequired, ErasureAlreadyAsked
 */
@Injectable()
export class AskErasure {
  constructor(
    private readonly ledger: Ledger,
    private readonly identity: ProofOfIdentity,
    private readonly erasures: ErasuresRepository,
    private readonly outbox: Outbox,
  ) {}

  execute(actor: Actor, patientId: string, reasonCode: ErasureReason, proof: string): Promise<Erasure> {
    return this.ledger.transaction({ type: 'erasure.asking', actor }, async (tx) => {
      requireMay(tx.actor, 'erasure:ask', { organisationId: tx.actor.organisationId });
      const [alias] = await this.erasures.aliasesOf(tx, [patientId]);
      if (alias === undefined) throw new NotFound('patient');
      await this.identity.require(tx, { proof, purpose: 'ask-erasure', digest: null });

      const erasure: Erasure = {
        id: newId(),
        patientId,
        state: 'asked',
        reasonCode,
        askedBy: tx.actor.userId,
        askedAt: tx.occurredAt.toISOString(),
        decidedBy: null,
        decidedAt: null,
        rejection: null,
        removedRows: null,
        commitments: [],
        reappliedAt: null,
        version: 1,
      };
      await this.erasures.insert(tx, erasure, alias);
      const notice = { kind: 'erasure-asked', facts: { erasureId: erasure.id } } as const;
      for (const role of ['auditor', 'administrator'] as const) await this.outbox.postToRole(tx, role, notice);

      return erasure;
    });
  }
}
