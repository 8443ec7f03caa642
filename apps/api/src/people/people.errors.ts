import { Refusal, type FieldError } from '#workflow';

/** Addresses are unique over the whole installation. */
export class EmailTaken extends Refusal {
  readonly code = 'email-taken';
  readonly kind = 'conflict';

  constructor(options?: { cause?: unknown }) {
    super('This email address already belongs to an account. Use another, or change that account.', options);
  }
}

/** A specialist without a specialty could neither sign nor count for a quorum. */
export class SpecialtyMissing extends Refusal {
  readonly code = 'specialty-missing';
  readonly kind = 'invalid';

  constructor() {
    const message = 'Name the specialty: whoever is a specialist or chair has one.';
    super(message, { errors: [{ pointer: '/specialty', message, code: 'specialty-missing' }] });
  }
}

/** What an integration may do is said by scopes, and only there. */
export class ScopesMismatch extends Refusal {
  readonly code = 'scopes-mismatch';
  readonly kind = 'invalid';

  constructor() {
    const message = 'Give scopes to an integration, at least one, and to nobody else.';
    super(message, { errors: [{ pointer: '/scopes', message, code: 'scopes-mismatch' }] });
  }
}

/** An account that has none of the roles that a seat asks for. */
export class UnfitForSeat extends Refusal {
  readonly code = 'unfit-for-seat';
  readonly kind = 'conflict';

  constructor(readonly userId: string) {
    super(
      'Nobody with this account can take this seat: it needs an active coordinator without a specialty, or an active specialist with one.',
    );
  }
}

/** A deputy signs for the member's specialty, so the deputy must have it. */
export class UnfitDeputy extends Refusal {
  readonly code = 'unfit-deputy';
  readonly kind = 'conflict';

  constructor(readonly userId: string) {
    super('A deputy is another active specialist of the same specialty. Name somebody else.');
  }
}

/** The person has a seat on this board already. */
export class AlreadySeated extends Refusal {
  readonly code = 'already-seated';
  readonly kind = 'conflict';

  constructor(readonly userId: string) {
    super('This person sits on the board already. Change their seat instead.');
  }
}

/** The chair is a specialist member of the board, always. */
export class ChairMustSit extends Refusal {
  readonly code = 'chair-must-sit';
  readonly kind = 'conflict';

  constructor() {
    super('The chair is a specialist with a seat on this board. Name another chair first.');
  }
}

/** The change would break a rule of the pathway, or of signing. */
export class RulesNotAllowed extends Refusal {
  readonly code = 'rules-not-allowed';
  readonly kind = 'invalid';

  constructor(errors: readonly FieldError[]) {
    super(errors.map(({ message }) => message).join(' '), { errors });
  }
}

/** No administrator takes the last administration away from the organisation. */
export class CannotLockYourselfOut extends Refusal {
  readonly code = 'cannot-lock-yourself-out';
  readonly kind = 'conflict';

  constructor() {
    super('You cannot deactivate yourself or give up your own administration. Ask another administrator.');
  }
}

/** Nobody issues themselves what proves who they are. */
export class AskAnotherAdministrator extends Refusal {
  readonly code = 'ask-another-administrator';
  readonly kind = 'conflict';

  constructor() {
    super(
      'Another administrator resets your credential. With password and code you replace it yourself (POST /auth/password).',
    );
  }
}

/** No such zone in the IANA database. */
export class UnknownTimeZone extends Refusal {
  readonly code = 'unknown-time-zone';
  readonly kind = 'invalid';

  constructor() {
    const message = 'Name an IANA time zone, such as Europe/Amsterdam.';
    super(message, { errors: [{ pointer: '/timeZone', message, code: 'unknown-time-zone' }] });
  }
}
