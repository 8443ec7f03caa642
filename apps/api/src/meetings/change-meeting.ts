import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { requireFresh } from '../http/index.js';
import { BoardsQueries } from '../people/index.js';
import { MeetingFiles } from './meeting-files.js';
import { requirePlannable } from './meeting-rules.js';
import { scopeOf, type MeetingPlan } from './meeting.js';
import { toMeetingView, type MeetingView } from './meeting.view.js';
import { MeetingAlreadyStarted, NothingToChange } from './meetings.errors.js';

/** Changes time, place, capacity or chair of a meeting that has not started. */
@Injectable()
export class ChangeMeeting {
  constructor(
    private readonly ledger: Ledger,
    private readonly meetings: MeetingFiles,
    private readonly boards: BoardsQueries,
  ) {}

  execute(actor: Actor, meetingId: string, change: Partial<MeetingPlan>, ifMatch: number): Promise<MeetingView> {
    return this.ledger.transaction({ type: 'meeting.opened', actor, id: meetingId }, async (tx) => {
      const meeting = await this.meetings.lock(tx, meetingId);

      requireMay(tx.actor, 'meeting:manage', scopeOf(meeting));
      requireFresh(meeting.version, ifMatch);
      if (meeting.state !== 'planned' && meeting.state !== 'agenda-closed')
        throw new MeetingAlreadyStarted(meeting.state);
      if (Object.keys(change).length === 0) throw new NothingToChange();
      requirePlannable(await this.boards.find(tx, meeting.boardId), change, tx.occurredAt);

      return toMeetingView(await this.meetings.change(tx, meeting, { ...change }));
    });
  }
}
