import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { NothingToChange } from '../meetings.errors.js';
import { OpenSeries, type SeriesPlace } from './open-series.js';
import type { SeriesAndEffect } from './plan-series.js';
import { SeriesFiles } from './series-files.js';
import { SeriesMeetings } from './series-meetings.js';
import { changedPlan, requireSoundPlan } from './series-plan.js';
import type { SeriesPlan } from './series.js';

/**
 * Changes a series and all its meetings that have not begun. A meeting follows to the new hour of its day with what is on its agenda; one
 * whose day the series has no more is called off, and its cases go back to the list. What was changed of a meeting alone stays, unless
 * that is to be overwritten.
 * @throws what `OpenSeries` and `PlanSeries` refuse, NothingToChange
 */
@Injectable()
export class ChangeSeries {
  constructor(
    private readonly ledger: Ledger,
    private readonly opening: OpenSeries,
    private readonly files: SeriesFiles,
    private readonly meetings: SeriesMeetings,
  ) {}

  execute(
    actor: Actor,
    place: SeriesPlace,
    change: Partial<SeriesPlan>,
    overwrites: boolean,
  ): Promise<SeriesAndEffect> {
    return this.ledger.transaction({ type: 'series.opened', actor, id: place.seriesId }, async (tx) => {
      const { series: before, board } = await this.opening.toChange(tx, place);
      if (Object.keys(change).length === 0 && !overwrites) throw new NothingToChange();
      const plan = changedPlan(before, change);
      requireSoundPlan(plan, board, tx.occurredAt);

      const series = await this.files.change(tx, before, 'series.changed', plan);
      const following = { appliesSetting: true, overwrites, isAsked: true };
      return { series, effect: await this.meetings.follow(tx, series, board, following) };
    });
  }
}
