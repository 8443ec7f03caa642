import { Temporal } from 'temporal-polyfill';

export const TIME_ZONE = 'Europe/Amsterdam';

const STARTS = '14:00';
const DAYS_SINCE_LAST = 2;
const FRIDAY = 5;

/**
 * When the weekly session was, so many weeks ago: 0 is the last one, -1 the next. The board sits on the weekday that lies two days
 * back, on Friday where that is a weekend, so that the demonstration looks the same on whichever day it is seeded. The hour stays
 * across daylight-saving changes.
 */
export function sessionStart(weeksAgo: number, today: Date): Date {
  const day = inZone(today).subtract({ days: DAYS_SINCE_LAST });
  const weekday = day.subtract({ days: Math.max(0, day.dayOfWeek - FRIDAY) });
  return new Date(weekday.subtract({ weeks: weeksAgo }).withPlainTime(STARTS).epochMilliseconds);
}

/** What the clock on the board's wall shows at an instant: `YYYY-MM-DDTHH:MM`. */
export function localStart(instant: Date): string {
  return inZone(instant).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The weekday of a local time, as a recurrence rule writes it. */
export function weekdayOf(local: string): string {
  return ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][Temporal.PlainDate.from(local.slice(0, 10)).dayOfWeek - 1]!;
}

/** So many days from an instant, at an hour of the board's own day. */
export function workingHour(from: Date, days: number, hour: number): Date {
  return new Date(inZone(from).add({ days }).withPlainTime({ hour }).epochMilliseconds);
}

export function hoursBefore(instant: Date, hours: number): Date {
  return new Date(instant.getTime() - hours * 3_600_000);
}

function inZone(instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(TIME_ZONE);
}
