import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Idempotency } from './idempotency.js';
import { routeOf } from './request-hooks.js';

const MAX_CLIENT = 200;

/** What the trail keeps of a request. */
export interface RequestContext {
  readonly id: string;
  /** The caller's program as it names itself, at most 200 characters. */
  readonly client: string | null;
  readonly ipHash: string | null;
  readonly idempotency?: Idempotency;
  /** The route's pattern. */
  readonly route: string;
}

/** The context of a request at an instant; `addressKey` is the environment's. */
export function requestContextOf(request: FastifyRequest, at: Date, addressKey: Buffer): RequestContext {
  const { id, headers, ip, idempotency } = request;
  return {
    id,
    client: headers['user-agent']?.slice(0, MAX_CLIENT) || null,
    ipHash: hashAddress(ip, at, addressKey),
    route: routeOf(request),
    ...(idempotency && { idempotency }),
  };
}

/**
 * An address as the trail may hold it: the month, then base64 of its HMAC-SHA-256 under that month's key. Within a month
 * the same address is recognised; across months it is not.
 */
export function hashAddress(address: string, at: Date, addressKey: Buffer): string {
  const month = at.toISOString().slice(0, 7);
  return `${month}:${createHmac('sha256', keyOfMonth(month, addressKey)).update(address).digest('base64')}`;
}

/** The key that was asked for last, because every request of a month asks for the same. */
let latest: { readonly month: string; readonly addressKey: Buffer; readonly key: KeyObject } | undefined;

function keyOfMonth(month: string, addressKey: Buffer): KeyObject {
  if (latest?.month !== month || latest.addressKey !== addressKey) {
    const key = createSecretKey(createHmac('sha256', addressKey).update(month).digest());
    latest = { month, addressKey, key };
  }
  return latest.key;
}
