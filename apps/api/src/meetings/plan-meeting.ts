import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { BoardsQueries } from '../people/index.js';
import { MeetingFiles } from './meeting-files.js';
import { requirePlannable } from './meeting-rules.js';
import { toMeetingView, type MeetingView } from './meeting.view.js';

export interface AskedMeeting {
  readonly startsAt: string;
  readonly chairId?: string;
  readonly location?: string;
  readonly capacityMinutes?: number;
}

/** Plans one session of a board. The board's chair presides unless another specialist member is named. */
@Injectable()
export class PlanMeeting {
  constructor(
    private readonly ledger: Ledger,
    private readonly meetings: MeetingFiles,
    private readonly boards: BoardsQueries,
  ) {}

  execute(actor: Actor, boardId: string, asked: AskedMeeting): Promise<MeetingView> {
    return this.ledger.transaction({ type: 'meeting.planning', actor, id: boardId }, async (tx) => {
      const board = await this.boards.find(tx, boardId);

      requireMay(tx.actor, 'meeting:manage', { organisationId: tx.actor.organisationId, boardId });
      requirePlannable(board, asked, tx.occurredAt);

      const meeting = await this.meetings.plan(tx, boardId, {
        startsAt: new Date(asked.startsAt).toISOString(),
        chairId: asked.chairId ?? board.chairId,
        location: asked.location ?? null,
        capacityMinutes: asked.capacityMinutes ?? board.capacityMinutes,
      });

      return toMeetingView(meeting);
    });
  }
}
