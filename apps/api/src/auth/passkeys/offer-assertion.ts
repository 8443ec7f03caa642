import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { generateAuthenticationOptions, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { Ledger, type Actor, type Tx } from '#database';
import type { ProofBinding } from '../proof-of-identity.js';
import { DigestMissing, EnrolmentNeedsPassword, NoPasskey } from './passkeys.errors.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { PasskeySettings, requireRelyingParty } from './relying-party.js';

const ASSERTION_MILLISECONDS = 2 * 60 * 1000;

export interface AssertionOptions {
  readonly publicKey: PublicKeyCredentialRequestOptionsJSON;
}

/**
 * Answers with what a browser needs to ask one of the person's passkeys. For a signature the challenge is the digest of the statement
 * itself, so that the answer says what was signed; for anything else it is random and serves once, within two minutes.
 * @throws PasskeysNotAvailable, NoPasskey, DigestMissing, EnrolmentNeedsPassword
 */
@Injectable()
export class OfferAssertion {
  constructor(
    private readonly ledger: Ledger,
    private readonly passkeys: PasskeysRepository,
    private readonly settings: PasskeySettings,
  ) {}

  execute(actor: Actor, binding: ProofBinding): Promise<AssertionOptions> {
    return this.ledger.transaction({ type: 'auth.stepping-up', actor }, async (tx) => {
      const { rpId } = requireRelyingParty(this.settings);
      if (binding.purpose === 'enrol-passkey') throw new EnrolmentNeedsPassword();
      const active = await this.passkeys.active(tx, tx.actor.userId);
      if (active.length === 0) throw new NoPasskey();

      const publicKey = await generateAuthenticationOptions({
        rpID: rpId,
        challenge: await this.challengeFor(tx, binding),
        timeout: ASSERTION_MILLISECONDS,
        userVerification: 'required',
        allowCredentials: active.map(({ credentialId: id, transports }) => ({ id, transports: [...transports] })),
      });
      return { publicKey };
    });
  }

  private async challengeFor(tx: Tx, binding: ProofBinding): Promise<Uint8Array<ArrayBuffer>> {
    if (binding.purpose === 'sign-decision') return challengeOfDigest(binding);

    const challenge = Uint8Array.from(randomBytes(32));
    await this.passkeys.ask(tx, challenge, binding, new Date(tx.occurredAt.getTime() + ASSERTION_MILLISECONDS));
    return challenge;
  }
}

/** What a passkey signs for a signature: the digest itself. @throws DigestMissing */
export function challengeOfDigest({ digest }: Pick<ProofBinding, 'digest'>): Uint8Array<ArrayBuffer> {
  if (digest === null) throw new DigestMissing();
  return Uint8Array.from(Buffer.from(digest, 'hex'));
}
