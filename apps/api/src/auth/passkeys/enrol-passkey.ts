import { Injectable } from '@nestjs/common';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { Ledger, newId, recordNote, type Actor, type Tx } from '#database';
import { Refusal } from '#workflow';
import { challengeIn } from './authenticator-answer.js';
import { judgeAttestation, type AttestationFault, type MadePasskey } from './judge-attestation.js';
import type { Passkey } from './passkey.js';
import { EnrolmentRefused } from './passkeys.errors.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { PasskeySettings, requireRelyingParty } from './relying-party.js';

export interface NewPasskey {
  readonly name: string;
  /** What the browser answered. */
  readonly credential: RegistrationResponseJSON;
}

/**
 * Enrols the passkey that an authenticator made for this session's enrolment. What is none is refused, and leaves its event.
 * @throws PasskeysNotAvailable, EnrolmentRefused, PasskeyAlreadyEnrolled
 */
@Injectable()
export class EnrolPasskey {
  constructor(
    private readonly ledger: Ledger,
    private readonly passkeys: PasskeysRepository,
    private readonly settings: PasskeySettings,
  ) {}

  async execute(actor: Actor, { name, credential }: NewPasskey): Promise<Passkey> {
    const { rpId, origin } = requireRelyingParty(this.settings);
    // The signature is compared outside the transaction; whether we asked for it is asked inside.
    const challenge = challengeIn(credential.response.clientDataJSON) ?? new Uint8Array();
    const judged = await judgeAttestation(credential, { rpId, origin, challenge });

    const outcome = await this.ledger.transaction({ type: 'passkey.enrolling', actor }, async (tx) => {
      if (!judged.isRight) return refuse(tx, judged.because);
      const isOurs = await this.passkeys.useAsked(tx, challenge, { purpose: 'enrolment', digest: null });
      if (!isOurs) return refuse(tx, 'another-challenge');

      const passkey = newPasskey(tx, name, judged.made);
      await this.passkeys.insert(tx, passkey);
      return passkey;
    });

    if (outcome instanceof Refusal) throw outcome;
    return outcome;
  }
}

/** Returned, not thrown: the event of the attempt is committed. */
async function refuse(tx: Tx, because: AttestationFault): Promise<EnrolmentRefused> {
  await recordNote(tx, { type: 'passkey.enrolment-failed', outcome: 'refused', reasonCode: because });
  return new EnrolmentRefused(because);
}

function newPasskey(tx: Tx, name: string, { counter, isBackedUp, ...made }: MadePasskey): Passkey {
  return {
    ...made,
    id: newId(),
    userId: tx.actor.userId,
    name,
    enrolledAt: tx.occurredAt.toISOString(),
    revocation: null,
    version: 1,
    use: { counter, isBackedUp, lastUsedAt: null },
  };
}
