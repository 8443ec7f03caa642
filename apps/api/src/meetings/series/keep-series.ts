import { Injectable } from '@nestjs/common';
import { Ledger, systemActor, type PrismaTx } from '#database';
import { eachApart } from '../../maintenance/index.js';
import { BoardsQueries, type Board } from '../../people/index.js';
import { SeriesMeetings } from './series-meetings.js';
import { SeriesRepository } from './series.repository.js';

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
  ) {}

  /** For one organisation. */
  async execute(organisationId: string): Promise<void> {
    const actor = systemActor(organisationId);
    const behind = await this.ledger.transaction({ type: 'system.maintained', actor }, (tx) => this.behind(tx));
    await eachApart(behind, (id) =>
      this.ledger.transaction({ type: 'series.opened', actor, id }, async (tx) => {
        const series = await this.series.findLocked(tx, id);
        if (series.state !== 'running') return;
        await this.meetings.follow(tx, series, await this.boards.find(tx, series.boardId), {});
      }),
    );
  }

  private async behind(tx: PrismaTx): Promise<string[]> {
    const boards = new Map<string, Board>();
    const behind: string[] = [];
    for (const series of await this.series.running(tx)) {
      const board = boards.get(series.boardId) ?? (await this.boards.find(tx, series.boardId));
      boards.set(series.boardId, board);
      if (!(await this.meetings.isComplete(tx, series, board))) behind.push(series.id);
    }
    return behind;
  }
}
