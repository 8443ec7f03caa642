import { createHash } from 'node:crypto';
import { decodeClientDataJSON, parseAuthenticatorData } from '@simplewebauthn/server/helpers';
import type { RelyingParty } from './relying-party.js';

/** What is wrong with an authenticator's answer before its signature is looked at. */
export type AnswerFault = 'malformed' | 'another-challenge' | 'wrong-origin' | 'wrong-rp' | 'user-not-verified';

/** What the answer must be to: one challenge, on our own page. */
export interface ExpectedAnswer extends Pick<RelyingParty, 'rpId' | 'origin'> {
  readonly challenge: Uint8Array;
  readonly type: 'webauthn.create' | 'webauthn.get';
}

const BASE64URL = /^[\w-]+$/;

/** Bytes of a base64url text. @throws when it is none */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  if (!BASE64URL.test(text)) throw new TypeError('this is not base64url');
  return Uint8Array.from(Buffer.from(text, 'base64url'));
}

/** The challenge that a browser says it passed on; null where it says none. */
export function challengeIn(clientDataJSON: string): Uint8Array | null {
  try {
    return bytesOf(decodeClientDataJSON(clientDataJSON).challenge);
  } catch {
    return null;
  }
}

/**
 * The first fault in what browser and authenticator say of themselves, or null: which rule of WebAuthn Level 3 (7.1 and 7.2) an
 * answer breaks is told to its sender and to the trail; the library judges all of them once more, with the signature.
 */
export function faultOfAnswer(
  { clientDataJSON, authenticatorData }: { readonly clientDataJSON: string; readonly authenticatorData: Uint8Array },
  expected: ExpectedAnswer,
): AnswerFault | null {
  try {
    const client = decodeClientDataJSON(clientDataJSON);
    if (client.type !== expected.type) return 'malformed';
    if (client.challenge !== Buffer.from(expected.challenge).toString('base64url')) return 'another-challenge';
    // A page of ours inside somebody else's frame is not ours.
    if (client.origin !== expected.origin || client.crossOrigin === true) return 'wrong-origin';

    const { rpIdHash, flags } = parseAuthenticatorData(Uint8Array.from(authenticatorData));
    if (!createHash('sha256').update(expected.rpId).digest().equals(rpIdHash)) return 'wrong-rp';
    return flags.up && flags.uv ? null : 'user-not-verified';
  } catch {
    return 'malformed';
  }
}
