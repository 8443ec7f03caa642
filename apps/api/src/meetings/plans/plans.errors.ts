import { Refusal } from '#workflow';

/** A preliminary plan is worth something because its author had not heard the others. */
export class PlansUnblinded extends Refusal {
  readonly code = 'plans-unblinded';
  readonly kind = 'conflict';

  constructor() {
    super('The discussion of this case was opened, and all plans are seen. Bring yours forward in the discussion.');
  }
}

/** The item has left its agenda. */
export class AgendaItemSettled extends Refusal {
  readonly code = 'agenda-item-settled';
  readonly kind = 'conflict';

  constructor() {
    super('This case has left that agenda. Write the plan for the meeting it is listed for next.');
  }
}

/** A ratification confirms or rejects; there is nothing left to plan. */
export class NoPlanForRatification extends Refusal {
  readonly code = 'no-plan-for-ratification';
  readonly kind = 'conflict';

  constructor() {
    super('This item ratifies a decision that was made already. Preliminary plans are for discussions.');
  }
}
