import { Refusal } from '#workflow';

/** The line belongs to a decision that holds no more. */
export class RecommendationEnded extends Refusal {
  readonly code = 'recommendation-ended';
  readonly kind = 'conflict';

  constructor(readonly state: 'superseded' | 'withdrawn') {
    super(
      `The decision that recommended this is ${state}. Record what became of the current decision’s recommendations.`,
    );
  }
}

/** Somebody of the board sees to it. */
export class OwnerNotOnBoard extends Refusal {
  readonly code = 'owner-not-on-board';
  readonly kind = 'invalid';

  constructor() {
    const message = 'The owner must be a member of this board. Name a member, or null for nobody.';
    super(message, { errors: [{ pointer: '/ownerId', message, code: 'owner-not-on-board' }] });
  }
}

/** A change that changes nothing, or a reason for an outcome that is not given. */
export class OutcomeMissing extends Refusal {
  readonly code = 'outcome-missing';
  readonly kind = 'invalid';

  constructor() {
    const message = 'Say what became of it (outcome, with its reason), or who owns it (ownerId).';
    super(message, { errors: [{ pointer: '/outcome', message, code: 'outcome-missing' }] });
  }
}
