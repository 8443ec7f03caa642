import { Injectable } from '@nestjs/common';
import type { ChangeType, Entity, Tx } from '#database';

/** A change of a case with its event, as the ledger tells it. */
export interface HistoryRow {
  readonly eventId: string;
  readonly leaf: {
    readonly recordedAt: string;
    readonly occurredAt: string;
    readonly type: ChangeType;
    readonly actor: string | null;
    readonly onBehalfOf: string | null;
    readonly auth: string | null;
    readonly req: string;
    readonly reasonCode: string | null;
    readonly before: string | null;
    readonly after: string;
  };
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

  /** Printed names by user id. */
  async namesOf(tx: Tx, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.sql<{ id: string; name: string }>(
      'SELECT id, name FROM people.account WHERE organisation_id = $1::uuid AND id = ANY ($2::uuid[])',
      [tx.actor.organisationId, [...new Set(userIds)]],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
