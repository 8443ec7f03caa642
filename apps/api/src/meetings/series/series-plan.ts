import { countBefore, requireRecurrence, withCount, type LocalTime } from '#workflow';
import type { Board } from '../../people/index.js';
import { requirePlannable } from '../meeting-rules.js';
import { recurrenceOf, type Series, type SeriesPlan } from './series.js';

/** What a person says of a series that is to be. What is left out is the board's. */
export type AskedSeries = Pick<SeriesPlan, 'startsLocal' | 'rule'> & Partial<SeriesPlan>;

/** A whole plan from what was asked. */
export function planFrom(asked: AskedSeries, { timeZone, capacityMinutes }: Board): SeriesPlan {
  return {
    timeZone,
    exceptions: [],
    extras: [],
    gap: null,
    overlap: null,
    resolutions: [],
    chairId: null,
    capacityMinutes,
    location: null,
    room: null,
    videoLink: null,
    listingLeadHours: null,
    ...asked,
  };
}

/**
 * Whether a board can meet by this plan.
 * @throws ZoneUnknown, RuleNotAllowed, TooManyOccurrences, UntilBeforeStart, ImpossibleRecurrence, StartNotInRule, DateNotInSeries
 * @throws ChairMustBeSpecialistMember
 */
export function requireSoundPlan(plan: SeriesPlan, board: Board, now: Date): void {
  requireRecurrence(recurrenceOf(plan));
  requirePlannable(board, { ...(plan.chairId !== null && { chairId: plan.chairId }) }, now);
}

/** The plan of a series after a change of it. Where its hour changes, what is left out is left out at the new hour. */
export function changedPlan(series: Series, change: Partial<SeriesPlan>): SeriesPlan {
  const plan = planOf(series);
  const hour = (change.startsLocal ?? series.startsLocal).slice(10);
  return { ...plan, exceptions: plan.exceptions.map((at) => atHour(at, hour, plan.extras)), ...change };
}

/** The plan by which a series goes on from one of its dates. Of a COUNT, what is left of it. */
export function remainingPlan(series: Series, from: LocalTime, change: Partial<SeriesPlan>): SeriesPlan {
  const later = (at: LocalTime) => at >= from;
  const gone = countBefore(recurrenceOf(series), from.slice(0, 10));
  const count = /(?:^|;)COUNT=(\d+)/.exec(series.rule)?.[1];
  const rule = count === undefined ? series.rule : withCount(series.rule, Number(count) - gone);
  const rest: Series = {
    ...series,
    startsLocal: from,
    rule,
    exceptions: series.exceptions.filter(later),
    extras: series.extras.filter((at) => later(at) && at !== from),
    resolutions: series.resolutions.filter(({ at }) => later(at)),
  };
  return changedPlan(rest, change);
}

function planOf(series: Series): SeriesPlan {
  const { organisationId: _organisation, boardId: _board, id: _id, version: _version, ...rest } = series;
  const { state: _state, cancelReason: _reason, splitFromId: _split, ...plan } = rest;
  return plan;
}

function atHour(at: LocalTime, hour: string, extras: readonly LocalTime[]): LocalTime {
  return extras.includes(at) ? at : `${at.slice(0, 10)}${hour}`;
}
