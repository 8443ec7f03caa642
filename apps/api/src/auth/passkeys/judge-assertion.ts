import { verifyAuthenticationResponse, type AuthenticationResponseJSON } from '@simplewebauthn/server';
import { bytesOf, faultOfAnswer, type AnswerFault, type ExpectedAnswer } from './authenticator-answer.js';
import type { KeptAssertion, Passkey } from './passkey.js';

/** Why what a passkey answered proves nothing. */
export type AssertionFault =
  AnswerFault | 'unknown-passkey' | 'revoked-passkey' | 'used-challenge' | 'wrong-signature' | 'counter-went-back';

export type JudgedAssertion =
  | { readonly isRight: false; readonly because: AssertionFault }
  | {
      readonly isRight: true;
      readonly counter: number;
      readonly isBackedUp: boolean;
      readonly assertion: KeptAssertion;
    };

/**
 * Whether an assertion proves that the owner of this passkey was there, unlocked it, and meant this challenge on our own page
 * (WebAuthn Level 3, 7.2). The counter is compared last: only of an answer that the key did sign does it tell of a copy.
 */
export async function judgeAssertion(
  answer: AuthenticationResponseJSON,
  passkey: Passkey,
  expected: Omit<ExpectedAnswer, 'type'>,
): Promise<JudgedAssertion> {
  const fault = faultOfAssertion(answer, passkey, expected);
  if (fault) return { isRight: false, because: fault };

  const verified = await verify(answer, passkey, expected);
  if (!verified) return { isRight: false, because: 'wrong-signature' };

  const { newCounter: counter, credentialBackedUp: isBackedUp } = verified;
  const { counter: before } = passkey.use;
  if ((counter > 0 || before > 0) && counter <= before) return { isRight: false, because: 'counter-went-back' };

  return { isRight: true, counter, isBackedUp, assertion: toKept(answer, passkey, expected) };
}

function faultOfAssertion(
  { id, rawId, type, response }: AuthenticationResponseJSON,
  { credentialId, userId, revocation }: Passkey,
  expected: Omit<ExpectedAnswer, 'type'>,
): AssertionFault | null {
  try {
    if (id !== rawId || type !== 'public-key') return 'malformed';
    const isOwners = response.userHandle === undefined || response.userHandle === handleOf(userId);
    if (id !== credentialId || !isOwners) return 'unknown-passkey';
    if (revocation) return 'revoked-passkey';

    bytesOf(response.signature);
    const authenticatorData = bytesOf(response.authenticatorData);
    const answered = { clientDataJSON: response.clientDataJSON, authenticatorData };
    return faultOfAnswer(answered, { ...expected, type: 'webauthn.get' });
  } catch {
    return 'malformed';
  }
}

async function verify(response: AuthenticationResponseJSON, passkey: Passkey, expected: Omit<ExpectedAnswer, 'type'>) {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: Buffer.from(expected.challenge).toString('base64url'),
      expectedOrigin: expected.origin,
      expectedRPID: expected.rpId,
      // Not the counter that we know: the library would refuse a copy before it has looked at the signature.
      credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: 0 },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo : null;
  } catch {
    // Whatever the library cannot read was sent by the caller.
    return null;
  }
}

/** By which an authenticator knows the account: the id, never a name. */
export function handleOf(userId: string): string {
  return Buffer.from(userId).toString('base64url');
}

function toKept(
  { response }: AuthenticationResponseJSON,
  { credentialId, publicKey }: Passkey,
  { rpId, origin }: Omit<ExpectedAnswer, 'type'>,
): KeptAssertion {
  const { authenticatorData, clientDataJSON, signature } = response;
  const key = Buffer.from(publicKey).toString('base64url');
  return { credentialId, publicKey: key, rpId, origin, authenticatorData, clientDataJSON, signature };
}
