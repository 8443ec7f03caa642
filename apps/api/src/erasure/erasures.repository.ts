import { Injectable } from '@nestjs/common';
import { isUniqueViolation, recordChange, type ChangeType, type Tx } from '#database';
import type { ErasureState } from '#workflow';
import { erasureDocument, type Erasure, type Removal } from './erasure.js';
import { ErasureAlreadyAsked } from './erasure.errors.js';

type ErasureChangeType = Extract<ChangeType, `erasure.${string}`>;

/** An erasure as the list of the erased keeps it, that is without what came of it. */
export type ListedErasure = Pick<Erasure, 'id' | 'patientId' | 'reasonCode' | 'askedBy' | 'askedAt'> & {
  readonly decidedBy: string;
  readonly decidedAt: string;
};

/** Every statement about the aggregate `erasure`, and the doors to what it removes. */
@Injectable()
export class ErasuresRepository {
  /** @throws ErasureAlreadyAsked */
  async insert(tx: Tx, erasure: Erasure, patientAlias: string): Promise<void> {
    const { id, patientId, reasonCode, askedBy, askedAt } = erasure;
    try {
      await tx.sql(ASK, [tx.actor.organisationId, id, patientId, reasonCode, askedBy, askedAt]);
    } catch (error) {
      if (isUniqueViolation(error)) throw new ErasureAlreadyAsked({ cause: error });
      throw error;
    }
    await record(tx, erasure, patientAlias, 'erasure.asked');
  }

  /** Null where there is none among those this person may see. */
  async find(tx: Tx, id: string): Promise<Erasure | null> {
    const [row] = await tx.sql<{ erasure: Erasure }>(FIND, [tx.actor.organisationId, id]);
    return row?.erasure ?? null;
  }

  /** Those with these ids, in any order. */
  async withIds(tx: Tx, ids: readonly string[]): Promise<Erasure[]> {
    const rows = await tx.sql<{ erasure: Erasure }>(WITH_IDS, [tx.actor.organisationId, ids]);
    return rows.map(({ erasure }) => erasure);
  }

  /** Waits for whoever is deciding it, then reads what they left. */
  async findLocked(tx: Tx, id: string): Promise<Erasure | null> {
    await tx.sql(LOCK, [tx.actor.organisationId, id]);
    return this.find(tx, id);
  }

  /** In the order in which they were asked for, at most `limit` after one of them. */
  async page(tx: Tx, page: { state?: ErasureState; after: string | null; limit: number }): Promise<Erasure[]> {
    const { state = null, after, limit } = page;
    const rows = await tx.sql<{ erasure: Erasure }>(PAGE, [tx.actor.organisationId, state, after, limit]);
    return rows.map(({ erasure }) => erasure);
  }

  /** What the trail calls these patients, as far as they are still there. */
  async aliasesOf(tx: Tx, patientIds: readonly string[]): Promise<string[]> {
    const rows = await tx.sql<{ alias: string }>(ALIASES, [patientIds]);
    return rows.map(({ alias }) => alias);
  }

  /** Removes the patient of an erasure that was asked for; null while a board is in session about them. */
  async erase(tx: Tx, id: string): Promise<Removal | null> {
    const [row] = await tx.sql<{ outcome: Outcome }>(ERASE, [id, tx.occurredAt.toISOString()]);
    return removalIn(row!.outcome);
  }

  /** Removes a patient on the list of the erased, who is there again; null while a board is in session about them. */
  async eraseAgain(tx: Tx, patientId: string): Promise<Removal | null> {
    const [row] = await tx.sql<{ outcome: Outcome }>(ERASE_AGAIN, [patientId]);
    return removalIn(row!.outcome);
  }

  /** Writes what was decided, or done again, and its version. */
  async update(tx: Tx, erasure: Erasure, patientAlias: string, type: ErasureChangeType): Promise<Erasure> {
    const next = { ...erasure, version: erasure.version + 1 };
    await tx.sql(CHANGE, valuesOf(tx, next));
    await record(tx, next, patientAlias, type);
    return next;
  }

  /** Writes an erasure that a restore has forgotten, as it was done again. */
  async insertDoneAgain(tx: Tx, erasure: Erasure, patientAlias: string): Promise<void> {
    const { patientId, reasonCode, askedBy, askedAt } = erasure;
    await tx.sql(INSERT_DONE, [...valuesOf(tx, erasure), patientId, reasonCode, askedBy, askedAt]);
    await record(tx, erasure, patientAlias, 'erasure.reapplied');
  }

