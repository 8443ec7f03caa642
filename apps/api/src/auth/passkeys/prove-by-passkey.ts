import { Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { Tx } from '#database';
import type { ProofBinding } from '../proof-of-identity.js';
import { challengeIn } from './authenticator-answer.js';
import { judgeAssertion, type AssertionFault } from './judge-assertion.js';
import { challengeOfDigest } from './offer-assertion.js';
import type { KeptAssertion } from './passkey.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { PasskeySettings, requireRelyingParty } from './relying-party.js';

/** An answer that proved its owner's identity, and by which passkey. */
export interface ProvedByPasskey {
  readonly passkeyId: string;
  readonly assertion: KeptAssertion;
}

const DIGEST_MILLISECONDS = 2 * 60 * 1000;

/** Judges what a passkey answered, in the person's own transaction and with the passkey locked: of two uses one is the second. */
@Injectable()
export class ProveByPasskey {
  constructor(
    private readonly passkeys: PasskeysRepository,
    private readonly settings: PasskeySettings,
  ) {}

  /** @throws PasskeysNotAvailable, DigestMissing */
  async judge(
    tx: Tx,
    binding: ProofBinding,
    answer: AuthenticationResponseJSON,
  ): Promise<ProvedByPasskey | AssertionFault> {
    const { rpId, origin } = requireRelyingParty(this.settings);
    const passkey = await this.passkeys.lockByCredential(tx, answer.id);
    if (!passkey) return 'unknown-passkey';

    const challenge = challengeFor(binding, answer);
    if (!challenge) return 'malformed';
    const judged = await judgeAssertion(answer, passkey, { rpId, origin, challenge });
    if (!judged.isRight) return judged.because;

    const fault = await this.useChallenge(tx, challenge, binding);
    if (fault) return fault;
    await this.passkeys.keepUse(tx, passkey.id, judged);
    return { passkeyId: passkey.id, assertion: judged.assertion };
  }

  private async useChallenge(tx: Tx, challenge: Uint8Array, binding: ProofBinding): Promise<AssertionFault | null> {
    if (binding.purpose !== 'sign-decision') {
      return (await this.passkeys.useAsked(tx, challenge, binding)) ? null : 'another-challenge';
    }
    const expiresAt = new Date(tx.occurredAt.getTime() + DIGEST_MILLISECONDS);
    return (await this.passkeys.useDigest(tx, challenge, binding, expiresAt)) ? null : 'used-challenge';
  }
}

/** The digest that is signed; for anything else what the browser passed on, which must then be one that we asked. */
function challengeFor(binding: ProofBinding, { response }: AuthenticationResponseJSON): Uint8Array | null {
  return binding.purpose === 'sign-decision' ? challengeOfDigest(binding) : challengeIn(response.clientDataJSON);
}
