import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { MEETING_TRANSITIONS, nextState, requireMay } from '#workflow';
import { requireFresh } from '../http/index.js';
import { Places } from './agenda/places.js';
import { MeetingFiles } from './meeting-files.js';
import { scopeOf } from './meeting.js';
import { toMeetingView, type MeetingView } from './meeting.view.js';
import { ReturnToReady } from './return-to-ready.js';

/** Calls a meeting off before it starts. What was listed goes back to ready. */
@Injectable()
export class CancelMeeting {
  constructor(
    private readonly ledger: Ledger,
    private readonly places: Places,
    private readonly meetings: MeetingFiles,
    private readonly returnToReady: ReturnToReady,
  ) {}

  execute(actor: Actor, meetingId: string, cancelReason: string, ifMatch?: number): Promise<MeetingView> {
    return this.ledger.transaction({ type: 'meeting.opened', actor, id: meetingId }, async (tx) => {
      const { meeting, unsettled } = await this.places.lockUnsettled(tx, meetingId);

      requireMay(tx.actor, 'meeting:manage', scopeOf(meeting));
      requireFresh(meeting.version, ifMatch);
      nextState(MEETING_TRANSITIONS, meeting.state, 'cancel');

      await this.returnToReady.execute(tx, unsettled);
      return toMeetingView(await this.meetings.advance(tx, meeting, 'cancel', { cancelReason }));
    });
  }
}
