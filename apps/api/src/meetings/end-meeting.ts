import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { MEETING_TRANSITIONS, nextState, requireMay } from '#workflow';
import { requireFresh } from '../http/index.js';
import { Places } from './agenda/places.js';
import { MeetingFiles } from './meeting-files.js';
import { scopeOf } from './meeting.js';
import { toMeetingView, type MeetingView } from './meeting.view.js';
import { ReturnToReady } from './return-to-ready.js';

/** Ends the session. What was not decided goes back to ready. */
@Injectable()
export class EndMeeting {
  constructor(
    private readonly ledger: Ledger,
    private readonly places: Places,
    private readonly meetings: MeetingFiles,
    private readonly returnToReady: ReturnToReady,
  ) {}

  execute(actor: Actor, meetingId: string, ifMatch?: number): Promise<MeetingView> {
    return this.ledger.transaction({ type: 'meeting.opened', actor, id: meetingId }, async (tx) => {
      const { meeting, unsettled } = await this.places.lockUnsettled(tx, meetingId);

      requireMay(tx.actor, 'session:end', scopeOf(meeting));
      requireFresh(meeting.version, ifMatch);
      nextState(MEETING_TRANSITIONS, meeting.state, 'end');

      await this.returnToReady.execute(tx, unsettled);
      const endedAt = tx.occurredAt.toISOString();
      return toMeetingView(await this.meetings.advance(tx, meeting, 'end', { endedAt }));
    });
  }
}
