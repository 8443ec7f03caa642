import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { DEFAULT_PARAMETERS, type Anchor, type CalendarDate } from '#pathway';
import type { ImagingOrderState } from '#workflow';
import type { CaseFile } from '../cases/index.js';
import type { FollowUp, ImagingOrder } from './follow-up.js';
import {
  CASE_OF_ORDER,
  CASES_TO_ESCALATE,
  CASES_WITH_MISSED,
  KEEP_FOLLOW_UP,
  LOAD_FOLLOW_UP,
  LOAD_FOLLOW_UPS,
  ORDERS_BY_DUE_DATE,
  ORDERS_BY_RISK,
} from './follow-up.sql.js';

/** In which order a list stands: the day an examination is due, or the risk of letting it wait and then that day. */
export const ORDER_SORTS = ['due', 'risk'] as const;
export type OrderSort = (typeof ORDER_SORTS)[number];

/** Which orders a list asks for. */
export interface OrdersWanted {
  /** The boards that the reader may read; null for every board. */
  readonly within: readonly string[] | null;
  readonly boardId: string | null;
  readonly dueBefore: CalendarDate | null;
  readonly states: readonly ImagingOrderState[] | null;
  readonly isOverdue: boolean | null;
  /** Before whom they were brought because nobody saw to them. */
  readonly escalatedTo: string | null;
  readonly sort: OrderSort;
}

export type OrderKey = readonly [rank: number, dueOn: CalendarDate, id: string];

export interface ListedOrder {
  readonly order: ImagingOrder;
  /** 0 stands first; the same for all where the list is not sorted by risk. */
  readonly rank: number;
  readonly alias: string;
  readonly patient: { readonly id: string; readonly familyName: string; readonly givenName: string };
}

/** Every statement about the aggregate `follow-up`. Plain SQL, so that hot acts and ordinary ones share it. */
@Injectable()
export class FollowUpRepository {
  /** Null where nothing was planned, or this transaction may not see it. */
  async find(tx: Tx, caseId: string): Promise<FollowUp | null> {
    const [row] = await tx.sql<{ followUp: FollowUpRow }>(LOAD_FOLLOW_UP, [tx.actor.organisationId, caseId]);
    return row ? toFollowUp(row.followUp) : null;
  }

  /** Those of these cases, in any order. */
  async ofCases(tx: Tx, caseIds: readonly string[]): Promise<FollowUp[]> {
    const rows = await tx.sql<{ followUp: FollowUpRow }>(LOAD_FOLLOW_UPS, [tx.actor.organisationId, caseIds]);
    return rows.map(({ followUp }) => toFollowUp(followUp));
  }

  /** Writes the follow-up's next version with the orders that are new or changed. */
  async keep(
    tx: Tx,
    { organisationId, boardId }: CaseFile,
    after: FollowUp,
    orders: readonly ImagingOrder[],
  ): Promise<void> {
    await tx.sql(KEEP_FOLLOW_UP, [
      organisationId,
      boardId,
      after.caseId,
      JSON.stringify(after.policy),
      after.anchor?.on ?? null,
      after.anchor?.basis ?? null,
      after.baselineMissing,
      after.version,
      JSON.stringify(orders),
    ]);
  }

  async caseOf(tx: Tx, orderId: string): Promise<string | null> {
    const [row] = await tx.sql<{ caseId: string }>(CASE_OF_ORDER, [tx.actor.organisationId, orderId]);
    return row?.caseId ?? null;
  }

  /** As `wanted` sorts them; at most `limit`. */
  async list(tx: Tx, wanted: OrdersWanted, after: OrderKey | undefined, limit: number): Promise<ListedOrder[]> {
    const rows = await tx.sql<ListedRow>(wanted.sort === 'risk' ? ORDERS_BY_RISK : ORDERS_BY_DUE_DATE, [
      tx.actor.organisationId,
      tx.occurredAt.toISOString(),
      wanted.boardId,
      wanted.dueBefore,
      wanted.states,
      wanted.isOverdue,
      after?.[1] ?? null,
      after?.[2] ?? null,
      limit,
      wanted.within,
      after?.[0] ?? null,
      wanted.escalatedTo,
    ]);
    return rows.map(({ order, state, ...row }) => ({ ...row, order: { ...toOrder(order), state } }));
  }

  /** Cases with an examination that nobody has seen to for as long as its board allows. */
  async casesToEscalate(tx: Tx): Promise<string[]> {
    const rows = await tx.sql<{ caseId: string }>(CASES_TO_ESCALATE, [
      tx.actor.organisationId,
      tx.occurredAt.toISOString(),
      DEFAULT_PARAMETERS.imagingEscalationDays,
    ]);
    return rows.map(({ caseId }) => caseId);
  }

  async casesWithMissed(tx: Tx): Promise<string[]> {
    const rows = await tx.sql<{ caseId: string }>(CASES_WITH_MISSED, [
      tx.actor.organisationId,
      tx.occurredAt.toISOString(),
    ]);
    return rows.map(({ caseId }) => caseId);
  }
}

type FollowUpRow = Omit<FollowUp, 'anchor'> & {
  readonly anchorOn: CalendarDate | null;
  readonly anchorKind: Anchor['basis'] | null;
};

interface ListedRow extends ListedOrder {
  readonly state: ImagingOrderState;
}

function toFollowUp({ anchorOn, anchorKind, orders, ...row }: FollowUpRow): FollowUp {
  const anchor =
    anchorOn && anchorKind ? { on: anchorOn, basis: anchorKind, planned: anchorKind === 'treatment-planned' } : null;
  return { ...row, anchor, orders: orders.map(toOrder) };
}

/** PostgreSQL writes instants with its own precision and offset. */
function toOrder(row: ImagingOrder): ImagingOrder {
  return {
    ...row,
    bookedFor: instant(row.bookedFor),
    performedAt: instant(row.performedAt),
    reportedAt: instant(row.reportedAt),
    acknowledgedAt: instant(row.acknowledgedAt),
    escalation: row.escalation && { ...row.escalation, at: new Date(row.escalation.at).toISOString() },
  };
}

function instant(text: string | null): string | null {
  return text === null ? null : new Date(text).toISOString();
}
