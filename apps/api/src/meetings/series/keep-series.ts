import { Injectable } from '@nestjs/common';
import { Ledger, systemActor, type PrismaTx } from '#database';
import { eachApart } from '../../maintenance/index.js';
import { BoardsQueries, type Board } from '../../people/index.js';
import { MeetingsRepository } from '../meetings.repository.js';
import { SeriesMeetings } from './series-meetings.js';
import type { Series } from './series.js';
import { SeriesRepository } from './series.repository.js';

const LOOKED_AT_ONCE = 100;
const DAY_MILLISECONDS = 86_400_000;

/**
 * Keeps every series planned a year ahead. First it only looks; each series where something is missing is then brought in line in a
 * transaction of its own, looked at again once it is locked, so two replicas may do it at once. A date whose hour is unclear waits for
 * somebody to say which is meant; a meeting whose room is taken is planned without one.
 */
@Injectable()
export class KeepSeries {
  constructor(
    private readonly ledger: Ledger,
    private readonly boards: BoardsQueries,
    private readonly series: SeriesRepository,
    private readonly meetings: SeriesMeetings,
    private readonly stored: MeetingsRepository,
  ) {}

  /** For one organisation. */
  async execute(organisationId: string): Promise<void> {
    const actor = systemActor(organisationId);
    const access = { type: 'system.maintained', actor } as const;
    const running = await this.ledger.transaction(access, (tx) => this.series.running(tx));
    const behind: string[] = [];
    for (let from = 0; from < running.length; from += LOOKED_AT_ONCE) {
      const some = running.slice(from, from + LOOKED_AT_ONCE);
      behind.push(...(await this.ledger.transaction(access, (tx) => this.behind(tx, some))));
    }
    await eachApart(behind, (id) =>
      this.ledger.transaction({ type: 'series.opened', actor, id }, async (tx) => {
        const series = await this.series.findLocked(tx, id);
        if (series.state !== 'running') return;
        await this.meetings.follow(tx, series, await this.boards.find(tx, series.boardId), {});
      }),
    );
  }

  private async behind(tx: PrismaTx, running: readonly Series[]): Promise<string[]> {
    const yesterday = new Date(tx.occurredAt.getTime() - DAY_MILLISECONDS).toISOString().slice(0, 10);
    const ids = running.map(({ id }) => id);
    const held = Map.groupBy(await this.stored.placesInSeries(tx, ids, yesterday), ({ seriesId }) => seriesId);
    const boards = new Map<string, Board>();
    const behind: string[] = [];
    for (const series of running) {
      const board = boards.get(series.boardId) ?? (await this.boards.find(tx, series.boardId));
      boards.set(series.boardId, board);
      if (!(await this.meetings.isComplete(tx, series, board, held.get(series.id) ?? []))) behind.push(series.id);
    }
    return behind;
  }
}
