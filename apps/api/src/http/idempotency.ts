import { createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MalformedRequest } from './input-refusals.js';

/** What makes two requests of one caller the same: kept with the first answer by the database. */
export interface Idempotency {
  readonly method: string;
  /** With its ids, without the query. */
  readonly path: string;
  readonly key: string;
  /** HMAC-SHA-256 of the body's bytes, hexadecimal: a bare hash would let whoever reads the table guess a password in the body. */
  readonly fingerprint: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Only while an Idempotency-Key came with the body, and only until it is read. */
    bodyBytes: Buffer | undefined;
    idempotency: Idempotency | undefined;
  }
}

const VISIBLE_ASCII = /^[\x21-\x7e]{1,255}$/;
const NO_KEYS_HERE = /\/auth\/|\/break-glass$|\/search$/;

/** Reads the key of every request after its body has arrived; `request.idempotency` is what a transaction keeps. */
export function readIdempotencyKeys(fastify: FastifyInstance, fingerprintKey: Uint8Array): void {
  fastify.decorateRequest('bodyBytes', undefined);
  fastify.decorateRequest('idempotency', undefined);
  fastify.addHook('preHandler', async (request) => {
    request.idempotency = idempotencyOf(request, fingerprintKey);
    request.bodyBytes = undefined;
  });
}

/**
 * The key of a POST with what it stands for. Other methods are repeatable as they are, so there it means nothing. Sign-in,
 * break-glass and searches refuse it rather than seem to honour it: their answers are not kept.
 */
export function idempotencyOf(
  request: Pick<FastifyRequest, 'method' | 'url' | 'headers' | 'bodyBytes'>,
  fingerprintKey: Uint8Array,
): Idempotency | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || request.method !== 'POST') return undefined;

  const path = request.url.split('?', 1)[0] ?? '';
  if (!acceptsIdempotencyKey(path)) throw keyNotAccepted();
  if (typeof key !== 'string' || !VISIBLE_ASCII.test(key)) throw malformedKey();
  return { method: request.method, path, key, fingerprint: fingerprintOf(request.bodyBytes ?? '', fingerprintKey) };
}

/** Whether POSTs to this path, or route pattern, take an Idempotency-Key. */
export function acceptsIdempotencyKey(path: string): boolean {
  return !NO_KEYS_HERE.test(path);
}

/** What a key is refused with where answers are not kept. */
export function keyNotAccepted(): MalformedRequest {
  return new MalformedRequest('idempotency-key-not-accepted', 'Leave Idempotency-Key out: this answer is not kept.');
}

/** What a key is refused with that is none. */
export function malformedKey(): MalformedRequest {
  return new MalformedRequest(
    'malformed-idempotency-key',
    'Send an Idempotency-Key of 1 to 255 visible ASCII characters.',
  );
}

function fingerprintOf(bytes: Buffer | string, key: Uint8Array): string {
  return createHmac('sha256', key).update(bytes).digest('hex');
}
