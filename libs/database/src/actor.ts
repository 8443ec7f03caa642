import type { Actor as KnownActor, Permission, Role } from '#workflow';
import { newId } from './ids.js';

/** What of a request goes into the trail, and the key under which its answer is kept. */
export interface RequestContext {
  readonly id: string;
  /** The caller's program, at most 200 characters. */
  readonly client: string | null;
  /** HMAC of the address under a key that changes monthly. */
  readonly ipHash: string | null;
  readonly idempotency?: Idempotency;
  /** One of these lets the request in, as its route declares; without any, being signed in is enough. */
  readonly permissions?: readonly Permission[];
}

export interface Idempotency {
  readonly method: string;
  readonly path: string;
  readonly key: string;
  /** HMAC-SHA-256 of the body, hexadecimal. */
  readonly fingerprint: string;
}

/** Who asks, as their token says: enough to open a transaction, which then knows them as the database does today. */
export interface Actor {
  readonly organisationId: string;
  /** Null for the system itself. */
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly roles: readonly Role[];
  /** How they proved who they are, for example `password+totp`. */
  readonly auth: string | null;
  readonly request: RequestContext;
}

/** The program itself, acting for an organisation: seeding, and what time brings about. */
export function systemActor(organisationId: string): Actor {
  const request = { id: newId(), client: null, ipHash: null };
  return { organisationId, userId: null, sessionId: null, roles: [], auth: null, request };
}

/** Who asks, as the database knows them in this transaction: what rules about a record are decided on. */
export type PresentActor = KnownActor & Pick<Actor, 'sessionId' | 'auth' | 'request'>;

/** One row of `audit.open`'s memberships. */
export interface MembershipRow {
  readonly boardId: string;
  readonly isChair: boolean;
  readonly isMember: boolean;
  readonly specialty: string | null;
  readonly deputyFor: readonly { readonly userId: string; readonly specialty: string | null }[];
}
