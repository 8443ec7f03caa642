import { Injectable } from '@nestjs/common';
import { CHANGES, recordChange, type ChangeType, type PrismaTx } from '#database';
import { seriesDocument, type Series, type SeriesPlan } from './series.js';
import { SeriesRepository, type SeriesChange } from './series.repository.js';

type SeriesChangeType = {
  [Type in ChangeType]: (typeof CHANGES)[Type] extends 'meeting-series' ? Type : never;
}[ChangeType];

/** The one way to change a series: each change returns the new one, its version recorded. Lock a series before its meetings. */
@Injectable()
export class SeriesFiles {
  constructor(private readonly series: SeriesRepository) {}

  async plan(tx: PrismaTx, boardId: string, plan: SeriesPlan, splitFromId: string | null = null): Promise<Series> {
    return record(tx, await this.series.insert(tx, boardId, plan, splitFromId), 'series.planned');
  }

  async change(tx: PrismaTx, series: Series, type: SeriesChangeType, change: SeriesChange): Promise<Series> {
    return record(tx, await this.series.update(tx, series, change), type);
  }
}

async function record(tx: PrismaTx, series: Series, type: SeriesChangeType): Promise<Series> {
  const { id, version, boardId } = series;
  await recordChange(tx, { type, id, version, boardId, document: seriesDocument(series) });
  return series;
}
