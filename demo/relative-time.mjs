import { Trouble } from './server.mjs';

const HOUR_MILLISECONDS = 3_600_000;
/** In hours, back from now. */
const UNITS = { minutesAgo: 1 / 60, hoursAgo: 1, daysAgo: 24, daysAhead: -24 };

const INSTANT_FIELD = /(^a|A)t$/;
const DAY_FIELD = /(On|Since)$/;

/**
 * The same value with every relative time, such as `{ "daysAgo": 3 }`, replaced: by a date of the board's calendar in fields
 * named `...On` or `...Since`, by an instant in those named `...At` or `at`. So a file of today is right on any day.
 * @param {{ now: Date, timeZone: string }} moment
 */
export function resolveTimes(value, moment, field = '') {
  if (Array.isArray(value)) return value.map((item) => resolveTimes(item, moment, field));
  if (typeof value !== 'object' || value === null) return value;

  const [unit, amount, ...rest] = Object.entries(value).flat();
  if (Object.hasOwn(UNITS, unit ?? '') && rest.length === 0) {
    return resolveTime(unit, amount, moment, field);
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolveTimes(part, moment, name)]));
}

/** The date of an instant on a calendar, YYYY-MM-DD. */
export function dayOf(instant, timeZone) {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(instant);
}

function resolveTime(unit, amount, { now, timeZone }, field) {
  if (!Number.isFinite(amount) || amount < 0) {
    throw new Trouble(`${field}: ${unit} must be a number of 0 or more, not ${JSON.stringify(amount)}.`);
  }
  const hours = amount * UNITS[unit];
  if (INSTANT_FIELD.test(field)) return new Date(now.getTime() - hours * HOUR_MILLISECONDS).toISOString();
  if (DAY_FIELD.test(field)) return addDays(dayOf(now, timeZone), -Math.round(hours / 24));
  throw new Trouble(
    `${field}: a relative time belongs into a field of a date or an instant, such as performedOn or suspectedAt.`,
  );
}

/** A date some days after another, or before. */
export function addDays(day, days) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
