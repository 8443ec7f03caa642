import { createPrivateKey, type KeyObject } from 'node:crypto';

const SEED_BYTES = 32;
/** PKCS #8 of an Ed25519 key (RFC 8410 §7) up to its 32 bytes. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The Ed25519 private key whose 32 bytes are given in base64 or base64url; undefined where they are not 32 bytes. */
export function privateKeyOf(text: string): KeyObject | undefined {
  if (!/^[\w+/-]+={0,2}$/.test(text)) return undefined;
  const seed = Buffer.from(text, 'base64');
  if (seed.length !== SEED_BYTES) return undefined;
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
}
