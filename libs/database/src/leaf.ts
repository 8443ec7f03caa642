import { randomUUID } from 'node:crypto';
import { canonicalJson } from '#transparency';
import type { Actor } from './actor.js';
import type { Entity, EventType } from './catalogue.js';

/** What one event says, beside who, when and from where. Ids and codes only. */
export interface EventBody {
  readonly type: EventType;
  readonly entity?: Entity | null;
  readonly entityId?: string | null;
  readonly version?: number | null;
  /** The commitment to the document after the change, base64. */
  readonly after?: string | null;
  readonly patients?: readonly string[];
  readonly onBehalfOf?: string | null;
  readonly reasonCode?: string | null;
  readonly purpose?: string | null;
  readonly outcome?: 'done' | 'refused' | 'failed';
}

/** Holes that only the database can fill; random, so that no value sent by a caller can pass for one. */
const BEFORE = `before:${randomUUID()}`;
const RECORDED_AT = `recordedAt:${randomUUID()}`;

/**
 * The canonical leaf of an event, cut where the database fills in the commitment before (changes only) and its transaction time:
 * [head, tail], or [head, middle, tail] for a change.
 */
export function leafPieces(eventId: string, actor: Actor, occurredAt: Date, body: EventBody, isChange: boolean) {
  const leaf = canonicalJson({
    v: 1,
    id: eventId,
    recordedAt: RECORDED_AT,
    occurredAt: occurredAt.toISOString(),
    type: body.type,
    actor: actor.userId,
    role: actor.roles.join('+') || 'system',
    onBehalfOf: body.onBehalfOf ?? null,
    auth: actor.auth,
    session: actor.sessionId,
    client: actor.request.client,
    ipHash: actor.request.ipHash,
    req: actor.request.id,
    outcome: body.outcome ?? 'done',
    purpose: body.purpose ?? null,
    organisation: actor.organisationId,
    patients: [...(body.patients ?? [])],
    entity: body.entity ?? null,
    entityId: body.entityId ?? null,
    version: body.version ?? null,
    before: isChange ? BEFORE : null,
    after: body.after ?? null,
    reasonCode: body.reasonCode ?? null,
  });

  // "before" sorts ahead of "recordedAt"
  return isChange
    ? leaf.split(`"${BEFORE}"`).flatMap((part) => part.split(`"${RECORDED_AT}"`))
    : leaf.split(`"${RECORDED_AT}"`);
}
