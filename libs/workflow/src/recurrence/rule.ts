import { localTimeOf, type LocalTime } from './local-time.js';
import { MOST_OCCURRENCES, RuleNotAllowed, TooManyOccurrences } from './recurrence.errors.js';

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
type Frequency = (typeof FREQUENCIES)[number];
const WEEKDAY = 'MO|TU|WE|TH|FR|SA|SU';
const BY_DAY = new RegExp(`^([+-]?[1-9]\\d?)?(${WEEKDAY})$`);
const UNTIL = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z)?$/;

/** A recurrence rule of RFC 5545 §3.3.10, read. */
export interface Rule {
  readonly freq: Frequency;
  readonly interval: number;
  readonly count?: number;
  /** The last local time that still counts, to the second. */
  readonly until?: LocalTime;
  readonly byMonth?: number[];
  readonly byMonthDay?: number[];
  readonly byYearDay?: number[];
  readonly byWeekNo?: number[];
  readonly byDay?: string[];
  readonly bySetPos?: number[];
  readonly wkst?: string;
}

type Part = (value: string, timeZone: string) => Partial<Rule>;

const PARTS: Readonly<Record<string, Part>> = {
  FREQ: (value) => ({ freq: frequency(value) }),
  INTERVAL: (value) => ({ interval: whole('INTERVAL', value, 1, 99) }),
  COUNT: (value) => ({ count: count(value) }),
  UNTIL: (value, timeZone) => ({ until: until(value, timeZone) }),
  BYMONTH: (value) => ({ byMonth: wholes('BYMONTH', value, 1, 12) }),
  BYMONTHDAY: (value) => ({ byMonthDay: wholes('BYMONTHDAY', value, -31, 31) }),
  BYYEARDAY: (value) => ({ byYearDay: wholes('BYYEARDAY', value, -366, 366) }),
  BYWEEKNO: (value) => ({ byWeekNo: wholes('BYWEEKNO', value, -53, 53) }),
  BYSETPOS: (value) => ({ bySetPos: wholes('BYSETPOS', value, -366, 366) }),
  BYDAY: (value) => ({ byDay: weekdays(value) }),
  WKST: (value) => ({ wkst: weekday(value) }),
};

/**
 * Reads a rule as RFC 5545 writes it, without the name before it. A board meets at most once a day by one rule: hours and minutes
 * are the start's. UNTIL is a date, or UTC as the RFC asks of a start with a zone.
 * @throws RuleNotAllowed
 * @throws TooManyOccurrences
 */
export function readRule(text: string, timeZone: string): Rule {
  const rule: Partial<Rule> = {};
  const seen = new Set<string>();
  for (const part of text.split(';')) {
    const [name = '', value, ...rest] = part.split('=');
    if (value === undefined || value === '' || rest.length > 0)
      throw new RuleNotAllowed('A recurrence rule is a list of NAME=value, divided by semicolons.', 'malformed');
    if (seen.has(name)) throw new RuleNotAllowed('A part of the rule stands twice.', 'duplicate');
    seen.add(name);
    Object.assign(rule, partOf(name)(value, timeZone));
  }
  const { freq } = rule;
  if (freq === undefined) throw new RuleNotAllowed('The rule has no FREQ.', 'frequency');
  const whole = { interval: 1, ...rule, freq };
  requireTogether(whole);
  return whole;
}

/** The same rule, ending with a last instant (UTC, to the second) instead of its own end. */
export function endingAt(text: string, until: string): string {
  const stamp = until.replace(/[-:]|\.\d+/g, '');
  return [...withoutEnd(text), `UNTIL=${stamp}`].join(';');
}

/** The same rule for so many occurrences; a rule without a COUNT stays as it is. */
export function withCount(text: string, count: number): string {
  return text
    .split(';')
    .map((part) => (part.startsWith('COUNT=') ? `COUNT=${count}` : part))
    .join(';');
}

function withoutEnd(text: string): string[] {
  return text.split(';').filter((part) => !/^(COUNT|UNTIL)=/.test(part));
}

