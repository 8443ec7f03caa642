import { Controller, Post } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../../../auth/index.js';
import { Answers, MailBody, MailExpected, TakesMail } from '../../../http/index.js';
import { InvitationClosed, NotARegisteredDeputy, NotInvited, ReplyToUnknownState } from '../../../meetings/index.js';
import { ReceiveReply } from './receive-reply.js';
import { MailReplyView } from './reply.view.js';
import { NoReplyInMail } from './replies.errors.js';

@Controller('mail-replies')
export class MailRepliesController {
  constructor(private readonly receiveReply: ReceiveReply) {}

  @Post()
  @Allow('reply:deliver')
  @TakesMail()
  @Answers(MailReplyView, {
    summary: 'Deliver a mail that answers an invitation',
    about:
      'The raw message (RFC 5322), at most 256 KiB, as the hospital’s mail server took it after its own checks of the sender (SPF, DKIM, ' +
      'DMARC): here its From must be the attendee. Deliver again what is answered 503; put aside what is refused.',
    refusals: [
      new NoReplyInMail('sender-is-not-attendee'),
      new MailExpected(),
      new NotInvited(),
      new InvitationClosed('in-session'),
      new NotARegisteredDeputy([]),
      new ReplyToUnknownState(7),
    ],
  })
  receive(@MailBody() raw: Buffer, @CurrentActor() actor: Actor): Promise<MailReplyView> {
    return this.receiveReply.execute(actor, raw);
  }
}
