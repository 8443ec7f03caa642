import { Refusal } from '#workflow';

/** A day is one holiday, with one name. */
export class HolidayTwice extends Refusal {
  readonly code = 'holiday-twice';
  readonly kind = 'invalid';

  constructor(readonly on: string) {
    const message = `${on} stands twice among the holidays. Name it once.`;
    super(message, { errors: [{ pointer: '/holidays', message, code: 'duplicate' }] });
  }
}
