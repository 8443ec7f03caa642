import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { MEETING_TRANSITIONS, nextState, requireMay } from '#workflow';
import { requireFresh } from '../http/index.js';
import { BoardsQueries } from '../people/index.js';
import { Places } from './agenda/places.js';
import { CallOff } from './call-off.js';
import { scopeOf } from './meeting.js';
import { toMeetingView, type MeetingView } from './meeting.view.js';

/** Calls a meeting off before it starts. What was listed goes back to ready. */
@Injectable()
export class CancelMeeting {
  constructor(
    private readonly ledger: Ledger,
    private readonly places: Places,
    private readonly boards: BoardsQueries,
    private readonly callOff: CallOff,
  ) {}

  execute(actor: Actor, meetingId: string, cancelReason: string, ifMatch?: number): Promise<MeetingView> {
    return this.ledger.transaction({ type: 'meeting.opened', actor, id: meetingId }, async (tx) => {
      const place = await this.places.lockUnsettled(tx, meetingId);
      const { meeting } = place;

      requireMay(tx.actor, 'meeting:manage', scopeOf(meeting));
      requireFresh(meeting.version, ifMatch);
      nextState(MEETING_TRANSITIONS, meeting.state, 'cancel');

      const board = await this.boards.find(tx, meeting.boardId);
      return toMeetingView(await this.callOff.execute(tx, place, board, cancelReason));
    });
  }
}
