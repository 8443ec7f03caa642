import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { CalendarDate } from '#pathway';
import { DOERS, type Doers } from './doers.sql.js';
import { countWork, hasOwner, WORK_KINDS, worklistOf, type WorkKind } from './worklist.sql.js';
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
    const values = valuesOf(tx, wanted, after, limit);
    const rows = await tx.sql<{ row: WorkRow }>(worklistOf(asked, isForOwner), values);
    return rows.map(({ row: { view, alias } }) => ({ alias, view: inUtc(view) }));
  }

  /** How much of one kind stands on today's lists of all boards, for each person who sees to it; asked by the system. */
  countFor(tx: Tx, kind: WorkKind, doers: Doers): Promise<{ userId: string; count: number }[]> {
    return tx.sql(countWork(kind, DOERS[doers]), valuesOf(tx, EVERYTHING, undefined, null));
  }
}

const EVERYTHING: WorkWanted = { within: null, boardId: null, kinds: null, ownerId: null, until: null };

/** What the statements about work are sent with; without a limit, all of it. */
function valuesOf(tx: Tx, wanted: WorkWanted, after: WorkKey | undefined, limit: number | null): readonly unknown[] {
  return [
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
  ];
}

/** PostgreSQL writes instants with its own precision and offset. */
function inUtc(view: WorkView): WorkView {
  return { ...view, since: new Date(view.since).toISOString(), dueAt: new Date(view.dueAt).toISOString() };
}
