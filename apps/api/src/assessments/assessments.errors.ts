import { Refusal, type FieldError } from '#workflow';

/** Facts that cannot be, or cannot be yet. */
export class ImpossibleFacts extends Refusal {
  readonly code = 'impossible-facts';
  readonly kind = 'invalid';

  constructor(errors: readonly FieldError[]) {
    super('Some facts are impossible. Correct those named in errors and send the assessment again.', { errors });
  }
}

/** The assessment to correct is not one of this case. */
export class NothingToSupersede extends Refusal {
  readonly code = 'nothing-to-supersede';
  readonly kind = 'conflict';

  constructor() {
    super('The assessment to correct is not one of this case. Read the case’s assessments and name one of them.');
  }
}

/** Somebody corrected it before. */
export class AlreadySuperseded extends Refusal {
  readonly code = 'already-superseded';
  readonly kind = 'conflict';

  constructor(options?: { cause?: unknown }) {
    super('This assessment was corrected already. Correct the correction instead.', options);
  }
}

/** An override for what needs none. */
export class NothingToOverride extends Refusal {
  readonly code = 'nothing-to-override';
  readonly kind = 'invalid';

  constructor(items: readonly string[]) {
    const message = 'This is no missing blocker of this case: leave its override out.';
    super(message, {
      errors: items.map((item) => ({ pointer: `/overrides/${item}`, message, code: 'nothing-to-override' })),
    });
  }
}

/** An item that is waived already. */
export class AlreadyWaived extends Refusal {
  readonly code = 'already-waived';
  readonly kind = 'conflict';

  constructor(readonly item: string) {
    super('This item is waived already; the case shows by whom and why.');
  }
}
