import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type PrismaTx, type Tx } from '#database';
import { requireMay } from '#workflow';
import { requireFresh } from '../../http/index.js';
import type { Passkey } from './passkey.js';
import { PasskeyRevoked } from './passkeys.errors.js';
import { PasskeysRepository } from './passkeys.repository.js';

export interface Revoking {
  readonly passkeyId: string;
  readonly reason: string;
  readonly ifMatch: number | undefined;
}

/**
 * Revokes a passkey for good: one's own, or, for an administrator, that of a person who lost it or left. What it signed stays signed.
 * @throws NotFound, Forbidden, StaleVersion, PasskeyRevoked
 */
@Injectable()
export class RevokePasskey {
  constructor(
    private readonly ledger: Ledger,
    private readonly passkeys: PasskeysRepository,
  ) {}

  own(actor: Actor, revoking: Revoking): Promise<Passkey> {
    return this.ledger.transaction({ type: 'passkeys.opened', actor }, (tx) =>
      this.revoke(tx, tx.actor.userId, revoking),
    );
  }

  ofUser(actor: Actor, userId: string, revoking: Revoking): Promise<Passkey> {
    return this.ledger.transaction({ type: 'user.opened', actor, id: userId }, async (tx) => {
      requireMay(tx.actor, 'user:manage', { organisationId: tx.actor.organisationId });
      return this.revoke(tx, userId, revoking);
    });
  }

  /** Every passkey of somebody who leaves, within the act that lets them go. */
  async all(tx: PrismaTx, userId: string, reason: string): Promise<void> {
    for (const passkey of await this.passkeys.active(tx, userId)) {
      await this.end(tx, await this.passkeys.lock(tx, userId, passkey.id), reason);
    }
  }

  private async revoke(tx: Tx, userId: string, { passkeyId, reason, ifMatch }: Revoking): Promise<Passkey> {
    const passkey = await this.passkeys.lock(tx, userId, passkeyId);
    requireFresh(passkey.version, ifMatch);
    if (passkey.revocation) throw new PasskeyRevoked();
    return this.end(tx, passkey, reason);
  }

  private end(tx: Tx, passkey: Passkey, reason: string): Promise<Passkey> {
    return this.passkeys.revoke(tx, passkey, { at: tx.occurredAt.toISOString(), by: tx.actor.userId, reason });
  }
}
