import { Injectable } from '@nestjs/common';
import { CHANGES, recordChange, type ChangeType, type PrismaTx } from '#database';
import { MEETING_TRANSITIONS, nextState, NotFound, type MeetingEvent } from '#workflow';
import type { Mark } from './attendance/mark.js';
import { meetingDocument, type Meeting, type MeetingPlan } from './meeting.js';
import { MeetingsRepository, type MeetingChange } from './meetings.repository.js';

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

  async plan(tx: PrismaTx, boardId: string, plan: MeetingPlan): Promise<Meeting> {
    return this.record(tx, await this.meetings.insert(tx, boardId, plan), 'meeting.planned');
  }

  /** Changes what a person set, before it starts. */
  async change(tx: PrismaTx, meeting: Meeting, change: Partial<MeetingPlan>): Promise<Meeting> {
    await this.meetings.update(tx, meeting, change, false);
    return this.record(tx, meeting.id, 'meeting.changed');
  }

  /** Moves the meeting by an event of its state table. @throws IllegalTransition */
  async advance(tx: PrismaTx, meeting: Meeting, event: MeetingEvent, change: MeetingChange = {}): Promise<Meeting> {
    const state = nextState(MEETING_TRANSITIONS, meeting.state, event);
    // Ending and cancelling take every item off the agenda.
    await this.meetings.update(tx, meeting, { ...change, state }, event === 'end' || event === 'cancel');
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
    const { version, boardId } = meeting;
    await recordChange(tx, { type, id, version, boardId, document: meetingDocument(meeting) });
    return meeting;
  }
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
