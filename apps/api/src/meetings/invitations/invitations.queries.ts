import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type PrismaTx } from '#database';
import { requireMay, type Invitee } from '#workflow';
import { MeetingFiles } from '../meeting-files.js';
import { scopeOf } from '../meeting.js';
import { inviteesOf, type InvitationList } from './invitation.js';
import { InvitationsRepository } from './invitations.repository.js';

/** What is asked about invitations. */
@Injectable()
export class InvitationsQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly meetings: MeetingFiles,
    private readonly invitations: InvitationsRepository,
  ) {}

  /** Who is asked to a meeting and what they answered. @throws NotFound */
  show(actor: Actor, meetingId: string): Promise<InvitationList> {
    return this.ledger.transaction({ type: 'invitations.opened', actor, id: meetingId }, async (tx) => {
      const meeting = await this.meetings.open(tx, meetingId);
      requireMay(tx.actor, 'meeting:read', scopeOf(meeting));
      const { organisationId, boardId } = meeting;
      const nobody = { organisationId, boardId, meetingId, sentSequence: null, version: 1, invitations: [] };
      return (await this.invitations.find(tx, meetingId)) ?? nobody;
    });
  }

  /** Those who can fill a specialty at each of these meetings, inside an open transaction; nobody where nobody is asked. */
  async inviteesOf(tx: PrismaTx, meetingIds: readonly string[]): Promise<ReadonlyMap<string, readonly Invitee[]>> {
    const lists = await this.invitations.findAll(tx, meetingIds);
    const known = new Map(lists.map((list) => [list.meetingId, inviteesOf(list)]));
    return new Map(meetingIds.map((id) => [id, known.get(id) ?? []]));
  }
}
