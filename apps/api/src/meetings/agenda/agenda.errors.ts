import { Refusal, type AgendaItemState, type CaseState } from '#workflow';

/** A case is discussed where it was referred to. */
export class CaseOfAnotherBoard extends Refusal {
  readonly code = 'case-of-another-board';
  readonly kind = 'conflict';

  constructor() {
    super('This case belongs to another board. List it for a meeting of its own board.');
  }
}

/** There is no provisional decision that a meeting could ratify. */
export class NothingToRatify extends Refusal {
  readonly code = 'nothing-to-ratify';
  readonly kind = 'conflict';

  constructor(readonly state: CaseState) {
    super('This case has no provisional decision that awaits ratification. List it for discussion.');
  }
}

/** One place on one agenda for one purpose. */
export class CaseAlreadyOnAgenda extends Refusal {
  readonly code = 'case-already-on-agenda';
  readonly kind = 'conflict';

  constructor(readonly meetingId: string) {
    super('This case is on an agenda for this purpose already. Take it off there first.');
  }
}

/** Only what still waits can be moved or taken off. */
export class AgendaItemNotWaiting extends Refusal {
  readonly code = 'agenda-item-not-waiting';
  readonly kind = 'conflict';

  constructor(readonly state: AgendaItemState) {
    super(
      state === 'open'
        ? 'This case is being discussed. Decide or adjourn it first.'
        : 'This item is settled. It stays in the meeting’s record as it is.',
    );
  }
}

/** During the session a case leaves the agenda with a reason, which the board's measures count. */
export class MeetingInSession extends Refusal {
  readonly code = 'meeting-in-session';
  readonly kind = 'conflict';

  constructor() {
    super(
      'The meeting is in session. Defer the case with its reason; what is not reached goes back when the meeting ends.',
    );
  }
}

/** A meeting discusses one case at a time. */
export class AnotherItemOpen extends Refusal {
  readonly code = 'another-item-open';
  readonly kind = 'conflict';

  constructor(readonly openItemId: string) {
    super('Another case is being discussed. Decide or adjourn it first.');
  }
}

/** An item follows another item of the same agenda. */
export class NotOnThisAgenda extends Refusal {
  readonly code = 'not-on-this-agenda';
  readonly kind = 'invalid';

  constructor() {
    const message = 'after must be the id of another item of this meeting’s agenda, or null for the front.';
    super(`${message} Read the agenda again.`, {
      errors: [{ pointer: '/after', message, code: 'not-on-this-agenda' }],
    });
  }
}
