import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { OpenSeries, type SeriesPlace } from './open-series.js';
import type { SeriesAndEffect } from './plan-series.js';
import { SeriesFiles } from './series-files.js';
import { SeriesMeetings } from './series-meetings.js';
import { spanAhead } from './dates.js';

/** Calls a series off, and every meeting of it that has not begun: their cases go back to the list with their priority. */
@Injectable()
export class CancelSeries {
  constructor(
    private readonly ledger: Ledger,
    private readonly opening: OpenSeries,
    private readonly files: SeriesFiles,
    private readonly meetings: SeriesMeetings,
  ) {}

  execute(actor: Actor, place: SeriesPlace, cancelReason: string): Promise<SeriesAndEffect> {
    return this.ledger.transaction({ type: 'series.opened', actor, id: place.seriesId }, async (tx) => {
      const { series: before, board } = await this.opening.toChange(tx, place);

      const change = { state: 'cancelled', cancelReason } as const;
      const series = await this.files.change(tx, before, 'series.cancelled', change);
      const { from } = spanAhead(tx.occurredAt, series.timeZone);
      const calledOff = await this.meetings.callOffFrom(tx, series, board, from, cancelReason);
      return { series, effect: { created: 0, changed: 0, calledOff } };
    });
  }
}
