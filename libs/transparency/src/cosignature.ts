import { createPublicKey, sign, verify } from 'node:crypto';
import { signedBytes, timeOf } from './cosigned-text.js';
import { ProofFault } from './proof-fault.js';
import { parseSignatureLine, signatureLine, type Signer } from './signed-note.js';
import { keyIdOf, parseVerifierKey } from './verifier-key.js';

const TIMED_SIGNATURE = 8 + 64;

/** A witness's signature line, without its newline, on a checkpoint's text that it saw at `time`, in seconds since 1970. */
export function cosign(checkpoint: string, { name, privateKey, time }: Signer & { readonly time: number }): string {
  const at = Buffer.alloc(8);
  at.writeBigUInt64BE(BigInt(time));
  const signature = sign(null, signedBytes(checkpoint, BigInt(time)), privateKey);
  const id = keyIdOf(name, createPublicKey(privateKey), 'cosignature');
  return signatureLine(name, Buffer.concat([id, at, signature]));
}

/**
 * Lets a witness's line on a checkpoint's text pass, and says when the witness saw it.
 * @throws ProofFault where it is another's, or does not hold
 */
export function verifyCosignature(checkpoint: string, line: string, verifierKey: string): { readonly time: number } {
  const key = parseVerifierKey(verifierKey);
  const { name, id, signature } = parseSignatureLine(line);
  if (key.type !== 'cosignature') throw new ProofFault(`The key of ${key.name} is not a witness’s.`);
  if (name !== key.name || !id.equals(key.id)) throw new ProofFault(`This cosignature is not by ${key.name}.`);
  if (signature.length !== TIMED_SIGNATURE) throw new ProofFault(`The cosignature of ${name} has the wrong length.`);
  const time = timeOf(signature);
  if (!verify(null, signedBytes(checkpoint, time), key.publicKey, signature.subarray(8))) {
    throw new ProofFault(`The cosignature of ${name} does not hold.`);
  }
  return { time: Number(time) };
}
