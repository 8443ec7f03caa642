import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { forecastQuorum, type Invitee, type QuorumForecast } from '#workflow';
import { InvitationsQueries } from '../meetings/index.js';
import type { Board } from '../people/index.js';
import { MeetingsAheadRepository, type MeetingAhead } from './meetings-ahead.repository.js';
import type { MeetingOutlookView } from './planning.view.js';

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
    private readonly invitations: InvitationsQueries,
  ) {}

  /** The board's meetings from now on, by their start. */
  async of(tx: PrismaTx, board: Board, span: { until: string; limit: number }): Promise<MeetingOutlook[]> {
    const now = tx.occurredAt.toISOString();
    const ahead = await this.meetings.ahead(tx, board.id, { from: now, ...span });
    return this.withQuorum(tx, board, ahead);
  }

  /** One of them; null where it has begun, or is none of the board's. */
  async one(tx: PrismaTx, board: Board, meetingId: string): Promise<MeetingOutlook | null> {
    const [outlook] = await this.withQuorum(tx, board, await this.meetings.one(tx, meetingId));
    return outlook ?? null;
  }

  private async withQuorum(tx: PrismaTx, board: Board, meetings: readonly MeetingAhead[]): Promise<MeetingOutlook[]> {
    const now = tx.occurredAt.toISOString();
    const ids = meetings.map(({ meetingId }) => meetingId);
    const asked = await this.invitations.inviteesOf(tx, ids);
    return meetings.map((meeting) => {
      const expected = expectedAt(board, asked.get(meeting.meetingId) ?? []);
      return outlookOf(meeting, forecastQuorum(board.requiredSpecialties, expected), now);
    });
  }
}

/**
 * Everybody who may fill a specialty: who is asked, by what they answered; a member whom nobody has asked yet; and the deputies of
 * members who will not come, who can still be called.
 */
function expectedAt({ members }: Board, asked: readonly Invitee[]): Invitee[] {
  const answersOf = (userId: string) => asked.filter((invitee) => invitee.userId === userId);
  const declines = (userId: string) => answersOf(userId).some(({ reply }) => reply === 'declined');
  const callable = members.flatMap(({ userId, specialty, deputyIds }) => {
    if (specialty === null) return [];
    // A deputy may be asked for a specialty of their own, and still be called for this one.
    const isAskedFor = (id: string) => answersOf(id).some((invitee) => invitee.specialty === specialty);
    const open = (declines(userId) ? deputyIds : [userId]).filter((id) => !isAskedFor(id) && !declines(id));
    return open.map((id) => ({ userId: id, specialty, reply: 'needs-action' as const }));
  });
  return [...asked, ...callable];
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
