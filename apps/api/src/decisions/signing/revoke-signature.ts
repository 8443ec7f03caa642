import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay, requireMayRevoke } from '#workflow';
import { requireFresh } from '../../http/index.js';
import { toDecisionView, type DecisionView } from '../decision.view.js';
import { scopeOf, signableOf } from '../revision.js';
import { RevisionFiles } from '../revision-files.js';

/** A signer takes a signature back before the revision is in force. Both stay on record; the specialty may sign again. */
@Injectable()
export class RevokeSignature {
  constructor(
    private readonly ledger: Ledger,
    private readonly revisions: RevisionFiles,
  ) {}

  execute(
    actor: Actor,
    { id, signatureId }: { readonly id: string; readonly signatureId: string },
    reason: string,
    ifMatch: number | undefined,
  ): Promise<DecisionView> {
    return this.ledger.swiftTransaction({ type: 'decision.opened', actor, id }, async (tx) => {
      const { file, revision } = await this.revisions.lock(tx, id);

      // Whoever has lost the seat since may still take back what they gave.
      requireMay(tx.actor, 'decision:read', scopeOf(revision));
      requireMayRevoke(tx.actor, signableOf(revision), signatureId);
      requireFresh(revision.version, ifMatch);

      const revoked = await this.revisions.append(tx, file, revision, {
        type: 'decision.signature-revoked',
        revocation: { signatureId, reason },
      });

      return toDecisionView(revoked);
    });
  }
}
