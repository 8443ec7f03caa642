import type { CalendarDate } from '#pathway';
import type { Board } from '../people/index.js';

/** Whether a board's scanners work on a day: neither a weekday nor a day that it has closed. */
export function isOpenDay(
  { closedDays, closedWeekdays }: Pick<Board, 'closedDays' | 'closedWeekdays'>,
  day: CalendarDate,
): boolean {
  return !closedDays.includes(day) && !closedWeekdays.includes(isoWeekday(day));
}

/** 1 Monday to 7 Sunday. */
function isoWeekday(day: CalendarDate): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}
