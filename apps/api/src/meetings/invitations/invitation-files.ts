import { Injectable } from '@nestjs/common';
import { CHANGES, recordChange, type ChangeType, type PrismaTx } from '#database';
import type { Board } from '../../people/index.js';
import { Outbox } from '../../notifications/index.js';
import { uidOf, type Meeting } from '../meeting.js';
import { invitationsDocument, UNANSWERED, type Answer, type Invitation, type InvitationList } from './invitation.js';
import { InvitationsRepository, type Guest, type InvitationChange } from './invitations.repository.js';

type InvitationsChangeType = {
  [Type in ChangeType]: (typeof CHANGES)[Type] extends 'invitations' ? Type : never;
}[ChangeType];

/** Who answers and when, and to which state of the meeting. */
export interface Stamped extends Answer {
  readonly repliedAt: string;
  readonly sequence: number;
  readonly stampedAt: string;
}

/** So long before a meeting its people are told; a series is planned a year ahead, and nobody wants fifty mails at once. */
const TELL_AHEAD_DAYS = 56;

/**
 * The one way to change who is asked to a meeting: each change makes a version of the list, and what people must hear of goes into the
 * outbox in the same transaction. Lock the meeting before its list.
 */
@Injectable()
export class InvitationFiles {
  constructor(
    private readonly invitations: InvitationsRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Asks every member of the board to new meetings. */
  async invite(tx: PrismaTx, meetings: readonly Meeting[], board: Board): Promise<void> {
    if (meetings.length === 0) return;
    const isNear = (meeting: Meeting) => meeting.startsAt <= tellUntil(tx.occurredAt);
    const lists = await this.invitations.insertMany(tx, meetings, board.members, isNear);
    for (const [index, list] of lists.entries()) {
      await record(tx, list, 'invitations.made');
      const meeting = meetings[index]!;
      if (isNear(meeting)) await this.tell(tx, board, meeting, list.invitations);
    }
  }

  /** Asks who is missing, and tells those of a meeting that has come near. */
  async complete(tx: PrismaTx, meeting: Meeting, board: Board): Promise<void> {
    const list = await this.invitations.findLocked(tx, meeting.id);
    if (!list) return this.invite(tx, [meeting], board);

    const missing = board.members.filter(({ userId }) => !list.invitations.some((each) => each.userId === userId));
    const isNews = list.sentSequence === null && meeting.startsAt <= tellUntil(tx.occurredAt);
    if (missing.length === 0 && !isNews) return;

    await this.invitations.add(tx, list, missing, meeting);
    const type = isNews ? 'invitations.sent' : 'invitations.made';
    const after = await this.step(tx, list, type, isNews ? meeting.sequence : list.sentSequence);
    if (after.sentSequence === null) return;
    const isTold = ({ userId }: Invitation) => isNews || missing.some((seat) => seat.userId === userId);
    await this.tell(tx, board, meeting, after.invitations.filter(isTold));
  }

  /** Tells people of a meeting that changed for a calendar; at another time, everybody is asked anew. */
  async follow(tx: PrismaTx, meeting: Meeting, board: Board, isAtAnotherTime: boolean): Promise<void> {
    const list = await this.invitations.findLocked(tx, meeting.id);
    if (!list) return this.invite(tx, [meeting], board);
    const isTold = list.sentSequence !== null;
    const isNews = isTold && list.sentSequence !== meeting.sequence;
    if (!isNews && !isAtAnotherTime) return;

    if (isAtAnotherTime) {
      await this.invitations.updateAll(tx, list, { ...UNANSWERED, askedSequence: meeting.sequence });
    }
    const type = isAtAnotherTime ? 'invitations.asked-anew' : 'invitations.sent';
    const after = await this.step(tx, list, type, isTold ? meeting.sequence : null);
    if (isTold) await this.tell(tx, board, meeting, after.invitations);
  }

  /** Tells those who know of a meeting that it will not be. */
  async callOff(tx: PrismaTx, meeting: Meeting, board: Board): Promise<void> {
    const list = await this.invitations.findLocked(tx, meeting.id);
    if (!list || list.sentSequence === null) return;
    const after = await this.step(tx, list, 'invitations.sent', meeting.sequence);
    await this.tell(tx, board, meeting, after.invitations);
  }

  /** Writes down an answer; a deputy to whom it is delegated is asked in turn. The list is locked. */
  async answer(
    tx: PrismaTx,
    { list, invitation, meeting, board }: Answering,
    { reply, deputyId: delegatedTo, repliedAt, sequence, stampedAt }: Stamped,
  ): Promise<InvitationList> {
    const deputyId = delegatedTo ?? null;
    const change: InvitationChange = { reply, deputyId, repliedAt, replySequence: sequence, replyStamp: stampedAt };
    await this.invitations.update(tx, list, invitation.id, change);

    const isNew = deputyId !== null && !list.invitations.some(({ userId }) => userId === deputyId);
    const { specialty, userId } = invitation;
    const deputies: Guest[] = isNew ? [{ userId: deputyId, specialty, deputyFor: userId }] : [];
    await this.invitations.add(tx, list, deputies, meeting);

    const after = await this.step(tx, list, 'invitation.answered');
    const asked = after.invitations.filter((each) => isNew && each.userId === deputyId);
    await this.tell(tx, board, meeting, asked);
    return after;
  }

  private async step(
    tx: PrismaTx,
    list: InvitationList,
    type: InvitationsChangeType,
    sentSequence = list.sentSequence,
  ): Promise<InvitationList> {
    await this.invitations.step(tx, list, sentSequence);
    const [after] = await this.invitations.findAll(tx, [list.meetingId]);
    await record(tx, after!, type);
    return after!;
  }

  private async tell(tx: PrismaTx, board: Board, meeting: Meeting, invitations: readonly Invitation[]): Promise<void> {
    const { id: meetingId, boardId, startsAt, capacityMinutes: minutes, timeZone, sequence } = meeting;
    const location = [meeting.room, meeting.location, meeting.videoLink].filter((part) => part !== null).join(', ');
    const kind = meeting.state === 'cancelled' ? 'meeting-cancelled' : 'meeting-invitation';
    for (const reply of new Set(invitations.map((each) => each.reply))) {
      await this.outbox.post(tx, {
        kind,
        to: invitations.filter((each) => each.reply === reply).map(({ userId }) => userId),
        facts: {
          uid: uidOf(meetingId),
          sequence,
          startsAt,
          minutes,
          location: location === '' ? null : location,
          boardName: board.name,
          timeZone,
          stampedAt: tx.occurredAt.toISOString(),
          reply,
        },
        boardId,
        meetingId,
      });
    }
  }
}

/** An invitation that is being answered, with its list locked. */
export interface Answering {
  readonly list: InvitationList;
  readonly invitation: Invitation;
  readonly meeting: Meeting;
  readonly board: Board;
}

/** Until when, from now, meetings are near enough to tell people of. */
export function tellUntil(now: Date): string {
  return new Date(now.getTime() + TELL_AHEAD_DAYS * 86_400_000).toISOString();
}

function record(tx: PrismaTx, list: InvitationList, type: InvitationsChangeType): Promise<void> {
  const { meetingId: id, version, boardId } = list;
  return recordChange(tx, { type, id, version, boardId, document: invitationsDocument(list) });
}
