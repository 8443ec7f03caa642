import { Injectable } from '@nestjs/common';
import { Ledger, systemActor } from '#database';
import { eachApart } from '../../maintenance/index.js';
import { BoardsQueries } from '../../people/index.js';
import { MeetingFiles } from '../meeting-files.js';
import { InvitationFiles, tellUntil } from './invitation-files.js';
import { InvitationsRepository } from './invitations.repository.js';

/**
 * Asks who got a seat after a meeting was planned, and tells people of meetings that have come near. Each meeting in a transaction of
 * its own, asked again once it is locked, so two replicas may do it at once.
 */
@Injectable()
export class KeepInvitations {
  constructor(
    private readonly ledger: Ledger,
    private readonly meetings: MeetingFiles,
    private readonly boards: BoardsQueries,
    private readonly invitations: InvitationsRepository,
    private readonly files: InvitationFiles,
  ) {}

  /** For one organisation. */
  async execute(organisationId: string): Promise<void> {
    const actor = systemActor(organisationId);
    const ids = await this.ledger.transaction({ type: 'system.maintained', actor }, (tx) =>
      this.invitations.meetingsToComplete(tx, tx.occurredAt.toISOString(), tellUntil(tx.occurredAt)),
    );
    await eachApart(ids, (id) =>
      this.ledger.transaction({ type: 'meeting.opened', actor, id }, async (tx) => {
        const meeting = await this.meetings.lock(tx, id);
        if (meeting.state !== 'planned' && meeting.state !== 'agenda-closed') return;
        await this.files.complete(tx, meeting, await this.boards.find(tx, meeting.boardId));
      }),
    );
  }
}
