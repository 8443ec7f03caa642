import type { Entity, EventType } from '#database';
import { IsCode, IsId, IsPart, IsText, IsWhole } from '../../http/index.js';
import { ActorView, toActorView } from '../actor.view.js';
import { OUTCOMES, type Outcome } from '../leaf.js';
import type { Names } from '../names.repository.js';
import { tellEvent } from '../tell-event.js';
import { ToldEventView } from '../told-event.view.js';
import { ENTITIES, EVENT_TYPES } from './find-events.dto.js';
import type { FoundEvent } from './found-event.js';

export class EventView extends ToldEventView {
  @IsCode(EVENT_TYPES, { example: 'decision.signed' })
  type: EventType;

  @IsCode(OUTCOMES)
  outcome: Outcome;

  @IsText({ max: 200, about: 'The roles of the account, joined by +.', example: 'specialist+chair' })
  role: string;

  @IsPart(() => ActorView, { nullable: true, about: 'For whom a deputy acted.' })
  onBehalfOf: ActorView | null;

  @IsText({ max: 200, nullable: true, about: 'From which program.', example: 'Mozilla/5.0' })
  client: string | null;

  @IsText({
    max: 100,
    nullable: true,
    about: 'From where: a keyed hash of the address, the same for the same address within a month.',
    example: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
  })
  addressHash: string | null;

  @IsText({
    max: 200,
    nullable: true,
    about: 'What a refused request was for, or the break-glass grant that it came under.',
    example: 'case.opened',
  })
  purpose: string | null;

  @IsCode(ENTITIES, { nullable: true, example: 'decision-revision' })
  entity: Entity | null;

  @IsId({ nullable: true, about: 'Which record; a patient by the alias of the log.' })
  entityId: string | null;

  @IsWhole({ min: 1, max: 2_147_483_647, nullable: true, about: 'Of a change: the version it made.', example: 2 })
  madeVersion: number | null;

  @IsWhole({
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    nullable: true,
    about: 'Its place in the log; null until the sequencer has taken it.',
    example: 1_234,
  })
  position: number | null;

  @IsText({
    max: 8_192,
    about: 'The very bytes that are hashed: canonical JSON, RFC 8785.',
    example: '{"actor":null,"after":null}',
  })
  leaf: string;

  @IsText({
    max: 64,
    about: 'SHA-256 of the byte 0x00 and the leaf, base64: RFC 6962.',
    example: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
  })
  leafHash: string;
}

export function toEventView({ eventId, leaf, text, hash, position }: FoundEvent, names: Names): EventView {
  const { recordedAt, occurredAt, type, outcome, role, auth, client, purpose, reasonCode, entity, entityId } = leaf;
  return {
    eventId,
    recordedAt,
    occurredAt,
    type,
    sentence: tellEvent(leaf, names),
    outcome,
    actor: leaf.actor === null ? null : toActorView(leaf.actor, names),
    role,
    onBehalfOf: leaf.onBehalfOf === null ? null : toActorView(leaf.onBehalfOf, names),
    auth,
    client,
    addressHash: leaf.ipHash,
    requestId: leaf.req,
    purpose,
    reasonCode,
    entity,
    entityId,
    madeVersion: leaf.version,
    position,
    leaf: text,
    leafHash: hash,
  };
}
