/** Years outside are typing errors in a clinic, and far outside PostgreSQL and JavaScript disagree about them. */
const FIRST_YEAR = 1800;
const LAST_YEAR = 2999;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:Z|[+-](\d{2}):(\d{2}))$/;

/** Whether the text is `YYYY-MM-DD` and that day exists, from 1800 to 2999. */
export function isRealDay(text: string): boolean {
  const match = DAY.exec(text);
  if (!match) return false;

  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysIn(year, month);
}

/** Whether the text is an RFC 3339 instant with `Z` or an offset, on a day that exists. Leap seconds are refused. */
export function isRealInstant(text: string): boolean {
  const match = INSTANT.exec(text);
  if (!match) return false;

  const [, day = '', hour, minute, second, offsetHour = '0', offsetMinute = '0'] = match;
  const isTime = Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 59;
  const isOffset = Number(offsetHour) <= 23 && Number(offsetMinute) <= 59;
  return isTime && isOffset && isRealDay(day);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
