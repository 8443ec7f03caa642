import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type PrismaTx } from '#database';
import { NotFound, requireMay } from '#workflow';
import { NotARegisteredDeputy, NotInvited, RecordReply, type MailedReply } from '../../../meetings/index.js';
import { CalendarFeedsRepository } from '../calendar-feeds.repository.js';
import { readReply, type ReadReply } from './read-reply.js';
import type { MailReplyView } from './reply.view.js';
import { NoReplyInMail } from './replies.errors.js';

/** As `uidOf` of a meeting writes it. */
const OUR_UID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@consilium$/;

/**
 * Takes a mail that the hospital's mail server passes on, and writes the answer in it down for the attendee who sent it. A mail that comes
 * twice, late or out of turn is answered well and changes nothing.
 * @throws Forbidden, NoReplyInMail, NotFound, and what recording a reply refuses
 */
@Injectable()
export class ReceiveReply {
  constructor(
    private readonly ledger: Ledger,
    private readonly recordReply: RecordReply,
    private readonly people: CalendarFeedsRepository,
  ) {}

  async execute(actor: Actor, raw: Uint8Array): Promise<MailReplyView> {
    const read = await readReply(raw);
    return this.ledger.transaction({ type: 'reply.receiving', actor }, async (tx) => {
      requireMay(tx.actor, 'reply:deliver', { organisationId: tx.actor.organisationId });
      if (typeof read === 'string') throw new NoReplyInMail(read);
      const [, meetingId] = OUR_UID.exec(read.uid) ?? [];
      if (meetingId === undefined) throw new NotFound('meeting');

      const mailed = await this.mailed(tx, read);
      const outcome = await this.recordReply.fromMail(tx, meetingId, mailed);
      return { meetingId, userId: mailed.userId, outcome };
    });
  }

  /** The people whom the addresses belong to. */
  private async mailed(
    tx: PrismaTx,
    { attendee, delegate, reply, sequence, stampedAt }: ReadReply,
  ): Promise<MailedReply> {
    const userId = await this.people.findByAddress(tx, attendee);
    if (userId === null) throw new NotInvited();
    const deputyId = delegate === null ? undefined : await this.people.findByAddress(tx, delegate);
    if (deputyId === null) throw new NotARegisteredDeputy([]);
    return { userId, reply, sequence, stampedAt, ...(deputyId !== undefined && { deputyId }) };
  }
}
