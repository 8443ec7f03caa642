import { createPublicKey, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import { readNumberedMap, type CborValue } from './cbor.js';

/** A passkey's public key, and how it signs. */
export interface CoseKey {
  readonly publicKey: KeyObject;
  isSignatureOf(signed: Buffer, signature: Buffer): boolean;
}

/** Labels of RFC 9052 §7 and RFC 9053 §7. */
const [KTY, ALG, CRV, X, Y] = [1, 3, -1, -2, -3];
const [RSA_N, RSA_E] = [-1, -2];

/** The key that a COSE_Key says: ES256, EdDSA on Ed25519, or RS256. Undefined where it says no such key. */
export function readCoseKey(bytes: Buffer): CoseKey | undefined {
  const map = readNumberedMap(bytes);
  const jwk = map && jwkOf(map);
  const publicKey = jwk && import_(jwk);
  if (!publicKey) return undefined;
  // Ed25519 hashes by itself.
  const digest = jwk.kty === 'OKP' ? null : 'sha256';
  return { publicKey, isSignatureOf: (signed, signature) => verify(digest, signed, publicKey, signature) };
}

function jwkOf(map: ReadonlyMap<number, CborValue>): JsonWebKey | undefined {
  const text = (label: number) => {
    const value = map.get(label);
    return Buffer.isBuffer(value) ? value.toString('base64url') : undefined;
  };
  const [kind, algorithm, curve] = [map.get(KTY), map.get(ALG), map.get(CRV)];
  if (kind === 2 && algorithm === -7 && curve === 1) return { kty: 'EC', crv: 'P-256', x: text(X), y: text(Y) };
  if (kind === 1 && algorithm === -8 && curve === 6) return { kty: 'OKP', crv: 'Ed25519', x: text(X) };
  if (kind === 3 && algorithm === -257) return { kty: 'RSA', n: text(RSA_N), e: text(RSA_E) };
  return undefined;
}

/** A point that is not on its curve is no key. */
function import_(key: JsonWebKey): KeyObject | undefined {
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    return undefined;
  }
}
