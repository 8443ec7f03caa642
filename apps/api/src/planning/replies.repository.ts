import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { Reply } from '#workflow';

/** What somebody answered to the invitation to a meeting, for themselves or in a member's place. */
export interface MeetingReply {
  readonly meetingId: string;
  readonly userId: string;
  readonly deputyFor: string | null;
  readonly reply: Reply;
}

@Injectable()
export class RepliesRepository {
  ofMeetings(_tx: Tx, _meetingIds: readonly string[]): Promise<MeetingReply[]> {
    return Promise.resolve([]);
  }
}
