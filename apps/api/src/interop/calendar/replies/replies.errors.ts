import { Refusal } from '#workflow';
import { REPLY_FAULTS, type ReplyFault } from './reply-faults.js';

/** A mail that answers no invitation. Its sender is not told: whoever delivers it puts it aside. */
export class NoReplyInMail extends Refusal {
  readonly code = 'no-reply-in-mail';
  readonly kind = 'invalid';

  constructor(readonly fault: ReplyFault) {
    const message = REPLY_FAULTS[fault];
    super(message, { errors: [{ pointer: '', message, code: fault }] });
  }
}
