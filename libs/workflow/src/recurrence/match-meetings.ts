import type { LocalTime } from './local-time.js';
import type { Occurrence } from './occurrences.js';

/** What of a series' meeting decides whether it stays. */
export interface SeriesMeeting {
  readonly recurrenceId: LocalTime;
  /** Instant, UTC. */
  readonly startsAt: string;
  /** Whether somebody moved this one alone. */
  readonly hasOwnTime: boolean;
}

export type Meets = Extract<Occurrence, { kind: 'meets' }>;

/** What is to be done so that the meetings are the series' dates. */
export interface Matching<Meeting extends SeriesMeeting> {
  readonly create: readonly Meets[];
  /** Meetings that get another name or another time. */
  readonly move: readonly { readonly meeting: Meeting; readonly to: Meets }[];
  readonly keep: readonly Meeting[];
  /** Meetings whose date the series has no more, and why. */
  readonly drop: readonly { readonly meeting: Meeting; readonly because: string | null }[];
}

/**
 * Matches a series' meetings with its dates: first those of the same name, then those of the same day, so that a change of the hour
 * moves each meeting with what is on its agenda. A meeting that was moved alone keeps its time unless `overwrites`. Where nothing
 * differs nothing is to be done: matching twice does no more than matching once.
 * @param meetings every meeting of the series on the days of `occurrences`, also those that were called off: they are not made again
 */
export function matchMeetings<Meeting extends SeriesMeeting & { readonly isOff: boolean }>(
  occurrences: readonly Occurrence[],
  meetings: readonly Meeting[],
  overwrites = false,
): Matching<Meeting> {
  const pairs = paired(occurrences, meetings);
  const taken = new Set(pairs.flatMap(({ occurrence }) => occurrence?.recurrenceId ?? []));
  const alive = pairs.filter(({ meeting }) => !meeting.isOff);

  const staying = (meeting: Meeting, to: Meets) =>
    meeting.recurrenceId === to.recurrenceId &&
    (meeting.startsAt === to.startsAt || (meeting.hasOwnTime && !overwrites));
  const met = alive.flatMap(({ meeting, occurrence }) =>
    occurrence?.kind === 'meets' ? [{ meeting, to: occurrence }] : [],
  );

  // Whoever moved one alone out of a closed day's way has answered the question already.
  const isAside = ({ meeting, occurrence }: (typeof alive)[number]) =>
    occurrence?.kind === 'in-question' || (occurrence?.kind === 'skipped' && meeting.hasOwnTime && !overwrites);
  const undated = alive.filter((pair) => pair.occurrence?.kind !== 'meets' && !isAside(pair));

  return {
    create: occurrences.filter((each): each is Meets => each.kind === 'meets' && !taken.has(each.recurrenceId)),
    move: met.filter(({ meeting, to }) => !staying(meeting, to)),
    keep: met.filter(({ meeting, to }) => staying(meeting, to)).map(({ meeting }) => meeting),
    drop: undated.map(({ meeting, occurrence }) => ({
      meeting,
      because: occurrence?.kind === 'skipped' ? occurrence.because : null,
    })),
  };
}

/** Each date is one meeting's at most. */
function paired<Meeting extends SeriesMeeting>(occurrences: readonly Occurrence[], meetings: readonly Meeting[]) {
  const byName = new Map(occurrences.map((each) => [each.recurrenceId, each]));
  const named = new Set(meetings.map(({ recurrenceId }) => recurrenceId));
  const free = occurrences.filter(({ recurrenceId }) => !named.has(recurrenceId));
  const takeOf = (day: string) => {
    const index = free.findIndex(({ recurrenceId }) => dayOf(recurrenceId) === day);
    return index < 0 ? undefined : free.splice(index, 1)[0];
  };
  return meetings.map((meeting) => {
    const { recurrenceId } = meeting;
    return { meeting, occurrence: byName.get(recurrenceId) ?? takeOf(dayOf(recurrenceId)) };
  });
}

const dayOf = (at: LocalTime) => at.slice(0, 10);
