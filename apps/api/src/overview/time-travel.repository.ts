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
  /**
   * The last version of each aggregate of a case, and of its patient, whose event is among the first `logSize` of the log; before
   * there was a log (null), that was recorded until an instant.
   */
  knownAt(tx: Tx, caseId: string, asOf: string, logSize: number | null): Promise<KnownRow[]> {
    return tx.sql(KNOWN_AT, [caseId, asOf, logSize]);
  }
}

const KNOWN_AT = `
  SELECT entity, entity_id AS "entityId", version, doc,
    to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "recordedAt"
  FROM audit.case_known_at($1::uuid, $2::timestamptz, $3::bigint)`;
