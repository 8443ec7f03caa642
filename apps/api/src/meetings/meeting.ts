import type { CanonicalValue } from '#transparency';
import type { MeetingState, RecordScope } from '#workflow';
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

/** What a person sets about a meeting. */
export type MeetingPlan = Pick<Meeting, 'startsAt' | 'capacityMinutes' | 'chairId' | 'location'>;

/** Whether listing has closed by now, though nobody has closed the agenda by hand. */
export function isPastDeadline(_meeting: MeetingRow, _now: Date): boolean {
  return false;
}

/** What decides who may touch the meeting and what is on its agenda. */
export function scopeOf({ organisationId, boardId, chairId }: MeetingRow): RecordScope {
  return { organisationId, boardId, meetingChairId: chairId };
}

/** The whole meeting at one version, as it is committed to. */
export function meetingDocument(meeting: Meeting): CanonicalValue {
  const { startsAt, capacityMinutes, chairId, location, state } = meeting;
  const { startedAt, endedAt, cancelReason, agendaVersion } = meeting;
  return {
    startsAt,
    capacityMinutes,
    chairId,
    location,
    state,
    startedAt,
    endedAt,
    cancelReason,
    agendaVersion,
    marks: meeting.marks.map((mark) => ({ ...mark })),
    itemIds: [...meeting.itemIds],
  };
}
