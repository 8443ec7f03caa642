import type { CheckId } from '#pathway';
import { nameSpecialties, Refusal, type Specialty } from '#workflow';

/** What was proposed is frozen. */
export class AlreadyProposed extends Refusal {
  readonly code = 'already-proposed';
  readonly kind = 'conflict';

  constructor() {
    super('This draft has been proposed, and what was proposed does not change. Revise it: that makes the next draft.');
  }
}

/** The act belongs to what was proposed, and this is still a draft. */
export class StillADraft extends Refusal {
  readonly code = 'still-a-draft';
  readonly kind = 'conflict';

  constructor() {
    super('This is still a draft. It can be signed, returned, revised, withdrawn and ratified once it is proposed.');
  }
}

/** An override answers a finding; without one there is nothing to answer. */
export class NothingToOverride extends Refusal {
  readonly code = 'nothing-to-override';
  readonly kind = 'conflict';

  constructor(readonly check: CheckId) {
    super('This check has nothing against the draft as it is now. Look at its checks again.');
  }
}

/** Beside a discussion a decision is changed, never begun. */
export class NotARevisedDraft extends Refusal {
  readonly code = 'not-a-revised-draft';
  readonly kind = 'conflict';

  constructor() {
    super(
      'Outside a discussion only a revised draft can be proposed. Revise the current decision, or list the case again.',
    );
  }
}

/** The case is not being discussed as a new decision. */
export class NoOpenDiscussion extends Refusal {
  readonly code = 'no-open-discussion';
  readonly kind = 'conflict';

  constructor() {
    super('This case has no open item for discussion. Open it on the agenda of the meeting in session first.');
  }
}

/** A ratification is an item of its own. */
export class NotUpForRatification extends Refusal {
  readonly code = 'not-up-for-ratification';
  readonly kind = 'conflict';

  constructor() {
    super('No open agenda item is about ratifying this decision. List it for ratification and open the item.');
  }
}

/** Whoever sits on an emergency panel sits for the specialty on this board, or deputises for it. */
export class PanelPersonUnfit extends Refusal {
  readonly code = 'panel-person-unfit';
  readonly kind = 'invalid';

  constructor(position: number, specialty: Specialty) {
    const message = `Name a member of the board, or a deputy, for ${nameSpecialties([specialty])}.`;
    super(message, { errors: [{ pointer: `/panel/${position}/userId`, message, code: 'panel-person-unfit' }] });
  }
}

/** Nobody has been reached in the future. */
export class ReachedInTheFuture extends Refusal {
  readonly code = 'reached-in-the-future';
  readonly kind = 'invalid';

  constructor(position: number) {
    const message = 'This time lies in the future. Record when this person was reached.';
    super(message, { errors: [{ pointer: `/panel/${position}/reachedAt`, message, code: 'reached-in-the-future' }] });
  }
}

/** What the panel overrides has nothing against the decision. */
export class OverrideWithoutFinding extends Refusal {
  readonly code = 'override-without-finding';
  readonly kind = 'invalid';

  constructor(position: number) {
    const message = 'This check has nothing against the decision. Leave its override out.';
    super(message, {
      errors: [{ pointer: `/overrides/${position}/check`, message, code: 'override-without-finding' }],
    });
  }
}
