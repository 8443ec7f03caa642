import { Injectable } from '@nestjs/common';
import { CHANGES, recordChange, type ChangeType, type PrismaTx } from '#database';
import { MEETING_TRANSITIONS, nextState, NotFound, type MeetingEvent } from '#workflow';
import type { Mark } from './attendance/mark.js';
import { meetingDocument, type Meeting, type PlaceInSeries, type MeetingPlan } from './meeting.js';
import { MeetingsRepository, type MeetingChange, type NewMeeting } from './meetings.repository.js';

const SHOWN_IN_CALENDARS = ['startsAt', 'capacityMinutes', 'location', 'room', 'videoLink'] as const;

type MeetingChangeType = { [Type in ChangeType]: (typeof CHANGES)[Type] extends 'meeting' ? Type : never }[ChangeType];

/**
 * The one way to change a meeting: each change returns the new one, its version recorded. Lock a case before its meeting, and the
 * meeting before its items, so that two acts never wait for each other.
 */
@Injectable()
export class MeetingFiles {
  constructor(private readonly meetings: MeetingsRepository) {}

  /** @throws NotFound where there is none among those this person may see */
  async open(tx: PrismaTx, meetingId: string): Promise<Meeting> {
    return found(await this.meetings.find(tx, meetingId));
  }

  /** @throws NotFound */
  async lock(tx: PrismaTx, meetingId: string): Promise<Meeting> {
    return found(await this.meetings.findLocked(tx, meetingId));
  }

  /** Plans meetings, one or a year of them. @throws RoomTaken */
  async plan(tx: PrismaTx, boardId: string, plans: readonly NewMeeting[]): Promise<Meeting[]> {
    const meetings = plans.length === 0 ? [] : await this.meetings.insertMany(tx, boardId, plans);
    for (const meeting of meetings) await recordVersion(tx, meeting, 'meeting.planned');
    return meetings;
  }

  /** Changes what a person set, before it starts; what a calendar shows, by the next sequence. @throws RoomTaken */
  async change(tx: PrismaTx, meeting: Meeting, change: Partial<MeetingPlan & PlaceInSeries>): Promise<Meeting> {
    const isShown = SHOWN_IN_CALENDARS.some((field) => change[field] !== undefined);
    const sequence = meeting.sequence + (isShown ? 1 : 0);
    await this.meetings.update(tx, meeting, { ...change, sequence }, false);
    return this.record(tx, meeting.id, 'meeting.changed');
  }

  /** Moves the meeting by an event of its state table. @throws IllegalTransition */
  async advance(tx: PrismaTx, meeting: Meeting, event: MeetingEvent, change: MeetingChange = {}): Promise<Meeting> {
    const state = nextState(MEETING_TRANSITIONS, meeting.state, event);
    const sequence = meeting.sequence + (event === 'cancel' ? 1 : 0);
    // Ending and cancelling take every item off the agenda.
    await this.meetings.update(tx, meeting, { ...change, state, sequence }, event === 'end' || event === 'cancel');
    return this.record(tx, meeting.id, CHANGE_OF_EVENT[event]);
  }

  /** Records that something on the agenda has changed; the items' own changes came before. */
  async agendaChanged(tx: PrismaTx, meeting: Meeting): Promise<Meeting> {
    await this.meetings.update(tx, meeting, {}, true);
    return this.record(tx, meeting.id, 'meeting.agenda-changed');
  }

  async mark(tx: PrismaTx, meeting: Meeting, marks: readonly Mark[]): Promise<Meeting> {
    await this.meetings.insertMarks(tx, meeting, marks);
    await this.meetings.update(tx, meeting, {}, false);
    return this.record(tx, meeting.id, 'meeting.attendance-marked');
  }

  private async record(tx: PrismaTx, id: string, type: MeetingChangeType): Promise<Meeting> {
    const meeting = await this.open(tx, id);
    await recordVersion(tx, meeting, type);
    return meeting;
  }
}

function recordVersion(tx: PrismaTx, meeting: Meeting, type: MeetingChangeType): Promise<void> {
  const { id, version, boardId } = meeting;
  return recordChange(tx, { type, id, version, boardId, document: meetingDocument(meeting) });
}

const CHANGE_OF_EVENT: Readonly<Record<MeetingEvent, MeetingChangeType>> = {
  plan: 'meeting.planned',
  'close-agenda': 'meeting.agenda-closed',
  start: 'meeting.started',
  end: 'meeting.ended',
  cancel: 'meeting.cancelled',
};

function found(meeting: Meeting | null): Meeting {
  if (!meeting) throw new NotFound('meeting');
  return meeting;
}
