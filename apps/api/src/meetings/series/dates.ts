import { addMonths, dayOf } from '#pathway';
import { occurrencesIn, type DaySpan, type Occurrence, type Recurrence } from '#workflow';
import type { Board } from '../../people/index.js';
import type { Holiday } from '../holidays/holidays.js';

/** So far ahead a series has its meetings. */
const MONTHS_AHEAD = 12;

/** What closes a day to a board's series. */
export interface Closed extends Pick<Board, 'closedDays' | 'closedWeekdays'> {
  readonly holidays: readonly Holiday[];
}

/** From today, or a later day, until twelve months from today, where the board is. */
export function spanAhead(now: Date, timeZone: string, from = ''): DaySpan {
  const today = dayOf(now.toISOString(), timeZone);
  return { from: from > today ? from : today, until: addMonths(today, MONTHS_AHEAD) };
}

/** The dates of a series in a span; on days that are closed to the board it does not meet, and they say why. */
export function datesOf(recurrence: Recurrence, span: DaySpan, closed: Closed): Occurrence[] {
  return occurrencesIn(recurrence, span, (day) => whyClosed(day, closed));
}

function whyClosed(day: string, { holidays, closedDays, closedWeekdays }: Closed): string | null {
  const holiday = holidays.find(({ on }) => on === day);
  if (holiday) return holiday.name;
  if (closedDays.includes(day)) return 'The board is closed on this day.';
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return closedWeekdays.includes(weekday) ? 'The board is closed on this weekday.' : null;
}
