import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type PrismaTx } from '#database';
import { judgeReply, requireMay, type ReplyStamp } from '#workflow';
import { BoardsQueries, type Board } from '../../people/index.js';
import { MeetingFiles } from '../meeting-files.js';
import { scopeOf, type Meeting } from '../meeting.js';
import { InvitationFiles, type Answering } from './invitation-files.js';
import type { Answer, Invitation, InvitationList } from './invitation.js';
import {
  DeputyWithoutDelegation,
  InvitationClosed,
  NotARegisteredDeputy,
  NotInvited,
  ReplyToUnknownState,
} from './invitations.errors.js';
import { InvitationsRepository } from './invitations.repository.js';

/** An answer as a calendar sent it. */
export type MailedReply = Answer & ReplyStamp & { readonly userId: string };

/** What became of a mailed answer: it counts now, or it was left aside because it came twice, late or out of turn. */
export type Outcome = 'recorded' | 'left-aside';

/**
 * Writes down what somebody answers to an invitation: on the spot, or by a mail that may come late, twice and in any order.
 * @throws NotFound, NotInvited, InvitationClosed, NotARegisteredDeputy, DeputyWithoutDelegation
 */
@Injectable()
export class RecordReply {
  constructor(
    private readonly ledger: Ledger,
    private readonly meetings: MeetingFiles,
    private readonly boards: BoardsQueries,
    private readonly invitations: InvitationsRepository,
    private readonly files: InvitationFiles,
  ) {}

  /** One's own answer, given here and now: it is the newest there is. */
  execute(actor: Actor, meetingId: string, answer: Answer): Promise<InvitationList> {
    return this.ledger.transaction({ type: 'invitations.opened', actor, id: meetingId }, async (tx) => {
      const meeting = await this.meetings.lock(tx, meetingId);
      requireMay(tx.actor, 'meeting:reply', scopeOf(meeting));
      const answering = await this.lock(tx, meeting, tx.actor.userId);
      requireAnswerable(answering, answer);

      const repliedAt = tx.occurredAt.toISOString();
      const { sequence } = meeting;
      return this.files.answer(tx, answering, { ...answer, repliedAt, sequence, stampedAt: repliedAt });
    });
  }

  /**
   * An answer by mail, in the transaction of whoever received it, who has asked whether it may be taken. The mail's own time is believed
   * only as far as now.
   * @throws ReplyToUnknownState
   */
  async fromMail(tx: PrismaTx, meetingId: string, { userId, ...mailed }: MailedReply): Promise<Outcome> {
    const answering = await this.lock(tx, await this.meetings.lock(tx, meetingId), userId);
    const repliedAt = tx.occurredAt.toISOString();
    const stampedAt = new Date(Math.min(Date.parse(mailed.stampedAt), tx.occurredAt.getTime())).toISOString();

    const verdict = judgeReply(answering.invitation, { ...mailed, stampedAt }, answering.meeting.sequence);
    if (verdict === 'unasked') throw new ReplyToUnknownState(mailed.sequence);
    if (verdict !== 'counts') return 'left-aside';

    requireAnswerable(answering, mailed);
    await this.files.answer(tx, answering, { ...mailed, repliedAt, stampedAt });
    return 'recorded';
  }

  private async lock(tx: PrismaTx, meeting: Meeting, userId: string): Promise<Answering> {
    const list = await this.invitations.findLocked(tx, meeting.id);
    const invitation = list?.invitations.find((each) => each.userId === userId);
    if (!list || !invitation) throw new NotInvited();
    return { list, invitation, meeting, board: await this.boards.find(tx, meeting.boardId) };
  }
}

function requireAnswerable({ meeting, invitation, board }: Answering, { reply, deputyId }: Answer): void {
  const { state } = meeting;
  if (state !== 'planned' && state !== 'agenda-closed') throw new InvitationClosed(state);
  if ((reply === 'delegated') !== (deputyId !== undefined)) throw new DeputyWithoutDelegation();
  if (deputyId !== undefined) requireDeputy(board, invitation, deputyId);
}

/** Whoever was delegated to delegates no further: only a seat has deputies. */
function requireDeputy({ members }: Board, { userId }: Invitation, deputyId: string): void {
  const registered = members.find((seat) => seat.userId === userId)?.deputyIds ?? [];
  if (!registered.includes(deputyId)) throw new NotARegisteredDeputy(registered);
}