  /** Everybody on the list of the erased; only those who are there again where `present`. */
  async listed(tx: Tx, { present = false } = {}): Promise<ListedErasure[]> {
    const rows = await tx.sql<{ listed: ListedErasure }>(LISTED, [tx.actor.organisationId, present]);
    return rows.map(({ listed }) => listed);
  }
}

type Outcome = Partial<Removal> & { readonly isInSession: boolean };

function removalIn({ alias, removedRows, commitments, isInSession }: Outcome): Removal | null {
  if (isInSession) return null;
  if (alias === undefined || removedRows === undefined || commitments === undefined) {
    throw new Error('The patient of an erasure is not there.');
  }
  return { alias, removedRows, commitments };
}

async function record(tx: Tx, erasure: Erasure, patientAlias: string, type: ErasureChangeType): Promise<void> {
  const { id, version, rejection, reasonCode } = erasure;
  const code = rejection ?? reasonCode;
  await recordChange(tx, { type, id, version, patientAlias, reasonCode: code, document: erasureDocument(erasure) });
}

function valuesOf(tx: Tx, erasure: Erasure): unknown[] {
  return [
    tx.actor.organisationId,
    erasure.id,
    erasure.version,
    erasure.state,
    erasure.decidedBy,
    erasure.decidedAt,
    erasure.rejection,
    erasure.removedRows,
    erasure.commitments,
    erasure.reappliedAt,
  ];
}

const iso = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const SELECT_ERASURES = `
  SELECT json_build_object('id', e.id, 'patientId', e.patient_id, 'state', e.state, 'reasonCode', e.reason_code,
    'askedBy', e.asked_by, 'askedAt', ${iso('e.asked_at')}, 'decidedBy', e.decided_by, 'decidedAt', ${iso('e.decided_at')},
    'rejection', e.rejection, 'removedRows', e.removed_rows, 'commitments', coalesce(e.commitments, '{}'),
    'reappliedAt', ${iso('e.reapplied_at')}, 'version', e.version) AS erasure
  FROM clinical.erasure e
  WHERE e.organisation_id = $1::uuid`;

const FIND = `${SELECT_ERASURES} AND e.id = $2::uuid`;
const WITH_IDS = `${SELECT_ERASURES} AND e.id = ANY ($2::uuid[])`;
const PAGE = `${SELECT_ERASURES}
    AND ($2::text IS NULL OR e.state = $2) AND ($3::uuid IS NULL OR e.id > $3::uuid)
  ORDER BY e.id LIMIT $4::int`;

const LOCK = `SELECT 1 AS locked FROM clinical.erasure WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE`;

const ALIASES = `SELECT alias FROM clinical.aliases_for_erasure($1::uuid[])`;

const ASK = `
  INSERT INTO clinical.erasure (organisation_id, id, patient_id, state, reason_code, asked_by, asked_at)
  VALUES ($1::uuid, $2::uuid, $3::uuid, 'asked', $4, $5::uuid, $6::timestamptz)`;

const CHANGE = `
  UPDATE clinical.erasure SET version = $3::int, state = $4, decided_by = $5::uuid, decided_at = $6::timestamptz, rejection = $7,
    removed_rows = $8::int, commitments = $9::text[], reapplied_at = $10::timestamptz
  WHERE organisation_id = $1::uuid AND id = $2::uuid`;

const INSERT_DONE = `
  INSERT INTO clinical.erasure (organisation_id, id, version, state, decided_by, decided_at, rejection, removed_rows, commitments,
    reapplied_at, patient_id, reason_code, asked_by, asked_at)
  VALUES ($1::uuid, $2::uuid, $3::int, $4, $5::uuid, $6::timestamptz, $7, $8::int, $9::text[], $10::timestamptz, $11::uuid, $12, $13::uuid,
    $14::timestamptz)`;

const ERASE = `SELECT clinical.erase($1::uuid, $2::timestamptz) AS outcome`;
const ERASE_AGAIN = `SELECT clinical.erase_again($1::uuid) AS outcome`;

const LISTED = `
  SELECT json_build_object('id', l.erasure_id, 'patientId', l.patient_id, 'reasonCode', l.reason_code, 'askedBy', l.asked_by,
    'askedAt', ${iso('l.asked_at')}, 'decidedBy', l.decided_by, 'decidedAt', ${iso('l.decided_at')}) AS listed
  FROM clinical.erased_patient l
  WHERE l.organisation_id = $1::uuid AND (NOT $2::boolean OR l.patient_id = ANY (clinical.erased_and_present()))
  ORDER BY l.decided_at, l.patient_id`;
