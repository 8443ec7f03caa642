import type { CanonicalValue } from '#transparency';
import type { LocalTime, MeetingState, RecordScope } from '#workflow';
import type { Mark } from './attendance/mark.js';

/** One session of a board: its row, and what belongs to the aggregate. Instants are ISO strings, UTC. */
export interface Meeting {
  readonly organisationId: string;
  readonly boardId: string;
  readonly id: string;
  readonly startsAt: string;
  readonly capacityMinutes: number;
  readonly chairId: string;
  readonly location: string | null;
  /** IANA zone and local start are what was meant; `startsAt` is derived from them. */
  readonly timeZone: string;
  readonly localStart: LocalTime;
  /** What can hold one meeting at a time. */
  readonly room: string | null;
  readonly videoLink: string | null;
  /** So many hours before its start a case must be listed; null asks nothing. */
  readonly listingLeadHours: number | null;
  /** Rises with every change that a calendar must hear of. */
  readonly sequence: number;
  readonly seriesId: string | null;
  /** Its local start as the rule of its series gives it; keeps its name wherever it moves. */
  readonly recurrenceId: LocalTime | null;
  /** What was changed of this meeting alone, so that a change of its series leaves it. */
  readonly ownEdits: readonly SeriesField[];
  readonly state: MeetingState;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly cancelReason: string | null;
  /** Steps with every change of the agenda. */
  readonly agendaVersion: number;
  readonly version: number;
  /** In the order in which they were recorded. */
  readonly marks: readonly Mark[];
  /** The ids of all items it ever held, in the agenda's order. */
  readonly itemIds: readonly string[];
}

/** A line of the list of meetings: the row without what belongs to it. */
export type MeetingRow = Omit<Meeting, 'marks' | 'itemIds'>;

/** What a meeting has from its series until somebody changes it alone. */
export const SERIES_FIELDS = [
  'startsAt',
  'capacityMinutes',
  'chairId',
  'location',
  'room',
  'videoLink',
  'listingLeadHours',
] as const satisfies readonly (keyof Meeting)[];
export type SeriesField = (typeof SERIES_FIELDS)[number];

/** What a person sets about a meeting, and the zone and local start that come with its instant. */
export type MeetingPlan = Pick<Meeting, SeriesField | 'timeZone' | 'localStart'>;

/** A meeting's place in a series. */
export type PlaceInSeries = Pick<Meeting, 'seriesId' | 'recurrenceId' | 'ownEdits'>;
export const IN_NO_SERIES: PlaceInSeries = { seriesId: null, recurrenceId: null, ownEdits: [] };

/** A meeting's name in every calendar, for ever (RFC 5545, UID). */
export function uidOf(meetingId: string): string {
  return `${meetingId}@consilium`;
}

/** Until when a case may be listed without a reason: the listing deadline, or else the start. */
export function listingClosesAt({ startsAt, listingLeadHours }: MeetingRow): string {
  return new Date(Date.parse(startsAt) - (listingLeadHours ?? 0) * 3_600_000).toISOString();
}

/** Whether listing has closed by now, though nobody has closed the agenda by hand. */
export function isPastDeadline(meeting: MeetingRow, now: Date): boolean {
  return meeting.listingLeadHours !== null && listingClosesAt(meeting) <= now.toISOString();
}

/** What decides who may touch the meeting and what is on its agenda. */
export function scopeOf({ organisationId, boardId, chairId }: MeetingRow): RecordScope {
  return { organisationId, boardId, meetingChairId: chairId };
}

/** The whole meeting at one version, as it is committed to. */
export function meetingDocument({ marks, itemIds, ...meeting }: Meeting): CanonicalValue {
  const { organisationId: _organisation, boardId: _board, id: _id, version: _version, ...rest } = meeting;
  return { ...rest, ownEdits: [...rest.ownEdits], marks: marks.map((mark) => ({ ...mark })), itemIds: [...itemIds] };
}
