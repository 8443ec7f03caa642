import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { Treatment } from './treatment.js';

/** Every statement about the aggregate `treatment`. Plain SQL, so that hot acts and ordinary ones share it. */
@Injectable()
export class TreatmentsRepository {
  /** Null where there is none among those this transaction may see. */
  async find(tx: Tx, id: string): Promise<Treatment | null> {
    const [row] = await tx.sql<Row>(LOAD, [tx.actor.organisationId, id]);
    return row ? toTreatment(row) : null;
  }

  /** Those with these ids, in any order. */
  async withIds(tx: Tx, ids: readonly string[]): Promise<Treatment[]> {
    const rows = await tx.sql<Row>(LOAD_WITH_IDS, [tx.actor.organisationId, ids]);
    return rows.map(toTreatment);
  }

  /** Those of a case, the earliest begun first. */
  async ofCase(tx: Tx, caseId: string): Promise<Treatment[]> {
    const rows = await tx.sql<Row>(LOAD_OF_CASE, [tx.actor.organisationId, caseId]);
    return rows.map(toTreatment);
  }

  /** Those of a case in the order of their recording, after an id. */
  async page(tx: Tx, caseId: string, after: string | null, limit: number): Promise<Treatment[]> {
    const rows = await tx.sql<Row>(LOAD_PAGE, [tx.actor.organisationId, caseId, after, limit]);
    return rows.map(toTreatment);
  }

  async insert(tx: Tx, treatment: Treatment): Promise<void> {
    const { boardId, caseId, id, recommendationId, modality, levels, startedAt, completedAt, note, recordedBy } =
      treatment;
    const place = [tx.actor.organisationId, boardId, caseId, id, recommendationId];
    await tx.sql(INSERT, [...place, modality, [...levels], startedAt, completedAt, note, recordedBy]);
  }

  /** Writes everything of a treatment that may change. */
  async update(tx: Tx, { id, version, completedAt }: Treatment): Promise<void> {
    await tx.sql(CHANGE, [tx.actor.organisationId, id, version, completedAt]);
  }
}

interface Row {
  readonly treatment: Treatment;
}

/** PostgreSQL writes instants with its own precision and offset. */
function toTreatment({ treatment }: Row): Treatment {
  const { startedAt, completedAt } = treatment;
  return {
    ...treatment,
    startedAt: new Date(startedAt).toISOString(),
    completedAt: completedAt && new Date(completedAt).toISOString(),
  };
}

const load = (where: string): string => `
  SELECT json_build_object(
    'boardId', t.board_id, 'caseId', t.case_id, 'id', t.id, 'recommendationId', t.recommendation_id, 'modality', t.modality,
    'levels', t.levels, 'startedAt', t.started_at, 'completedAt', t.completed_at, 'note', t.note, 'recordedBy', t.recorded_by,
    'version', t.version) AS treatment
  FROM clinical.treatment t
  WHERE t.organisation_id = $1::uuid AND ${where}`;

const LOAD = load('t.id = $2::uuid');
const LOAD_WITH_IDS = load('t.id = ANY ($2::uuid[])');
const LOAD_OF_CASE = `${load('t.case_id = $2::uuid')} ORDER BY t.started_at, t.id`;
const LOAD_PAGE = `${load('t.case_id = $2::uuid AND ($3::uuid IS NULL OR t.id > $3::uuid)')} ORDER BY t.id LIMIT $4::int`;

const INSERT = `
  INSERT INTO clinical.treatment (organisation_id, board_id, case_id, id, recommendation_id, modality, levels, started_at,
    completed_at, note, recorded_by)
  VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6, $7::text[], $8::timestamptz, $9::timestamptz, $10, $11::uuid)`;

const CHANGE = `
  UPDATE clinical.treatment SET version = $3::int, completed_at = $4::timestamptz
  WHERE organisation_id = $1::uuid AND id = $2::uuid`;
