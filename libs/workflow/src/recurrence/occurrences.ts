import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { readLocalTime, isZone, type Candidate, type LocalChoice, type LocalTime } from './local-time.js';
import {
  DateNotInSeries,
  ImpossibleRecurrence,
  LocalTimeInQuestion,
  MOST_OCCURRENCES,
  StartNotInRule,
  TooManyOccurrences,
  UntilBeforeStart,
  ZoneUnknown,
  type LocalTimeQuestion,
} from './recurrence.errors.js';
import { readRule, type Rule } from './rule.js';

/** A series of local times: RFC 5545's DTSTART, RRULE, EXDATE and RDATE, and what to do when the clocks change. */
export interface Recurrence {
  /** The first occurrence, where the board is. */
  readonly startsAt: LocalTime;
  readonly rule: string;
  /** IANA zone. */
  readonly timeZone: string;
  /** Local starts that the rule gives and that are left out. */
  readonly exceptions: readonly LocalTime[];
  /** Local starts beside those of the rule. */
  readonly extras: readonly LocalTime[];
  /** For all local hours that do not exist, or exist twice; null asks. */
  readonly gap: 'earlier' | 'later' | null;
  readonly overlap: 'first' | 'second' | null;
  /** For single dates; stronger than the two above. */
  readonly resolutions: readonly Resolution[];
}

export interface Resolution {
  readonly at: LocalTime;
  readonly choose: LocalChoice;
}

/** One date of a series. `recurrenceId` is its local start as the rule gives it, and stays its name when it moves. */
export type Occurrence =
  | {
      readonly kind: 'meets';
      readonly recurrenceId: LocalTime;
      readonly localStart: LocalTime;
      readonly startsAt: string;
    }
  | { readonly kind: 'skipped'; readonly recurrenceId: LocalTime; readonly because: string }
  | { readonly kind: 'in-question'; readonly recurrenceId: LocalTime; readonly question: LocalTimeQuestion };

/** Inclusive days, `YYYY-MM-DD`. */
export interface DaySpan {
  readonly from: string;
  readonly until: string;
}

/** How long one waits for a rule's first day: the 29th of February comes after at most eight years. */
const PATIENCE_YEARS = 40;

/**
 * Everything that can be said against a recurrence without knowing the clocks.
 * @throws ZoneUnknown, RuleNotAllowed, TooManyOccurrences, UntilBeforeStart, ImpossibleRecurrence, StartNotInRule, DateNotInSeries
 */
export function requireRecurrence({ rule: text, startsAt, timeZone, exceptions, extras }: Recurrence): void {
  if (!isZone(timeZone)) throw new ZoneUnknown();
  const rule = readRule(text, timeZone);
  if (rule.until !== undefined && rule.until.slice(0, 10) < startsAt.slice(0, 10)) throw new UntilBeforeStart();

  const first = firstOf(rule, startsAt);
  if (first !== startsAt) throw new StartNotInRule(first);
  if (rule.until !== undefined && hasMoreThan(rule, startsAt, MOST_OCCURRENCES)) throw new TooManyOccurrences();

  const gives = (at: LocalTime) => startsAt <= at && ruleDates(rule, startsAt, dayOnly(at)).includes(at);
  const strange = exceptions.findIndex((at) => !gives(at) && !extras.includes(at));
  if (strange >= 0) throw new DateNotInSeries(exceptions[strange]!, 'exceptions', strange);
  const needless = extras.findIndex((at) => at < startsAt || gives(at));
  if (needless >= 0) throw new DateNotInSeries(extras[needless]!, 'extras', needless);
}

/**
 * Every date of the series in a span, in their order. Results depend on nothing but the arguments: not on the server's zone, nor on
 * today. A date among `closed` is skipped, and says why. The recurrence is sound (`requireRecurrence`).
 */
export function occurrencesIn(
  recurrence: Recurrence,
  span: DaySpan,
  closed: (day: string) => string | null = () => null,
): Occurrence[] {
  const { rule, startsAt, timeZone, exceptions, extras } = recurrence;
  const within = extras.filter((at) => span.from <= at.slice(0, 10) && at.slice(0, 10) <= span.until);
  const dates = new Set([...ruleDates(readRule(rule, timeZone), startsAt, span), ...within]);
  for (const exception of exceptions) dates.delete(exception);

  return [...dates].toSorted().map((recurrenceId): Occurrence => {
    const because = closed(recurrenceId.slice(0, 10));
    return because === null ? resolve(recurrence, recurrenceId) : { kind: 'skipped', recurrenceId, because };
  });
}

