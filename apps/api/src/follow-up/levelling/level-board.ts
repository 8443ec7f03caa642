import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type Tx } from '#database';
import { addDays, dayOf, levelOrders, type CalendarDate, type DayCapacity, type LevelledSchedule } from '#pathway';
import { requireMay } from '#workflow';
import { BoardsQueries, type Board } from '../../people/index.js';
import { FollowUpFiles } from '../follow-up-files.js';
import { withOrder, type FollowUp } from '../follow-up.js';
import { isOpenDay } from '../open-day.js';
import type { LevelBoardDto } from './levelling.dto.js';
import { ProposalOutdated, TooManyOrders, UnclearCapacity } from './levelling.errors.js';
import { LevellingRepository, type DueOrder } from './levelling.repository.js';
import { MOST_ORDERS, type LevellingView, type MovedOrderView } from './levelling.view.js';

/** The longest routine interval: nothing routine is due later. */
const DEFAULT_DAYS = 16 * 7;

/**
 * Spreads a board's waiting examinations over the days that its scanners have. It proposes first, and changes nothing; what was
 * proposed is applied as a whole when its digest comes back, and refused when anything that it rests on has changed since.
 */
@Injectable()
export class LevelBoard {
  constructor(
    private readonly ledger: Ledger,
    private readonly boards: BoardsQueries,
    private readonly orders: LevellingRepository,
    private readonly files: FollowUpFiles,
  ) {}

  execute(actor: Actor, boardId: string, wish: LevelBoardDto): Promise<LevellingView> {
    return this.ledger.swiftTransaction({ type: 'imaging.levelling', actor, id: boardId }, async (tx) => {
      const board = await this.boards.find(tx, boardId);

      requireMay(tx.actor, 'follow-up:level', { boardId });
      const today = dayOf(tx.occurredAt.toISOString(), board.timeZone);
      requireClear(wish, today);
      const until = wish.dueUntil ?? addDays(today, DEFAULT_DAYS);
      const due = await this.orders.due(tx, boardId, today, until, MOST_ORDERS + 1);
      if (due.length > MOST_ORDERS) throw new TooManyOrders();

      const booked = await this.orders.bookedOn(tx, boardId, board.timeZone);
      const schedule = levelOrders(due, capacityOf(board, wish, booked));
      const proposal = viewOf(due, schedule);
      if (wish.confirm !== undefined) {
        if (wish.confirm !== proposal.digest) throw new ProposalOutdated();
        await this.apply(tx, due, proposal.moved);
      }

      await recordDisclosure(tx, { patients: due.map(({ alias }) => alias), entity: 'board', entityId: boardId });
      return { ...proposal, isApplied: wish.confirm !== undefined };
    });
  }

  /** Case by case in the order of their ids, so that two who do it at once wait for each other and neither is stopped. */
  private async apply(tx: Tx, due: readonly DueOrder[], moved: readonly MovedOrderView[]): Promise<void> {
    const versions = new Map(due.map(({ id, version }) => [id, version]));
    for (const caseId of [...new Set(moved.map((move) => move.caseId))].sort()) {
      const { file, followUp } = await this.files.lock(tx, caseId);
      const moves = moved.filter((move) => move.caseId === caseId);
      const levelled = moves.reduce((changed, move) => withMove(changed, move, versions.get(move.orderId)), followUp);
      await this.files.keep(tx, file, levelled, 'imaging.levelled');
    }
  }
}

/** The order on its new day. @throws ProposalOutdated when somebody has changed it meanwhile */
function withMove(followUp: FollowUp, { orderId, to }: MovedOrderView, version: number | undefined): FollowUp {
  const order = followUp.orders.find(({ id }) => id === orderId);
  if (!order || order.state !== 'due' || order.version !== version) throw new ProposalOutdated();
  const explanation = { ...order.explanation, levelledFrom: order.explanation.levelledFrom ?? order.dueOn };
  return withOrder(followUp, { ...order, dueOn: to, explanation });
}

function requireClear({ exceptions = [], dueUntil }: LevelBoardDto, today: CalendarDate): void {
  if (dueUntil !== undefined && dueUntil < today) {
    throw new UnclearCapacity('/dueUntil', 'This day has gone by. Choose today or a later day.');
  }
  const seen = new Set<CalendarDate>();
  exceptions.forEach(({ on }, index) => {
    if (seen.has(on)) throw new UnclearCapacity(`/exceptions/${index}/on`, `${on} is named twice. Name each day once.`);
    seen.add(on);
  });
}

/** Closed days take nothing unless the request opens one; what is booked stays and counts. */
function capacityOf(
  board: Board,
  { capacityPerDay, exceptions = [] }: LevelBoardDto,
  booked: ReadonlyMap<CalendarDate, number>,
): (day: CalendarDate) => DayCapacity {
  const ownCapacity = new Map(exceptions.map(({ on, capacity }) => [on, capacity]));
  return (day) => ({
    capacity: ownCapacity.get(day) ?? (isOpenDay(board, day) ? capacityPerDay : 0),
    booked: booked.get(day) ?? 0,
  });
}

function viewOf(due: readonly DueOrder[], schedule: LevelledSchedule): LevellingView {
  const byId = new Map(due.map((order) => [order.id, order]));
  const moved = schedule.placed.flatMap(({ id, on }) => {
    const { caseId, dueOn } = byId.get(id)!;
    return dueOn === on ? [] : [{ orderId: id, caseId, from: dueOn, to: on }];
  });
  const unplaced = schedule.unplaced.map(({ id, reason, sentence }) => {
    const { caseId, dueOn } = byId.get(id)!;
    return { orderId: id, caseId, dueOn, reason, sentence };
  });
  return {
    isApplied: false,
    digest: digestOf(due, schedule),
    placed: schedule.placed.length,
    daysFromDue: schedule.daysFromDue,
    peak: schedule.peak,
    moved,
    unplaced,
  };
}

/** Names the schedule and the very versions that it was made of. */
function digestOf(due: readonly DueOrder[], { placed, unplaced }: LevelledSchedule): string {
  const versions = due.map(({ id, version }) => [id, version]);
  const days = placed.map(({ id, on }) => [id, on]);
  return createHash('sha256')
    .update(JSON.stringify([versions, days, unplaced.map(({ id }) => id)]))
    .digest('hex');
}
