import { Refusal, type MeetingState } from '#workflow';

/** A meeting is planned for today or later, on the board's calendar. */
export class MeetingInThePast extends Refusal {
  readonly code = 'meeting-in-the-past';
  readonly kind = 'invalid';

  constructor(readonly today: string) {
    const message = `A meeting is planned for today (${today} where the board is) or later.`;
    super(`${message} Choose another time.`, { errors: [{ pointer: '/startsAt', message, code: 'past' }] });
  }
}

/** Whoever presides speaks for a specialty on this board. */
export class ChairMustBeSpecialistMember extends Refusal {
  readonly code = 'chair-must-be-specialist-member';
  readonly kind = 'invalid';

  constructor() {
    const message = 'The chair of a meeting is an active member of this board who sits for a specialty.';
    super(`${message} Name another member.`, { errors: [{ pointer: '/chairId', message, code: 'not-a-specialist' }] });
  }
}

/** Time, place, chair and capacity are settled when the session starts. */
export class MeetingAlreadyStarted extends Refusal {
  readonly code = 'meeting-already-started';
  readonly kind = 'conflict';

  constructor(readonly state: MeetingState) {
    super('Time, place, chair and capacity of a meeting change only before it starts. Plan another meeting.');
  }
}

/** A change names what it changes. */
export class NothingToChange extends Refusal {
  readonly code = 'nothing-to-change';
  readonly kind = 'invalid';

  constructor() {
    super('This change changes nothing. Send at least one of the fields that may be changed.', {
      errors: [{ pointer: '', message: 'Send at least one field.', code: 'required' }],
    });
  }
}
