import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { generateRegistrationOptions, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import { Ledger, type Actor } from '#database';
import { findAccount, type Account } from '../account.js';
import { ProofRequired } from '../auth.errors.js';
import { ProofOfIdentity } from '../proof-of-identity.js';
import { KEY_ALGORITHMS } from './judge-attestation.js';
import { MOST_PASSKEYS, type Passkey } from './passkey.js';
import { TooManyPasskeys } from './passkeys.errors.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { PasskeySettings, requireRelyingParty, type RelyingParty } from './relying-party.js';

const ENROLMENT_MILLISECONDS = 5 * 60 * 1000;

export interface EnrolmentOptions {
  readonly publicKey: PublicKeyCredentialCreationOptionsJSON;
  readonly expiresAt: string;
}

/**
 * Answers with what a browser needs to make a passkey, behind a fresh proof of identity by password and code: whoever found a screen
 * unlocked gets no key.
 * @throws PasskeysNotAvailable, ProofRequired, TooManyPasskeys
 */
@Injectable()
export class BeginEnrolment {
  constructor(
    private readonly ledger: Ledger,
    private readonly identity: ProofOfIdentity,
    private readonly passkeys: PasskeysRepository,
    private readonly settings: PasskeySettings,
  ) {}

  execute(actor: Actor, proof: string): Promise<EnrolmentOptions> {
    return this.ledger.transaction({ type: 'passkey.enrolling', actor }, async (tx) => {
      const relyingParty = requireRelyingParty(this.settings);
      const { method } = await this.identity.require(tx, { purpose: 'enrol-passkey', digest: null, proof });
      if (method !== 'password+totp') throw new ProofRequired();

      const account = await findAccount(tx);
      const active = await this.passkeys.active(tx, account.id);
      if (active.length >= MOST_PASSKEYS) throw new TooManyPasskeys(MOST_PASSKEYS);

      const challenge = Uint8Array.from(randomBytes(32));
      const expiresAt = new Date(tx.occurredAt.getTime() + ENROLMENT_MILLISECONDS);
      await this.passkeys.ask(tx, challenge, { purpose: 'enrolment', digest: null }, expiresAt);
      return {
        publicKey: await optionsFor(relyingParty, account, active, challenge),
        expiresAt: expiresAt.toISOString(),
      };
    });
  }
}

function optionsFor(
  { rpId }: RelyingParty,
  { id, email, name }: Account,
  active: readonly Passkey[],
  challenge: Uint8Array<ArrayBuffer>,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: 'Consilium',
    rpID: rpId,
    userID: Uint8Array.from(Buffer.from(id)),
    userName: email,
    userDisplayName: name,
    challenge,
    timeout: ENROLMENT_MILLISECONDS,
    attestationType: 'none',
    excludeCredentials: active.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    supportedAlgorithmIDs: KEY_ALGORITHMS,
  });
}
