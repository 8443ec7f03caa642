import { Injectable } from '@nestjs/common';
import type { Notice as StoredNotice, PrismaTx, Tx } from '#database';
import type { Awaiting } from '../digest/awaiting.js';
import type { NoticeKind, NoticeState } from '../notice.js';
import type { NoticeView } from './notice.view.js';

/** Every statement that an administrator's look at the outbox needs. */
@Injectable()
export class NoticesRepository {
  /** Newest first, at most `limit` before an id. */
  async page(
    tx: PrismaTx,
    states: readonly NoticeState[] | undefined,
    before: string | undefined,
    limit: number,
  ): Promise<NoticeView[]> {
    const rows = await tx.prisma.notice.findMany({
      where: {
        organisationId: tx.actor.organisationId,
        state: states && { in: [...states] },
        id: before && { lt: before },
      },
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(toView);
  }

  async findLocked(tx: PrismaTx, id: string): Promise<NoticeView | null> {
    await tx.sql(
      'SELECT 1 AS locked FROM clinical.notice WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE',
      [tx.actor.organisationId, id],
    );
    const row = await tx.prisma.notice.findUnique({
      where: { organisationId_id: { organisationId: tx.actor.organisationId, id } },
    });
    return row && toView(row);
  }

  /** How many could not be delivered and would still say something, for every administrator; `since` is an ISO instant. */
  deadLetters(tx: Tx, since: string): Promise<Awaiting[]> {
    return tx.sql(DEAD_LETTERS, [tx.actor.organisationId, since]);
  }

  /** Puts one back into the outbox, due now. */
  async putBack(tx: PrismaTx, id: string): Promise<NoticeView> {
    const row = await tx.prisma.notice.update({
      where: { organisationId_id: { organisationId: tx.actor.organisationId, id } },
      data: { state: 'waiting', dueAt: tx.occurredAt, handedOverAt: null, settledAt: null, failure: null },
    });
    return toView(row);
  }
}

function toView(row: StoredNotice): NoticeView {
  return {
    id: row.id,
    kind: row.kind as NoticeKind,
    recipientId: row.recipientId,
    state: row.state as NoticeState,
    isUrgent: row.isUrgent,
    dueAt: row.dueAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    failure: row.failure,
    occurredAt: row.occurredAt.toISOString(),
  };
}

const DEAD_LETTERS = `
  SELECT a.id AS "userId", n.count FROM people.account a,
    (SELECT count(*)::int AS count FROM clinical.notice
      WHERE organisation_id = $1::uuid AND state = 'failed' AND occurred_at > $2::timestamptz) n
  WHERE a.organisation_id = $1::uuid AND 'administrator' = ANY (a.roles) AND a.is_active AND n.count > 0`;
