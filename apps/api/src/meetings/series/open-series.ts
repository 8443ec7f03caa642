import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { NotFound, requireMay } from '#workflow';
import { requireFresh } from '../../http/index.js';
import { BoardsQueries, type Board } from '../../people/index.js';
import { SeriesCancelled } from './series.errors.js';
import type { Series } from './series.js';
import { SeriesRepository } from './series.repository.js';

/** Where a series is looked for: on its board. */
export interface SeriesPlace {
  readonly boardId: string;
  readonly seriesId: string;
  readonly ifMatch?: number;
}

/** A series with its board. */
export interface OpenedSeries {
  readonly series: Series;
  readonly board: Board;
}

/** Finds a series on its board, for somebody who may see or change it. */
@Injectable()
export class OpenSeries {
  constructor(
    private readonly repository: SeriesRepository,
    private readonly boards: BoardsQueries,
  ) {}

  /** @throws NotFound */
  async toRead(tx: PrismaTx, { boardId, seriesId }: SeriesPlace): Promise<OpenedSeries> {
    const board = await this.boards.find(tx, boardId);
    requireMay(tx.actor, 'meeting:read', { organisationId: tx.actor.organisationId, boardId });
    const series = await this.repository.find(tx, seriesId);
    if (series.boardId !== boardId) throw new NotFound('series of meetings');
    return { series, board };
  }

  /** Locked. @throws NotFound, Forbidden, StaleVersion, SeriesCancelled */
  async toChange(tx: PrismaTx, { boardId, seriesId, ifMatch }: SeriesPlace): Promise<OpenedSeries> {
    const board = await this.boards.find(tx, boardId);
    requireMay(tx.actor, 'series:manage', { organisationId: tx.actor.organisationId, boardId });
    const series = await this.repository.findLocked(tx, seriesId);
    if (series.boardId !== boardId) throw new NotFound('series of meetings');
    requireFresh(series.version, ifMatch);
    if (series.state === 'cancelled') throw new SeriesCancelled();
    return { series, board };
  }
}
