import { Injectable } from '@nestjs/common';
import { Ledger, newId, type Actor } from '#database';
import { requireMay } from '#workflow';
import { ProofOfIdentity } from '../auth/index.js';
import { Outbox } from '../notifications/index.js';
import { toBreakGlassView, type BreakGlassView } from './break-glass.view.js';
import { GrantsRepository, type Plea } from './grants.repository.js';

/**
 * Opens a patient's cases outside one's boards for one hour: by an exact identifier, with a reason and a fresh proof of identity. The
 * auditors have it on their queue from the moment it is committed. An identifier that nobody has is answered, and audited, the same way.
 * @throws Forbidden, ProofRequired
 */
@Injectable()
export class BreakGlass {
  constructor(
    private readonly ledger: Ledger,
    private readonly identity: ProofOfIdentity,
    private readonly grants: GrantsRepository,
    private readonly outbox: Outbox,
  ) {}

  execute(actor: Actor, plea: Plea, proof: string): Promise<BreakGlassView> {
    return this.ledger.transaction({ type: 'break-glass.asking', actor }, async (tx) => {
      requireMay(tx.actor, 'break-glass:use', { organisationId: tx.actor.organisationId });
      const { method } = await this.identity.require(tx, { proof, purpose: 'break-glass', digest: null });

      const grant = await this.grants.insert(tx, newId(), plea, method);
      await this.outbox.postToRole(tx, 'auditor', { kind: 'break-glass-used', facts: { grantId: grant.id } });

      return toBreakGlassView(grant);
    });
  }
}
