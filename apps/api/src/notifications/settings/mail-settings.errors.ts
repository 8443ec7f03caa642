import { Refusal } from '#workflow';

/** A zone whose clocks nobody here knows. */
export class UnknownMailZone extends Refusal {
  readonly code = 'unknown-time-zone';
  readonly kind = 'invalid';

  constructor() {
    const message = 'Name an IANA time zone, such as Europe/Amsterdam.';
    super(message, { errors: [{ pointer: '/timeZone', message, code: 'unknown-time-zone' }] });
  }
}

/** From an hour to the same hour is either always or never. */
export class EmptyQuietHours extends Refusal {
  readonly code = 'empty-quiet-hours';
  readonly kind = 'invalid';

  constructor() {
    const message = 'Quiet hours end at another time than they begin. Send null for none.';
    super(message, { errors: [{ pointer: '/quiet/until', message, code: 'empty' }] });
  }
}
