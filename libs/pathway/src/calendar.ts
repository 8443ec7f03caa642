import { Temporal } from 'temporal-polyfill';

/** `YYYY-MM-DD` in the board's time zone. */
export type CalendarDate = string;
/** An instant in UTC, for example "2026-03-02T09:00:00.000Z". */
export type Instant = string;

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;

/** Whole days from one date to another; negative when `to` is earlier. Independent of any time zone. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (midnightUtc(to) - midnightUtc(from)) / MS_PER_DAY;
}

/** The date so many days later (or earlier, when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(midnightUtc(date) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The same day so many calendar months later; the month's last day where that day does not exist. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/** Elapsed hours from one instant to another, with fractions; negative when `to` is earlier. */
export function hoursBetween(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / MS_PER_HOUR;
}

/** The instant so many elapsed hours later. A day added this way is 24 hours, whatever the local clocks do. */
export function addHours(instant: Instant, hours: number): Instant {
  return new Date(Date.parse(instant) + hours * MS_PER_HOUR).toISOString();
}

/** The calendar date of an instant where the board lives. `timeZone` is an IANA name such as "Europe/Amsterdam". */
export function dayOf(instant: Instant, timeZone: string): CalendarDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The instant at which a date begins where the board lives. */
export function startOfDay(date: CalendarDate, timeZone: string): Instant {
  const { epochMilliseconds } = Temporal.PlainDate.from(date).toZonedDateTime(timeZone);
  return new Date(epochMilliseconds).toISOString();
}

function midnightUtc(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}
