import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { CalendarDate } from '#pathway';
import { hasOwner, WORK_KINDS, worklistOf, type WorkKind } from './worklist.sql.js';
import type { WorkView } from './worklist.view.js';

/** Which work, until when, after which row. */
export interface WorkWanted {
  /** The boards that the reader may read; null for every board. */
  readonly within: readonly string[] | null;
  readonly boardId: string | null;
  /** Null: every kind. */
  readonly kinds: readonly WorkKind[] | null;
  readonly ownerId: string | null;
  /** The last day asked for; null is today on each board's calendar. */
  readonly until: CalendarDate | null;
}

/** When a row is due, its subject, and what of it is to be done: a decision may wait for two things at once. */
export type WorkKey = readonly [dueAt: string, id: string, kind: WorkKind];

export interface WorkRow {
  readonly view: WorkView;
  readonly alias: string;
}

@Injectable()
export class WorklistRepository {
  /** The earliest due first; at most `limit`. */
  async find(tx: Tx, wanted: WorkWanted, after: WorkKey | undefined, limit: number): Promise<WorkRow[]> {
    const isForOwner = wanted.ownerId !== null;
    const kinds = WORK_KINDS.filter((kind) => wanted.kinds?.includes(kind) ?? true);
    const asked = isForOwner ? kinds.filter(hasOwner) : kinds;
    if (asked.length === 0) return [];
    const rows = await tx.sql<{ row: WorkRow }>(worklistOf(asked, isForOwner), [
      tx.actor.organisationId,
      tx.occurredAt.toISOString(),
      limit,
      wanted.ownerId,
      after?.[0] ?? null,
      after?.[1] ?? null,
      wanted.until,
      wanted.within,
      wanted.boardId,
      after?.[2] ?? null,
    ]);
    return rows.map(({ row: { view, alias } }) => ({ alias, view: inUtc(view) }));
  }
}

/** PostgreSQL writes instants with its own precision and offset. */
function inUtc(view: WorkView): WorkView {
  return { ...view, since: new Date(view.since).toISOString(), dueAt: new Date(view.dueAt).toISOString() };
}
