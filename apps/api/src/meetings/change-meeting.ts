import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { localTimeOf, requireMay } from '#workflow';
import { requireFresh } from '../http/index.js';
import { BoardsQueries } from '../people/index.js';
import { InvitationFiles } from './invitations/invitation-files.js';
import { MeetingFiles } from './meeting-files.js';
import { requirePlannable } from './meeting-rules.js';
import { scopeOf, SERIES_FIELDS, type Meeting, type MeetingPlan, type SeriesField } from './meeting.js';
import { toMeetingView, type MeetingView } from './meeting.view.js';
import { MeetingAlreadyStarted, NothingToChange } from './meetings.errors.js';
import { Rooms } from './rooms/rooms.js';

/** What of a meeting a person may change. */
export type MeetingEdit = Partial<Pick<MeetingPlan, SeriesField>>;

/**
 * Changes time, place, capacity, deadline or chair of one meeting that has not started. Of a series it is this one alone: a change of
 * the series leaves it as it is here.
 */
@Injectable()
export class ChangeMeeting {
  constructor(
    private readonly ledger: Ledger,
    private readonly meetings: MeetingFiles,
    private readonly boards: BoardsQueries,
    private readonly rooms: Rooms,
    private readonly invitations: InvitationFiles,
  ) {}

  execute(actor: Actor, meetingId: string, edit: MeetingEdit, ifMatch: number): Promise<MeetingView> {
    return this.ledger.transaction({ type: 'meeting.opened', actor, id: meetingId }, async (tx) => {
      const meeting = await this.meetings.lock(tx, meetingId);

      requireMay(tx.actor, 'meeting:manage', scopeOf(meeting));
      requireFresh(meeting.version, ifMatch);
      if (meeting.state !== 'planned' && meeting.state !== 'agenda-closed')
        throw new MeetingAlreadyStarted(meeting.state);
      if (Object.keys(edit).length === 0) throw new NothingToChange();
      const board = await this.boards.find(tx, meeting.boardId);
      requirePlannable(board, edit, tx.occurredAt);
      const { room, startsAt, capacityMinutes } = { ...meeting, ...edit };
      await this.rooms.requireFree(tx, { room, capacityMinutes, starts: [startsAt], except: [meetingId] });

      const changed = await this.meetings.change(tx, meeting, { ...edit, ...followingFrom(meeting, edit) });
      await this.invitations.follow(tx, changed, board, changed.startsAt !== meeting.startsAt);
      return toMeetingView(changed);
    });
  }
}

/** The local start that comes with an instant, and what of a series' meeting is now its own. */
function followingFrom(meeting: Meeting, edit: MeetingEdit): Partial<Meeting> {
  const startsAt = edit.startsAt && new Date(edit.startsAt).toISOString();
  const own = SERIES_FIELDS.filter((field) => field in edit || meeting.ownEdits.includes(field));
  return {
    ...(startsAt && { startsAt, timeZone: meeting.timeZone, localStart: localTimeOf(startsAt, meeting.timeZone) }),
    ...(meeting.seriesId !== null && { ownEdits: own }),
  };
}
