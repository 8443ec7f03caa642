import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type PrismaTx } from '#database';
import { endingAt, endOfDayBefore, type LocalTime } from '#workflow';
import { MeetingsRepository } from '../meetings.repository.js';
import type { Meeting } from '../meeting.js';
import { OpenSeries, type OpenedSeries, type SeriesPlace } from './open-series.js';
import type { SeriesAndEffect } from './plan-series.js';
import { SeriesFiles } from './series-files.js';
import { SeriesMeetings, type Effect } from './series-meetings.js';
import { remainingPlan, requireSoundPlan } from './series-plan.js';
import { NotADateOfTheSeries, NothingBefore } from './series.errors.js';
import type { Series, SeriesPlan } from './series.js';

/** The date from which a series goes on in another way, and how. */
export interface Division {
  readonly from: LocalTime;
  readonly change: Partial<SeriesPlan>;
  readonly overwrites: boolean;
}

/**
 * Changes a meeting of a series and all that follow it: the series ends before that date, and another one goes on from there with its
 * meetings. @throws NotADateOfTheSeries, NothingBefore, and what `ChangeSeries` refuses
 */
@Injectable()
export class DivideSeries {
  constructor(
    private readonly ledger: Ledger,
    private readonly opening: OpenSeries,
    private readonly files: SeriesFiles,
    private readonly meetings: SeriesMeetings,
    private readonly stored: MeetingsRepository,
  ) {}

  execute(actor: Actor, place: SeriesPlace, { from, change, overwrites }: Division): Promise<SeriesAndEffect> {
    return this.ledger.transaction({ type: 'series.opened', actor, id: place.seriesId }, async (tx) => {
      const opened = await this.opening.toChange(tx, place);
      await this.requireDate(tx, opened, from);
      const { series: first, board } = opened;
      const handedOver = await this.stored.ofSeries(tx, first.id, from.slice(0, 10));
      const plan = withoutCalledOff(remainingPlan(first, from, change), handedOver);
      requireSoundPlan(plan, board, tx.occurredAt);

      await this.files.change(tx, first, 'series.divided', endedBefore(first, from));
      const series = await this.files.plan(tx, board.id, plan, first.id);
      const takenOver = handedOver.filter(isAhead);
      const following = { appliesSetting: true, overwrites, isAsked: true, takenOver };
      return { series, effect: await this.meetings.follow(tx, series, board, following) };
    });
  }

  /** Ends a series before one of its dates, and calls off what was planned from there on. */
  end(actor: Actor, place: SeriesPlace, from: LocalTime, reason: string): Promise<SeriesAndEffect> {
    return this.ledger.transaction({ type: 'series.opened', actor, id: place.seriesId }, async (tx) => {
      const opened = await this.opening.toChange(tx, place);
      await this.requireDate(tx, opened, from);

      const series = await this.files.change(tx, opened.series, 'series.changed', endedBefore(opened.series, from));
      const calledOff = await this.meetings.callOffFrom(tx, series, opened.board, from.slice(0, 10), reason);
      const effect: Effect = { created: 0, changed: 0, calledOff };
      return { series, effect };
    });
  }

  private async requireDate(tx: PrismaTx, { series, board }: OpenedSeries, from: LocalTime): Promise<void> {
    const dates = await this.meetings.dates(tx, series, board);
    if (!dates.some(({ recurrenceId }) => recurrenceId === from)) {
      throw new NotADateOfTheSeries(dates[0]?.recurrenceId ?? null);
    }
    if (from === series.startsLocal) throw new NothingBefore();
  }
}

/** What is left of a series before a date. */
function endedBefore({ rule, timeZone, ...series }: Series, from: LocalTime): Partial<SeriesPlan> {
  const before = (at: LocalTime) => at < from;
  return {
    rule: endingAt(rule, endOfDayBefore(from, timeZone)),
    exceptions: series.exceptions.filter(before),
    extras: series.extras.filter(before),
    resolutions: series.resolutions.filter(({ at }) => before(at)),
  };
}

/** What was called off, or has been, is not made again by the series that goes on. */
function withoutCalledOff(plan: SeriesPlan, handedOver: readonly Meeting[]): SeriesPlan {
  const hour = plan.startsLocal.slice(10);
  const gone = handedOver.filter((meeting) => !isAhead(meeting)).map((meeting) => meeting.recurrenceId!);
  const named = gone.map((at) => (plan.extras.includes(at) ? at : `${at.slice(0, 10)}${hour}`));
  return { ...plan, exceptions: [...new Set([...plan.exceptions, ...named])] };
}

const isAhead = ({ state }: Meeting): boolean => state === 'planned' || state === 'agenda-closed';
