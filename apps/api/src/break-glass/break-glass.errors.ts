import { Refusal } from '#workflow';

/** A review is written once; what it says stays. */
export class AlreadyReviewed extends Refusal {
  readonly code = 'already-reviewed';
  readonly kind = 'conflict';

  constructor() {
    super('This break-glass has been reviewed already. Read the review that stands.');
  }
}
