import type { IncomingMessage } from 'node:http';
import { v7 } from 'uuid';

const WELL_FORMED = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

/** The caller's `X-Request-Id` when it is 8 to 64 letters, digits, dots, dashes and underscores; otherwise a new UUIDv7. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && WELL_FORMED.test(given) ? given : v7();
}
