import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { localTimeOf, requireMay } from '#workflow';
import { BoardsQueries, type Board } from '../people/index.js';
import { InvitationFiles } from './invitations/invitation-files.js';
import { MeetingFiles } from './meeting-files.js';
import { requirePlannable } from './meeting-rules.js';
import { IN_NO_SERIES, type MeetingPlan } from './meeting.js';
import { toMeetingView, type MeetingView } from './meeting.view.js';
import { Rooms } from './rooms/rooms.js';

export interface AskedMeeting {
  readonly startsAt: string;
  readonly chairId?: string;
  readonly location?: string;
  readonly room?: string;
  readonly videoLink?: string;
  readonly listingLeadHours?: number;
  readonly capacityMinutes?: number;
}

/**
 * Plans one session of a board, and asks its members. The board's chair presides unless another specialist member is named.
 * @throws NotFound, MeetingInThePast, ChairMustBeSpecialistMember, RoomTaken
 */
@Injectable()
export class PlanMeeting {
  constructor(
    private readonly ledger: Ledger,
    private readonly meetings: MeetingFiles,
    private readonly boards: BoardsQueries,
    private readonly rooms: Rooms,
    private readonly invitations: InvitationFiles,
  ) {}

  execute(actor: Actor, boardId: string, asked: AskedMeeting): Promise<MeetingView> {
    return this.ledger.transaction({ type: 'meeting.planning', actor, id: boardId }, async (tx) => {
      const board = await this.boards.find(tx, boardId);

      requireMay(tx.actor, 'meeting:manage', { organisationId: tx.actor.organisationId, boardId });
      requirePlannable(board, asked, tx.occurredAt);

      const plan = planOf(asked, board);
      await this.rooms.requireFree(tx, { ...plan, starts: [plan.startsAt] });
      const meetings = await this.meetings.plan(tx, boardId, [{ ...plan, ...IN_NO_SERIES }]);
      await this.invitations.invite(tx, meetings, board);

      return toMeetingView(meetings[0]!);
    });
  }
}

function planOf(asked: AskedMeeting, { timeZone, chairId, capacityMinutes }: Board): MeetingPlan {
  const startsAt = new Date(asked.startsAt).toISOString();
  return {
    startsAt,
    timeZone,
    localStart: localTimeOf(startsAt, timeZone),
    chairId: asked.chairId ?? chairId,
    location: asked.location ?? null,
    room: asked.room ?? null,
    videoLink: asked.videoLink ?? null,
    listingLeadHours: asked.listingLeadHours ?? null,
    capacityMinutes: asked.capacityMinutes ?? capacityMinutes,
  };
}
