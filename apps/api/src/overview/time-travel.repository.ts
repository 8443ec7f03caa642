import { Injectable } from '@nestjs/common';
import type { Entity, Tx } from '#database';

export interface KnownRow {
  readonly entity: Entity;
  readonly entityId: string;
  readonly version: number;
  readonly recordedAt: string;
  readonly doc: string | null;
}

@Injectable()
export class TimeTravelRepository {
  /** The last version of each aggregate of a case, and of its patient, that was recorded until an instant. */
  knownAt(tx: Tx, caseId: string, patientId: string, asOf: string): Promise<KnownRow[]> {
    return tx.sql(KNOWN_AT, [tx.actor.organisationId, caseId, patientId, asOf]);
  }
}

// The versions are found by their keys first, so that only the documents that are shown are read.
const KNOWN_AT = `
  WITH latest AS (
    SELECT DISTINCT ON (entity, entity_id) entity, entity_id, version
    FROM clinical.version
    WHERE organisation_id = $1::uuid AND recorded_at <= $4::timestamptz
      AND (case_id = $2::uuid OR (entity = 'patient' AND entity_id = $3::uuid))
    ORDER BY entity, entity_id, version DESC)
  SELECT v.entity, v.entity_id AS "entityId", v.version, convert_from(v.doc, 'UTF8') AS doc,
    to_char(v.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "recordedAt"
  FROM clinical.version v JOIN latest USING (entity, entity_id, version)
  WHERE v.organisation_id = $1::uuid
  ORDER BY v.recorded_at, v.event_id`;
