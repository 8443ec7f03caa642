import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { requirePutCondition, type PutCondition } from '../../http/index.js';
import { BoardsQueries } from '../../people/index.js';
import { SeriesMeetings } from '../series/series-meetings.js';
import { SeriesRepository } from '../series/series.repository.js';
import { HolidayTwice } from './holidays.errors.js';
import type { Holiday, Holidays } from './holidays.js';
import { HolidaysRepository } from './holidays.repository.js';

/**
 * Sets a board's holidays. What its series had planned on one is called off, and its cases go back to the list; a day that is a holiday
 * no more has its meeting again, unless one was called off there.
 * @throws NotFound, StaleVersion, HolidayTwice
 */
@Injectable()
export class SetHolidays {
  constructor(
    private readonly ledger: Ledger,
    private readonly boards: BoardsQueries,
    private readonly holidays: HolidaysRepository,
    private readonly series: SeriesRepository,
    private readonly meetings: SeriesMeetings,
  ) {}

  execute(actor: Actor, boardId: string, list: readonly Holiday[], condition: PutCondition): Promise<Holidays> {
    return this.ledger.transaction({ type: 'holidays.opened', actor, id: boardId }, async (tx) => {
      const board = await this.boards.find(tx, boardId);
      requireMay(tx.actor, 'series:manage', { organisationId: tx.actor.organisationId, boardId });
      const before = await this.holidays.locked(tx, boardId);
      requirePutCondition(before.version === 0 ? undefined : before.version, condition);
      const sorted = list.toSorted((one, other) => (one.on < other.on ? -1 : 1));
      const twice = sorted.find(({ on }, index) => sorted[index - 1]?.on === on);
      if (twice) throw new HolidayTwice(twice.on);

      const after = await this.holidays.keep(tx, before, sorted);
      for (const { id } of await this.series.running(tx, boardId)) {
        const series = await this.series.findLocked(tx, id);
        if (series.state === 'running') await this.meetings.follow(tx, series, board, {});
      }
      return after;
    });
  }
}
