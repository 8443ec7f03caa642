import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { ProofFault } from './proof-fault.js';
import { fromBase64 } from './strict-text.js';

/** How a key signs: plain Ed25519, or a witness's cosignature with its time. */
export const KEY_TYPES = { ed25519: 0x01, cosignature: 0x04 } as const;
export type KeyType = keyof typeof KEY_TYPES;

/** A public key by which notes are checked (C2SP signed-note). */
export interface VerifierKey {
  readonly name: string;
  readonly type: KeyType;
  /** The first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key). */
  readonly id: Buffer;
  readonly publicKey: KeyObject;
}

/** `name+hex(id)+base64(type ‖ public key)`, as people hand it on. */
export function verifierKeyOf(name: string, publicKey: KeyObject, type: KeyType = 'ed25519'): string {
  requireName(name);
  const bytes = typedBytes(publicKey, type);
  return `${name}+${idOf(name, bytes).toString('hex')}+${bytes.toString('base64')}`;
}

/** Four bytes that name a key beside its name. */
export function keyIdOf(name: string, publicKey: KeyObject, type: KeyType = 'ed25519'): Buffer {
  return idOf(name, typedBytes(publicKey, type));
}

/** @throws ProofFault saying what is wrong with it */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? [];
  if (!name || !id || !encoded)
    throw new ProofFault('A verifier key is name+id+key, the id in eight hexadecimal digits.');
  const bytes = fromBase64(encoded, `The key of ${name}`);
  const type = (Object.keys(KEY_TYPES) as KeyType[]).find((each) => KEY_TYPES[each] === bytes[0]);
  if (!type || bytes.length !== 33) throw new ProofFault(`The key of ${name} is neither Ed25519 nor a cosignature’s.`);
  if (!idOf(name, bytes).equals(Buffer.from(id, 'hex'))) throw new ProofFault(`The id of ${name} is another key’s.`);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') };
  return { name, type, id: Buffer.from(id, 'hex'), publicKey: createPublicKey({ key: jwk, format: 'jwk' }) };
}

/** @throws ProofFault for a name that a note could not carry */
export function requireName(name: string): void {
  if (!/^[^+\s]+$/u.test(name)) throw new ProofFault('A key’s name has no space and no plus sign.');
}

function typedBytes(publicKey: KeyObject, type: KeyType): Buffer {
  const { x } = publicKey.export({ format: 'jwk' });
  if (publicKey.asymmetricKeyType !== 'ed25519' || !x) throw new ProofFault('Only Ed25519 keys sign notes.');
  return Buffer.concat([Buffer.of(KEY_TYPES[type]), Buffer.from(x, 'base64url')]);
}

function idOf(name: string, typedKey: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(typedKey).digest().subarray(0, 4);
}