/** What RFC 5545 forbids together, or makes no sense alone. */
function requireTogether(rule: Rule): void {
  const { freq, byDay = [] } = rule;
  const isCounted = byDay.some((day) => day.length > 2);
  const faults: readonly (readonly [boolean, string])[] = [
    [rule.count !== undefined && rule.until !== undefined, 'COUNT and UNTIL exclude each other.'],
    [isCounted && freq !== 'MONTHLY' && freq !== 'YEARLY', 'Only a month or a year has a first or last weekday.'],
    [isCounted && rule.byWeekNo !== undefined, 'BYWEEKNO and a counted weekday exclude each other.'],
    [rule.byMonthDay !== undefined && freq === 'WEEKLY', 'A weekly rule has no BYMONTHDAY.'],
    [rule.byYearDay !== undefined && freq !== 'YEARLY', 'Only a yearly rule has BYYEARDAY.'],
    [rule.byWeekNo !== undefined && freq !== 'YEARLY', 'Only a yearly rule has BYWEEKNO.'],
    [rule.bySetPos !== undefined && !hasAnyBy(rule), 'BYSETPOS chooses among the days of another BY… part.'],
  ];
  const fault = faults.find(([isBroken]) => isBroken);
  if (fault) throw new RuleNotAllowed(fault[1], 'combination');
}

function hasAnyBy({ byDay, byMonth, byMonthDay, byWeekNo, byYearDay }: Rule): boolean {
  return [byDay, byMonth, byMonthDay, byWeekNo, byYearDay].some((part) => part !== undefined);
}

function partOf(name: string): Part {
  const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  if (part) return part;
  if (/^BY(HOUR|MINUTE|SECOND)$/.test(name))
    throw new RuleNotAllowed(`${name} is not taken: hour and minute are those of the start.`, 'sub-daily');
  throw new RuleNotAllowed('The rule has a part that RFC 5545 does not know.', 'malformed');
}

function frequency(value: string): Frequency {
  const known = FREQUENCIES.find((each) => each === value);
  if (known) return known;
  if (/^(HOURLY|MINUTELY|SECONDLY)$/.test(value))
    throw new RuleNotAllowed('A board meets at most once a day.', 'sub-daily');
  throw new RuleNotAllowed(`FREQ is one of ${FREQUENCIES.join(', ')}.`, 'frequency');
}

function count(value: string): number {
  const meant = whole('COUNT', value, 1, 999_999_999);
  if (meant > MOST_OCCURRENCES) throw new TooManyOccurrences();
  return meant;
}

/** A date is the end of that day where the board is. */
function until(value: string, timeZone: string): LocalTime {
  const match = UNTIL.exec(value);
  const [, year, month, day, hour, minute, second] = match ?? [];
  const text = `${year}-${month}-${day}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}Z`;
  if (!match || Number.isNaN(Date.parse(text)) || new Date(text).toISOString().slice(0, 10) !== text.slice(0, 10)) {
    throw new RuleNotAllowed('UNTIL is a date (20261231) or an instant in UTC (20261231T225959Z).', 'until');
  }
  return hour === undefined ? `${text.slice(0, 10)}T23:59` : localTimeOf(text, timeZone);
}

function weekdays(value: string): string[] {
  const days = value.split(',');
  const isSound = days.every((day) => BY_DAY.test(day) && Math.abs(Number(BY_DAY.exec(day)?.[1] ?? 1)) <= 53);
  if (!isSound || new Set(days).size < days.length)
    throw new RuleNotAllowed('BYDAY takes weekdays such as TU or -1TH, each once.', 'by-day');
  return days;
}

function weekday(value: string): string {
  if (!new RegExp(`^(${WEEKDAY})$`).test(value)) throw new RuleNotAllowed('WKST is a weekday such as MO.', 'wkst');
  return value;
}

function wholes(name: string, value: string, min: number, max: number): number[] {
  const numbers = value.split(',').map((each) => whole(name, each, min, max));
  if (numbers.includes(0)) throw new RuleNotAllowed(`${name} counts from 1, or from the end with -1.`, 'zero');
  return numbers;
}

function whole(name: string, value: string, min: number, max: number): number {
  const number = /^[+-]?\d{1,9}$/.test(value) ? Number(value) : NaN;
  if (!(number >= min && number <= max))
    throw new RuleNotAllowed(`${name} is a whole number from ${min} to ${max}.`, 'number');
  return number;
}
