import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { requireFresh } from '../http/index.js';
import { MeetingFiles } from './meeting-files.js';
import { scopeOf } from './meeting.js';
import { toMeetingView, type MeetingView } from './meeting.view.js';

/** Takes no more cases onto the agenda; what is on it may still be moved or taken off. */
@Injectable()
export class CloseAgenda {
  constructor(
    private readonly ledger: Ledger,
    private readonly meetings: MeetingFiles,
  ) {}

  execute(actor: Actor, meetingId: string, ifMatch?: number): Promise<MeetingView> {
    return this.ledger.transaction({ type: 'meeting.opened', actor, id: meetingId }, async (tx) => {
      const meeting = await this.meetings.lock(tx, meetingId);

      requireMay(tx.actor, 'meeting:manage', scopeOf(meeting));
      requireFresh(meeting.version, ifMatch);

      return toMeetingView(await this.meetings.advance(tx, meeting, 'close-agenda'));
    });
  }
}
