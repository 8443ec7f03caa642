import { Refusal } from '#workflow';
import type { NoticeState } from '../notice.js';

/** Only a dead letter is tried again by hand: everything else goes its way by itself. */
export class NoticeNotFailed extends Refusal {
  readonly code = 'notice-not-failed';
  readonly kind = 'conflict';

  constructor(readonly state: NoticeState) {
    super('Only a notice that failed is tried again by hand. This one needs nothing from you.');
  }
}
