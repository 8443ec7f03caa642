import { Temporal } from 'temporal-polyfill';

/** What a clock on the wall shows: `YYYY-MM-DDTHH:MM`, in whatever zone the wall stands. */
export type LocalTime = string;

/** How a local hour that does not exist is meant: by the offset before the clocks moved (earlier) or by the one after (later). */
export type GapChoice = 'earlier' | 'later';
/** Which one is meant of a local hour that exists twice. */
export type OverlapChoice = 'first' | 'second';
export type LocalChoice = GapChoice | OverlapChoice;

/** One of the times that an unclear local hour can mean. */
export interface Candidate {
  readonly choose: LocalChoice;
  readonly localStart: LocalTime;
  /** Instant, UTC. */
  readonly startsAt: string;
}

/** The instant of a local time, or the question which of two is meant. */
export type Reading =
  | { readonly kind: 'clear'; readonly localStart: LocalTime; readonly startsAt: string }
  | { readonly kind: 'gap' | 'overlap'; readonly candidates: readonly [Candidate, Candidate] };

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;

/** Whether the text is `YYYY-MM-DDTHH:MM`, on a day that exists. */
export function isLocalTime(text: string): boolean {
  if (!LOCAL_TIME.test(text)) return false;
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toString({ smallestUnit: 'minute' }) === text;
  } catch {
    return false;
  }
}

/** Whether this is the name of a zone in the IANA database; a bare offset such as +01:00 is none, because it keeps no summer time. */
export function isZone(timeZone: string): boolean {
  if (!ZONE_NAME.test(timeZone)) return false;
  try {
    Temporal.PlainDateTime.from('2000-01-01T00:00').toZonedDateTime(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks of a zone show at an instant, to the minute. */
export function localTimeOf(instant: string, timeZone: string): LocalTime {
  return textOf(Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime());
}

/** Reads a local time in a zone. An hour that the clocks leave out or show twice is not decided here: both readings are answered. */
export function readLocalTime(local: LocalTime, timeZone: string): Reading {
  const wall = Temporal.PlainDateTime.from(local);
  const [before, after] = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(timeZone, { disambiguation }),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];

  if (before.epochMilliseconds === after.epochMilliseconds) return { kind: 'clear', ...shown(before) };
  const isGap = textOf(before.toPlainDateTime()) !== local;
  return isGap
    ? { kind: 'gap', candidates: [candidate('earlier', before), candidate('later', after)] }
    : { kind: 'overlap', candidates: [candidate('first', before), candidate('second', after)] };
}

/** The last second before a day begins, where the zone's clocks are: what an UNTIL says that leaves this day out. */
export function endOfDayBefore(local: LocalTime, timeZone: string): string {
  const begins = Temporal.PlainDate.from(local.slice(0, 10)).toZonedDateTime(timeZone);
  return begins.subtract({ seconds: 1 }).toInstant().toString();
}

function candidate(choose: LocalChoice, moment: Temporal.ZonedDateTime): Candidate {
  return { choose, ...shown(moment) };
}

function shown(moment: Temporal.ZonedDateTime): { localStart: LocalTime; startsAt: string } {
  return {
    localStart: textOf(moment.toPlainDateTime()),
    startsAt: new Date(moment.epochMilliseconds).toISOString(),
  };
}

function textOf(wall: Temporal.PlainDateTime): LocalTime {
  return wall.toString({ smallestUnit: 'minute' });
}
