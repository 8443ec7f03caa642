import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** What the last part of a feed's address looks like: 256 random bits. */
export const FEED_NAME = /^[A-Za-z0-9_-]{43}\.ics$/;

export function newFeedSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** All that is kept of a secret. It has more entropy than anybody can guess, so that a plain hash is enough. */
export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
