import { Refusal } from '#workflow';

/** Nothing is given tomorrow. */
export class HandedOutInTheFuture extends Refusal {
  readonly code = 'handed-out-in-the-future';
  readonly kind = 'invalid';

  constructor() {
    const message = 'This time lies in the future. Record what was given, when it has been.';
    super(message, { errors: [{ pointer: '/handedOutAt', message, code: 'handed-out-in-the-future' }] });
  }
}
