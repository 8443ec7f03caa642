import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { forecastQuorum, type Invitee, type QuorumForecast } from '#workflow';
import type { Board } from '../people/index.js';
import { MeetingsAheadRepository, type MeetingAhead } from './meetings-ahead.repository.js';
import type { MeetingOutlookView } from './planning.view.js';
import { RepliesRepository, type MeetingReply } from './replies.repository.js';

/** A meeting that is still to come, and who can be expected there. */
export interface MeetingOutlook extends MeetingAhead {
  readonly quorum: QuorumForecast;
  readonly isPastDeadline: boolean;
  /** Until when a case can still be made ready for it. */
  readonly mendUntil: string;
}

/** What is known of the meetings ahead. */
@Injectable()
export class MeetingOutlooks {
  constructor(
    private readonly meetings: MeetingsAheadRepository,
    private readonly replies: RepliesRepository,
  ) {}

  /** The board's meetings from now on, by their start. */
  async of(tx: Tx, board: Board, span: { until: string; limit: number }): Promise<MeetingOutlook[]> {
    const now = tx.occurredAt.toISOString();
    const ahead = await this.meetings.ahead(tx, board.id, { from: now, ...span });
    return this.withQuorum(tx, board, ahead);
  }

  /** One of them; null where it has begun, or is none of the board's. */
  async one(tx: Tx, board: Board, meetingId: string): Promise<MeetingOutlook | null> {
    const [outlook] = await this.withQuorum(tx, board, await this.meetings.one(tx, meetingId));
    return outlook ?? null;
  }

  private async withQuorum(tx: Tx, board: Board, meetings: readonly MeetingAhead[]): Promise<MeetingOutlook[]> {
    const now = tx.occurredAt.toISOString();
    const replies = await this.replies.ofMeetings(
      tx,
      meetings.map(({ meetingId }) => meetingId),
    );
    return meetings.map((meeting) => {
      const given = replies.filter(({ meetingId }) => meetingId === meeting.meetingId);
      return outlookOf(meeting, forecastQuorum(board.requiredSpecialties, inviteesOf(board, given)), now);
    });
  }
}

/** Everybody who could fill a specialty: its members, and who may stand in for them. Without a reply, they may still come. */
function inviteesOf({ members }: Board, replies: readonly MeetingReply[]): Invitee[] {
  const replyOf = (userId: string, deputyFor: string | null) =>
    replies.find((each) => each.userId === userId && each.deputyFor === deputyFor)?.reply ?? 'needs-action';
  return members.flatMap(({ userId, specialty, deputyIds }) =>
    specialty === null
      ? []
      : [
          { userId, specialty, reply: replyOf(userId, null) },
          ...deputyIds.map((deputyId) => ({ userId: deputyId, specialty, reply: replyOf(deputyId, userId) })),
        ],
  );
}

function outlookOf(meeting: MeetingAhead, quorum: QuorumForecast, now: string): MeetingOutlook {
  const closesAt = meeting.listingClosesAt ?? meeting.startsAt;
  const isPastDeadline = meeting.isAgendaClosed || closesAt <= now;
  return { ...meeting, quorum, isPastDeadline, mendUntil: isPastDeadline ? meeting.startsAt : closesAt };
}

export function toOutlookView({
  meetingId,
  startsAt,
  mendUntil,
  isPastDeadline,
  quorum,
}: MeetingOutlook): MeetingOutlookView {
  const perSpecialty = quorum.perSpecialty.map((each) => ({ ...each, coming: [...each.coming], open: [...each.open] }));
  return { meetingId, startsAt, mendUntil, isPastDeadline, quorum: quorum.outlook, perSpecialty };
}
