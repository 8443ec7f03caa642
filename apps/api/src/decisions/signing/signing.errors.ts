import { Refusal } from '#workflow';

/** A plain approval says nothing else; a remark makes it an approval with reservation. */
export class ApprovalTakesNoReason extends Refusal {
  readonly code = 'approval-takes-no-reason';
  readonly kind = 'invalid';

  constructor() {
    const message = 'A plain approval carries no words. Leave the reason out, or approve with reservation.';
    super(message, { errors: [{ pointer: '/reason', message, code: 'approval-takes-no-reason' }] });
  }
}

/** One represents only those who named one as their deputy. */
export class NotTheirDeputy extends Refusal {
  readonly code = 'not-their-deputy';
  readonly kind = 'forbidden';

  constructor() {
    super('You are no deputy of this member on this board. Sign for yourself, or name a member you do stand in for.');
  }
}

/** No statement of this digest was issued to this person. */
export class UnknownStatement extends Refusal {
  readonly code = 'unknown-signing-statement';
  readonly kind = 'conflict';

  constructor() {
    super('You were given no signing statement with this digest. Ask for one, read it, and sign that.');
  }
}

/** A statement serves once. */
export class StatementUsed extends Refusal {
  readonly code = 'signing-statement-used';
  readonly kind = 'conflict';

  constructor() {
    super('This signing statement was signed already. The decision shows its signatures.');
  }
}

/** A statement is signed while its signer still has it before their eyes. */
export class StatementExpired extends Refusal {
  readonly code = 'signing-statement-expired';
  readonly kind = 'conflict';

  constructor(readonly expiredAt: string) {
    super('This signing statement is over: it holds for ten minutes. Ask for a new one and sign that.');
  }
}

/** The signer's name, role or specialty is another than the statement says. */
export class StatementOutdated extends Refusal {
  readonly code = 'signing-statement-outdated';
  readonly kind = 'conflict';

  constructor() {
    super(
      'What this statement says of you has changed since it was issued. Ask for a new one, read it, and sign that.',
    );
  }
}
