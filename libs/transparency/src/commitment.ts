import { hash, randomBytes } from 'node:crypto';

/** A document as it is committed to: its salt, its canonical bytes, and SHA-256(salt ‖ bytes). */
export interface Commitment {
  readonly salt: Buffer;
  readonly document: Buffer;
  readonly digest: Buffer;
}

/** Commits to a canonical document under a fresh salt of 32 bytes, so that nobody can guess what lies behind the digest. */
export function commitTo(canonicalDocument: string): Commitment {
  const salt = randomBytes(32);
  const document = Buffer.from(canonicalDocument, 'utf8');
  return { salt, document, digest: sha256(Buffer.concat([salt, document])) };
}

/** SHA-256 of bytes, or of the UTF-8 bytes of a text. */
export function sha256(data: Uint8Array | string): Buffer {
  return hash('sha256', data, 'buffer');
}
