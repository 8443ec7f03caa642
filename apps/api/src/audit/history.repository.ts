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
}
