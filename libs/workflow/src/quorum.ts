import { Refusal } from './refusal.js';
import { nameSpecialties, type Specialty } from './specialties.js';

/** A pause that quorum overlooks: somebody dials in again, or changes the room. */
export const OVERLOOKED_GAP_MS = 60_000;

/** An instant: RFC 3339 text, or epoch milliseconds. */
export type Instant = string | number;

/**
 * An appended mark of attendance, for the specialty that the person sits for, as member or as deputy. A correction is
 * another mark: it names the one it `corrects` and stands in its place; `retracted` leaves nothing in its place.
 */
export interface AttendanceMark {
  readonly id: string;
  readonly userId: string;
  readonly specialty: Specialty;
  readonly kind: 'joined' | 'left' | 'retracted';
  readonly at: Instant;
  readonly corrects?: string | null;
}

/** A stretch in epoch milliseconds, from inclusive, until exclusive. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** When one person sat for one specialty. A span that has not ended lasts until `Infinity`. */
export interface Presence {
  readonly userId: string;
  readonly specialty: Specialty;
  readonly spans: readonly Span[];
}

export interface SpecialtyQuorum {
  readonly specialty: Specialty;
  readonly covered: boolean;
  /** Where nobody of the specialty was present for longer than is overlooked, as RFC 3339 instants. */
  readonly gaps: readonly { readonly from: string; readonly until: string }[];
}

export interface Quorum {
  readonly met: boolean;
  readonly perSpecialty: readonly SpecialtyQuorum[];
  readonly missing: readonly Specialty[];
}

/**
 * Whether every required specialty was present from `openedAt` to `until`: the spans of its members and deputies
 * together cover that time, gaps up to 60 s each ignored. A specialty that was never there is missing, however short the
 * discussion. Marks are given in the order in which they were recorded.
 */
export function quorum(
  required: readonly Specialty[],
  marks: readonly AttendanceMark[],
  discussion: { readonly openedAt: Instant; readonly until: Instant },
): Quorum {
  const asked = { from: epoch(discussion.openedAt), until: epoch(discussion.until) };
  if (asked.until < asked.from) throw new RangeError('A discussion cannot end before it was opened.');

  const present = presence(marks);
  const perSpecialty = required.map((specialty) => coverage(specialty, present, asked));
  const missing = perSpecialty.filter(({ covered }) => !covered).map(({ specialty }) => specialty);
  return { met: missing.length === 0, perSpecialty, missing };
}

/** Who sat for which specialty, and when, by the marks that stand. Marks are given in the order in which they were recorded. */
export function presence(marks: readonly AttendanceMark[]): readonly Presence[] {
  const seats = Map.groupBy(standingMarks(marks), ({ userId, specialty }) => `${userId} ${specialty}`);
  return [...seats.values()].flatMap((ofSeat) => {
    const { userId, specialty } = ofSeat[0]!;
    const spans = spansOf(ofSeat);
    return spans.length === 0 ? [] : [{ userId, specialty, spans }];
  });
}

/**
 * Lets a quorate act go on.
 * @throws QuorumNotMet naming the specialties that were not there all the time
 */
export function requireQuorum(state: Pick<Quorum, 'missing'>): void {
  if (state.missing.length > 0) throw new QuorumNotMet(state.missing);
}

/** The board cannot do this without the specialties it requires. */
export class QuorumNotMet extends Refusal {
  readonly code = 'quorum-not-met';
  readonly kind = 'conflict';

  constructor(readonly missing: readonly Specialty[]) {
    super(
      `The board cannot decide without ${nameSpecialties(missing)}. Mark their attendance if they were present, ` +
        'call a deputy, or adjourn.',
    );
  }
}

/** The marks that still stand, in the order of their instants; of the same instant, in the order recorded. */
function standingMarks(marks: readonly AttendanceMark[]): readonly AttendanceMark[] {
  const corrected = new Set(marks.map(({ corrects }) => corrects));
  return marks
    .filter(({ id, kind }) => !corrected.has(id) && kind !== 'retracted')
    .toSorted((one, other) => epoch(one.at) - epoch(other.at));
}

function coverage(specialty: Specialty, presences: readonly Presence[], asked: Span): SpecialtyQuorum {
  const present = presences
    .filter((each) => each.specialty === specialty)
    .flatMap(({ spans }) => spans)
    .filter((span) => overlaps(span, asked))
    .toSorted((one, other) => one.from - other.from);

  const gaps = gapsBetween(present, asked);
  const tooLong = present.length === 0 ? gaps : gaps.filter(({ from, until }) => until - from > OVERLOOKED_GAP_MS);
  return { specialty, covered: present.length > 0 && tooLong.length === 0, gaps: tooLong.map(inText) };
}

/** One person's presence: from joining to leaving. Joining twice changes nothing; leaving without having joined neither. */
function spansOf(marks: readonly AttendanceMark[]): readonly Span[] {
  const spans: Span[] = [];
  let joinedAt: number | undefined;
  for (const mark of marks) {
    if (mark.kind === 'joined') joinedAt ??= epoch(mark.at);
    else if (joinedAt !== undefined) {
      spans.push({ from: joinedAt, until: epoch(mark.at) });
      joinedAt = undefined;
    }
  }
  return joinedAt === undefined ? spans : [...spans, { from: joinedAt, until: Infinity }];
}

/** Shares time with what is asked; when that is a single instant, was present at it. */
function overlaps(span: Span, asked: Span): boolean {
  return span.until > asked.from && (span.from < asked.until || span.from === asked.from);
}

function gapsBetween(present: readonly Span[], asked: Span): readonly Span[] {
  const gaps: Span[] = [];
  let coveredUntil = asked.from;
  for (const span of present) {
    if (span.from > coveredUntil) gaps.push({ from: coveredUntil, until: span.from });
    coveredUntil = Math.max(coveredUntil, span.until);
  }
  return coveredUntil < asked.until || present.length === 0
    ? [...gaps, { from: coveredUntil, until: asked.until }]
    : gaps;
}

function inText({ from, until }: Span) {
  return { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
}

function epoch(instant: Instant): number {
  const milliseconds = new Date(instant).getTime();
  if (Number.isNaN(milliseconds)) throw new RangeError(`Not an instant: ${instant}`);
  return milliseconds;
}
