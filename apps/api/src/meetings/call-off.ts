import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import type { Board } from '../people/index.js';
import type { Place } from './agenda/places.js';
import { InvitationFiles } from './invitations/invitation-files.js';
import { MeetingFiles } from './meeting-files.js';
import type { Meeting } from './meeting.js';
import { ReturnToReady } from './return-to-ready.js';

/** Calls one meeting off: its cases go back to the list with their priority, and whoever was asked is told. Everything is locked. */
@Injectable()
export class CallOff {
  constructor(
    private readonly meetings: MeetingFiles,
    private readonly returnToReady: ReturnToReady,
    private readonly invitations: InvitationFiles,
  ) {}

  async execute(
    tx: PrismaTx,
    { meeting, unsettled }: { readonly meeting: Meeting; readonly unsettled: readonly Place[] },
    board: Board,
    cancelReason: string,
  ): Promise<Meeting> {
    await this.returnToReady.execute(tx, unsettled);
    const cancelled = await this.meetings.advance(tx, meeting, 'cancel', { cancelReason });
    await this.invitations.callOff(tx, cancelled, board);
    return cancelled;
  }
}
