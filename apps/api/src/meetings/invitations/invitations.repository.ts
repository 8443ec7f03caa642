import { Injectable } from '@nestjs/common';
import { newId, type Invitation as StoredInvitation, type PrismaTx } from '#database';
import type { Reply } from '#workflow';
import type { Seat } from '../../people/index.js';
import type { Meeting } from '../meeting.js';
import { UNANSWERED, type Invitation, type InvitationList } from './invitation.js';

/** What may change of an invitation. */
export type InvitationChange = Partial<
  Pick<Invitation, 'askedSequence' | 'reply' | 'deputyId' | 'repliedAt' | 'replySequence' | 'replyStamp'>
>;

/** Somebody to be asked. */
export type Guest = Pick<Seat, 'userId' | 'specialty'> & { readonly deputyFor?: string | null };

const IN_ORDER = { invitations: { orderBy: { id: 'asc' } } } as const;

/** Every statement about the aggregate `invitations`. */
@Injectable()
export class InvitationsRepository {
  async find(tx: PrismaTx, meetingId: string): Promise<InvitationList | null> {
    const [list] = await this.findAll(tx, [meetingId]);
    return list ?? null;
  }

  async findAll(tx: PrismaTx, meetingIds: readonly string[]): Promise<InvitationList[]> {
    const { organisationId } = tx.actor;
    const rows = await tx.prisma.invitationList.findMany({
      where: { organisationId, meetingId: { in: [...meetingIds] } },
      include: IN_ORDER,
    });
    return rows.map(({ recordedAt: _, invitations, ...list }) => ({
      ...list,
      invitations: invitations.map(toInvitation),
    }));
  }

  /** Waits for whoever is changing the list, then reads it as they left it. */
  async findLocked(tx: PrismaTx, meetingId: string): Promise<InvitationList | null> {
    await tx.sql(LOCK, [tx.actor.organisationId, meetingId]);
    return this.find(tx, meetingId);
  }

  /** Lists for new meetings, the same guests at each, as they are stored. */
  async insertMany(
    tx: PrismaTx,
    meetings: readonly Meeting[],
    guests: readonly Guest[],
    isSent: (meeting: Meeting) => boolean,
  ): Promise<InvitationList[]> {
    const { organisationId } = tx.actor;
    const lists = meetings.map((meeting): InvitationList => ({
      organisationId,
      boardId: meeting.boardId,
      meetingId: meeting.id,
      sentSequence: isSent(meeting) ? meeting.sequence : null,
      version: 1,
      invitations: guests.map((guest) => asked(guest, meeting)),
    }));
    await tx.prisma.invitationList.createMany({ data: lists.map(({ invitations: _, ...list }) => list) });
    for (const list of lists) await this.insert(tx, list, list.invitations);
    return lists;
  }

  /** Asks further people. */
  async add(tx: PrismaTx, list: InvitationList, guests: readonly Guest[], meeting: Meeting): Promise<void> {
    await this.insert(
      tx,
      list,
      guests.map((guest) => asked(guest, meeting)),
    );
  }

  async update(tx: PrismaTx, { organisationId }: InvitationList, id: string, change: InvitationChange): Promise<void> {
    await tx.prisma.invitation.update({
      where: { organisationId_id: { organisationId, id } },
      data: change,
      select: { id: true },
    });
  }

  /** The same change of every invitation of a list. */
  async updateAll(
    tx: PrismaTx,
    { organisationId, meetingId }: InvitationList,
    change: InvitationChange,
  ): Promise<void> {
    await tx.prisma.invitation.updateMany({ where: { organisationId, meetingId }, data: change });
  }

  /** Steps the version by one. */
  async step(tx: PrismaTx, list: InvitationList, sentSequence = list.sentSequence): Promise<void> {
    const { organisationId, meetingId } = list;
    await tx.prisma.invitationList.update({
      where: { organisationId_meetingId: { organisationId, meetingId } },
      data: { version: list.version + 1, sentSequence },
      select: { meetingId: true },
    });
  }

  /** Meetings to come, until an instant, whose people were told nothing yet, or where a seat was given since. */
  async meetingsToComplete(tx: PrismaTx, now: string, until: string): Promise<string[]> {
    const rows = await tx.sql<{ id: string }>(TO_COMPLETE, [tx.actor.organisationId, now, until]);
    return rows.map(({ id }) => id);
  }

  private async insert(tx: PrismaTx, list: InvitationList, invitations: readonly Invitation[]): Promise<void> {
    const { organisationId, boardId, meetingId } = list;
    await tx.prisma.invitation.createMany({
      data: invitations.map((invitation) => ({ ...invitation, organisationId, boardId, meetingId })),
    });
  }
}

function asked({ userId, specialty, deputyFor = null }: Guest, { sequence }: Meeting): Invitation {
  return { ...UNANSWERED, id: newId(), userId, specialty, deputyFor, askedSequence: sequence };
}

function toInvitation(row: StoredInvitation): Invitation {
  return {
    id: row.id,
    userId: row.userId,
    specialty: row.specialty as Invitation['specialty'],
    deputyFor: row.deputyFor,
    askedSequence: row.askedSequence,
    reply: row.reply as Reply,
    deputyId: row.deputyId,
    repliedAt: row.repliedAt?.toISOString() ?? null,
    replySequence: row.replySequence,
    replyStamp: row.replyStamp?.toISOString() ?? null,
  };
}

const LOCK = `
  SELECT 1 AS locked FROM clinical.invitation_list
  WHERE organisation_id = $1::uuid AND meeting_id = $2::uuid FOR UPDATE`;

const TO_COMPLETE = `
  SELECT m.id FROM clinical.meeting m
  LEFT JOIN clinical.invitation_list l ON l.organisation_id = m.organisation_id AND l.meeting_id = m.id
  WHERE m.organisation_id = $1::uuid AND m.state IN ('planned', 'agenda-closed') AND m.starts_at > $2::timestamptz
    AND (l.meeting_id IS NULL OR (l.sent_sequence IS NULL AND m.starts_at <= $3::timestamptz)
      OR EXISTS (SELECT FROM people.board_member s
        JOIN people.account a ON a.organisation_id = s.organisation_id AND a.id = s.user_id AND a.is_active
        WHERE s.organisation_id = m.organisation_id AND s.board_id = m.board_id AND s.is_active
          AND NOT EXISTS (SELECT FROM clinical.invitation i
            WHERE i.organisation_id = m.organisation_id AND i.meeting_id = m.id AND i.user_id = s.user_id)))
  ORDER BY m.starts_at, m.id`;
