import { verifyRegistrationResponse, type RegistrationResponseJSON } from '@simplewebauthn/server';
import { COSEALG, decodeAttestationObject } from '@simplewebauthn/server/helpers';
import { bytesOf, faultOfAnswer, type AnswerFault, type ExpectedAnswer } from './authenticator-answer.js';
import type { Passkey } from './passkey.js';

/** Why what an authenticator made is no passkey for this server. */
export type AttestationFault = AnswerFault;

/** Ed25519, ECDSA on P-256, RSA PKCS #1: what node:crypto, and any other program, verifies years later. */
export const KEY_ALGORITHMS = [COSEALG.EdDSA, COSEALG.ES256, COSEALG.RS256];

export type MadePasskey = Pick<Passkey, 'credentialId' | 'publicKey' | 'transports' | 'aaguid'> & {
  readonly counter: number;
  readonly isBackedUp: boolean;
};

export type JudgedAttestation =
  | { readonly isRight: false; readonly because: AttestationFault }
  | { readonly isRight: true; readonly made: MadePasskey };

/**
 * Whether an authenticator made a passkey in answer to this challenge, on our own page, with its owner verified (WebAuthn Level 3,
 * 7.1). Who built the authenticator is neither asked nor judged: a certificate in the answer is refused, so that nothing has to be
 * fetched to check one.
 */
export async function judgeAttestation(
  answer: RegistrationResponseJSON,
  expected: Omit<ExpectedAnswer, 'type'>,
): Promise<JudgedAttestation> {
  const fault = faultOfAttestation(answer, expected);
  if (fault) return { isRight: false, because: fault };

  const made = await verify(answer, expected);
  return made ? { isRight: true, made } : { isRight: false, because: 'malformed' };
}

function faultOfAttestation(
  { id, rawId, type, response }: RegistrationResponseJSON,
  expected: Omit<ExpectedAnswer, 'type'>,
): AttestationFault | null {
  try {
    if (id !== rawId || type !== 'public-key') return 'malformed';
    const attestation = decodeAttestationObject(bytesOf(response.attestationObject));
    const format = attestation.get('fmt');
    const isPlain = format === 'none' || (format === 'packed' && attestation.get('attStmt').get('x5c') === undefined);
    if (!isPlain) return 'malformed';

    const authenticatorData = attestation.get('authData');
    const answered = { clientDataJSON: response.clientDataJSON, authenticatorData };
    return faultOfAnswer(answered, { ...expected, type: 'webauthn.create' });
  } catch {
    return 'malformed';
  }
}

async function verify(
  response: RegistrationResponseJSON,
  expected: Omit<ExpectedAnswer, 'type'>,
): Promise<MadePasskey | null> {
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: Buffer.from(expected.challenge).toString('base64url'),
      expectedOrigin: expected.origin,
      expectedRPID: expected.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: KEY_ALGORITHMS,
    });
    if (!registrationInfo || registrationInfo.credential.id !== response.id) return null;

    const { credential, aaguid, credentialBackedUp: isBackedUp } = registrationInfo;
    const { id: credentialId, publicKey, counter, transports = [] } = credential;
    return { credentialId, publicKey: Uint8Array.from(publicKey), counter, transports, aaguid, isBackedUp };
  } catch {
    // Whatever the library cannot read was sent by the caller.
    return null;
  }
}
