import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { PatientIdentifier } from '../../patients/index.js';
import { readLeaf } from '../leaf.js';
import type { Conditions, Finding, FoundEvent, Stretch } from './found-event.js';

interface EventRow {
  readonly eventId: string;
  /** Null on the row that says how far was looked. */
  readonly leaf: string | null;
  readonly hash: Buffer;
  readonly position: string | null;
}

/** What the trail's readers ask of the log, through the functions that the database filters by organisation and role. */
@Injectable()
export class TrailRepository {
  async find(tx: Tx, conditions: Conditions, { sort, after, limit }: Stretch): Promise<Finding> {
    const { caseId, patientId, actorId, types, outcome, entity, entityId, requestId, from, until } = conditions;
    const asked = [caseId, patientId, actorId, types, outcome, entity, entityId, requestId, from, until];
    const values = [...asked.map((value) => value ?? null), after, sort === 'newest', limit];
    const rows = await tx.sql<EventRow>(FIND, values);
    return {
      events: rows.flatMap(toEvent),
      lookedUntil: rows.find(({ leaf }) => leaf === null)?.eventId ?? null,
    };
  }

  /** Null where there is none among those this person may see. */
  async findOne(tx: Tx, eventId: string): Promise<FoundEvent | null> {
    const rows = await tx.sql<EventRow>(FIND_ONE, [eventId]);
    return rows.flatMap(toEvent)[0] ?? null;
  }

  /** The alias of a case's patient; null where this person sees no such case. */
  async patientOfCase(tx: Tx, caseId: string): Promise<string | null> {
    const [row] = await tx.sql<{ alias: string }>(PATIENT_OF_CASE, [tx.actor.organisationId, caseId]);
    return row?.alias ?? null;
  }

  async aliasOf(tx: Tx, patientId: string): Promise<string | null> {
    const [row] = await tx.sql<{ alias: string }>(ALIAS, [tx.actor.organisationId, patientId]);
    return row?.alias ?? null;
  }

  async patientKnownUnder(tx: Tx, { system, value }: PatientIdentifier): Promise<string | null> {
    const [row] = await tx.sql<{ id: string }>(KNOWN_UNDER, [tx.actor.organisationId, system, value]);
    return row?.id ?? null;
  }
}

function toEvent({ eventId, leaf, hash, position }: EventRow): FoundEvent[] {
  if (leaf === null) return [];
  const place = position === null ? null : Number(position);
  return [{ eventId, leaf: readLeaf(leaf), text: leaf, hash: hash.toString('base64'), position: place }];
}

const FOUND = 'event_id AS "eventId", leaf, leaf_hash AS hash, "position"';

const FIND = `
  SELECT ${FOUND} FROM audit.find($1::uuid, $2::uuid, $3::uuid, $4::text[], $5::text, $6::text, $7::uuid, $8::text,
    $9::timestamptz, $10::timestamptz, $11::uuid, $12::boolean, $13::int)`;

const FIND_ONE = `SELECT ${FOUND} FROM audit.find_one($1::uuid)`;

const PATIENT_OF_CASE = `
  SELECT p.alias FROM clinical.board_case c
  JOIN clinical.patient p ON p.organisation_id = c.organisation_id AND p.id = c.patient_id
  WHERE c.organisation_id = $1::uuid AND c.id = $2::uuid`;

const ALIAS = 'SELECT alias FROM clinical.patient WHERE organisation_id = $1::uuid AND id = $2::uuid';

const KNOWN_UNDER = `
  SELECT patient_id AS id FROM clinical.patient_identifier WHERE organisation_id = $1::uuid AND system = $2 AND value = $3`;
