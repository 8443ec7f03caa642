import { Injectable } from '@nestjs/common';
import type { ChangeType, Entity, Tx } from '#database';
import type { Leaf } from './leaf.js';

/** A change of a case with its event, as the ledger tells it. */
export interface HistoryRow {
  readonly eventId: string;
  readonly leaf: Leaf & { readonly type: ChangeType; readonly after: string };
  readonly entity: Entity;
  readonly entityId: string;
  readonly version: number;
  readonly doc: string | null;
  readonly docBefore: string | null;
}

@Injectable()
export class HistoryRepository {
  /** The changes of a case after an event, oldest first; only one person's where `doneBy` names one. */
  changesOf(
    tx: Tx,
    caseId: string,
    page: { after: string | null; limit: number; doneBy: string | null },
  ): Promise<HistoryRow[]> {
    return tx.sql(
      `SELECT event_id AS "eventId", leaf, entity, entity_id AS "entityId", version, doc, doc_before AS "docBefore"
       FROM audit.case_history($1::uuid, $2::uuid, $3::int, $4::uuid)`,
      [caseId, page.after, page.limit, page.doneBy],
    );
  }

  /** The documents of revisions as they were proposed, by their ids. */
  async revisions(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.sql<{ id: string; doc: string | null }>(
      `SELECT entity_id AS id, convert_from(doc, 'UTF8') AS doc FROM clinical.version
       WHERE organisation_id = $1::uuid AND entity = 'decision-revision' AND entity_id = ANY ($2::uuid[]) AND version = 1`,
      [tx.actor.organisationId, ids],
    );
    return new Map(rows.map(({ id, doc }) => [id, doc]));
  }
}