/**
 * Refuses to go on while an hour is unclear.
 * @throws LocalTimeInQuestion naming every date and its choices
 */
export function requireClearHours(occurrences: readonly Occurrence[]): void {
  const questions = occurrences.flatMap((each) => (each.kind === 'in-question' ? [each.question] : []));
  if (questions.length > 0) throw new LocalTimeInQuestion(questions);
}

/** How many dates the rule itself gives before a day. */
export function countBefore({ rule, startsAt, timeZone }: Recurrence, day: string): number {
  const from = startsAt.slice(0, 10);
  const dates = ruleDates(readRule(rule, timeZone), startsAt, { from, until: day });
  return dates.filter((at) => at.slice(0, 10) < day).length;
}

function resolve(recurrence: Recurrence, recurrenceId: LocalTime): Occurrence {
  const reading = readLocalTime(recurrenceId, recurrence.timeZone);
  if (reading.kind === 'clear') {
    const { localStart, startsAt } = reading;
    return { kind: 'meets', recurrenceId, localStart, startsAt };
  }

  const { kind, candidates } = reading;
  const chosen = choiceFor(recurrence, recurrenceId, kind, candidates);
  if (!chosen) return { kind: 'in-question', recurrenceId, question: { recurrenceId, kind, candidates } };
  const { localStart, startsAt } = chosen;
  return { kind: 'meets', recurrenceId, localStart, startsAt };
}

function choiceFor(
  { resolutions, gap, overlap }: Recurrence,
  at: LocalTime,
  kind: 'gap' | 'overlap',
  candidates: readonly Candidate[],
): Candidate | undefined {
  const own = resolutions.find((each) => each.at === at)?.choose;
  const find = (choose: LocalChoice | null | undefined) => candidates.find((each) => each.choose === choose);
  return find(own) ?? find(kind === 'gap' ? gap : overlap);
}

/**
 * The local times that the rule gives on these days. They are generated in UTC, where every local hour exists once: the zone's
 * clocks come in afterwards, and cannot make a date disappear or come twice.
 */
function ruleDates(rule: Rule, startsAt: LocalTime, { from, until }: DaySpan): LocalTime[] {
  if (until < startsAt.slice(0, 10)) return [];
  const dates = generator(rule, startsAt).between(floating(`${from}T00:00`), floating(`${until}T23:59`), true);
  return dates.map(textOf);
}

function firstOf(rule: Rule, startsAt: LocalTime): LocalTime {
  const last = Temporal.PlainDateTime.from(startsAt).add({ years: PATIENCE_YEARS }).toPlainDate().toString();
  // A COUNT is met by the first; asked without an end, a distant UNTIL cannot hide it either.
  const { count: _count, until: _until, ...endless } = rule;
  const soon = Temporal.PlainDateTime.from(startsAt).add({ years: 1 }).toPlainDate().toString();
  const [first] = [soon, last].flatMap((until) =>
    ruleDates(endless, startsAt, { from: startsAt.slice(0, 10), until }).slice(0, 1),
  );
  if (first === undefined) throw new ImpossibleRecurrence();
  return first;
}

function hasMoreThan(rule: Rule, startsAt: LocalTime, most: number): boolean {
  return generator(rule, startsAt).all((_date, index) => index <= most).length > most;
}

function generator({ until, ...rule }: Rule, startsAt: LocalTime) {
  const end = until === undefined ? {} : { until: floating(until) };
  return new RRuleTemporal({ ...rule, ...end, dtstart: floating(startsAt), tzid: 'UTC', cache: false });
}

const floating = (local: LocalTime) => Temporal.PlainDateTime.from(local).toZonedDateTime('UTC');
const textOf = (moment: { toString(): string }): LocalTime => moment.toString().slice(0, 16);
const dayOnly = (at: LocalTime): DaySpan => ({ from: at.slice(0, 10), until: at.slice(0, 10) });
