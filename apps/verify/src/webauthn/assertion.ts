import { sha256 } from '#transparency';
import { readCoseKey, type CoseKey } from './cose-key.js';

/** What a passkey answered, as the bundle holds it: base64url, but for rpId and origin. */
export interface Assertion {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly rpId: string;
  readonly origin: string;
  readonly authenticatorData: string;
  readonly clientDataJSON: string;
  readonly signature: string;
}

/** What of it is signed, and by which key. */
export interface AssertionBytes {
  readonly key: CoseKey;
  readonly authenticatorData: Buffer;
  readonly clientData: Buffer;
  readonly signature: Buffer;
}

/** Authenticator data (WebAuthn Level 3, 6.1): hash of the RP ID, flags, counter; more where the flags say so. */
const SHORTEST = 37;
const FLAGS = 32;
const [UP, UV, MORE] = [0x01, 0x04, 0xc0];

/** The bytes of an assertion, or the sentence that says which of them are none. */
export function readAssertion(assertion: Assertion): AssertionBytes | string {
  const [publicKey, authenticatorData] = [bytesOf(assertion.publicKey), bytesOf(assertion.authenticatorData)];
  const [clientData, signature] = [bytesOf(assertion.clientDataJSON), bytesOf(assertion.signature)];
  if (!publicKey || !authenticatorData || !clientData || !signature) return 'its assertion is not base64url';
  const key = readCoseKey(publicKey);
  return key ? { key, authenticatorData, clientData, signature } : 'its public key is none that this program knows';
}

/**
 * Why an assertion does not prove that its passkey's owner meant this challenge (WebAuthn Level 3, 7.2); null where it does. The
 * address is the recorded one: whether the board lives there is for the reader to say.
 */
export function faultOfAssertion({ rpId, origin }: Assertion, bytes: AssertionBytes, challenge: Buffer): string | null {
  const { key, authenticatorData, clientData, signature } = bytes;
  const client = parse(clientData);
  if (client?.type !== 'webauthn.get') return 'its client data is not that of a signature';
  if (client.challenge !== challenge.toString('base64url'))
    return 'its passkey answered to another challenge than the statement’s digest';
  if (client.origin !== origin || client.crossOrigin === true) return `its passkey was not asked on ${origin}`;
  if (!isWithin(origin, rpId)) return `${origin} is not a page of ${rpId}`;

  const flags = authenticatorData[FLAGS] ?? 0;
  if (!authenticatorData.subarray(0, FLAGS).equals(sha256(rpId))) return `its passkey is not one of ${rpId}`;
  if (authenticatorData.length < SHORTEST || ((flags & MORE) === 0 && authenticatorData.length > SHORTEST)) {
    return 'its authenticator data has another length than it says';
  }
  if ((flags & UP) === 0) return 'nobody was present at its authenticator';
  if ((flags & UV) === 0) return 'its authenticator did not verify who used it';
  const isRight = key.isSignatureOf(Buffer.concat([authenticatorData, sha256(clientData)]), signature);
  return isRight ? null : 'it was not made with its passkey';
}

interface ClientData {
  readonly type?: unknown;
  readonly challenge?: unknown;
  readonly origin?: unknown;
  readonly crossOrigin?: unknown;
}

function parse(json: Buffer): ClientData | null {
  try {
    return JSON.parse(json.toString()) as ClientData | null;
  } catch {
    return null;
  }
}

/** A passkey is bound to the host of its page, or to a domain above it. */
function isWithin(origin: string, rpId: string): boolean {
  const host = URL.canParse(origin) ? new URL(origin).hostname : '';
  return host === rpId || host.endsWith(`.${rpId}`);
}

function bytesOf(text: string): Buffer | undefined {
  return /^[\w-]+$/.test(text) ? Buffer.from(text, 'base64url') : undefined;
}
