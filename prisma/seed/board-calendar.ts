import { Temporal } from 'temporal-polyfill';

export const TIME_ZONE = 'Europe/Amsterdam';

const TUESDAY = 2;
const STARTS = '14:00';
/** A session that began less than this ago still goes on. */
const SESSION_HOURS = 4;

/** When the weekly session was, so many weeks ago: 0 is the last that is over, -1 the next. The hour stays across daylight-saving changes. */
export function sessionStart(weeksAgo: number, today: Date): Date {
  const now = Temporal.Instant.fromEpochMilliseconds(today.getTime()).subtract({ hours: SESSION_HOURS });
  const { dayOfWeek } = now.toZonedDateTimeISO(TIME_ZONE);
  const tuesday = now.toZonedDateTimeISO(TIME_ZONE).subtract({ days: (dayOfWeek - TUESDAY + 7) % 7 });
  const thisWeek = tuesday.withPlainTime(STARTS);
  const last = Temporal.Instant.compare(thisWeek.toInstant(), now) <= 0 ? thisWeek : thisWeek.subtract({ weeks: 1 });
  return new Date(last.subtract({ weeks: weeksAgo }).epochMilliseconds);
}

/** Another hour of working days: so many days from an instant, at an hour of the board's day. */
export function workingHour(from: Date, days: number, hour: number): Date {
  const day = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(TIME_ZONE).add({ days });
  return new Date(day.withPlainTime({ hour }).epochMilliseconds);
}

export function hoursBefore(instant: Date, hours: number): Date {
  return new Date(instant.getTime() - hours * 3_600_000);
}
