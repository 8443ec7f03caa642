import { IsCode, IsFlag, IsId, IsInstant, IsText } from '../../http/index.js';
import { NOTICE_KINDS, NOTICE_STATES, type NoticeKind, type NoticeState } from '../notice.js';

/** Whom the outbox tells something, and whether the mail arrived. What it is about is not the administrator's to see. */
export class NoticeView {
  @IsId()
  id: string;

  @IsCode(NOTICE_KINDS)
  kind: NoticeKind;

  @IsId()
  recipientId: string;

  @IsCode(NOTICE_STATES, { example: 'failed', about: 'failed is the dead letter: it is tried again only when asked.' })
  state: NoticeState;

  @IsFlag({ about: 'Goes out in quiet hours too.', example: false })
  isUrgent: boolean;

  @IsInstant({ about: 'Not sent before: the end of the recipient’s quiet hours, for instance.' })
  dueAt: string;

  @IsInstant({ nullable: true, about: 'When it was sent, failed, or dropped because nobody needs it any more.' })
  settledAt: string | null;

  @IsText({
    max: 100,
    nullable: true,
    example: 'refused-550',
    about: 'The reply of the mail server, or not-delivered after all tries.',
  })
  failure: string | null;

  @IsInstant()
  occurredAt: string;
}
