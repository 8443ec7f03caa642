import { Refusal } from '#workflow';
import { MOST_ORDERS } from './levelling.view.js';

/** What was confirmed is not what would be applied now. */
export class ProposalOutdated extends Refusal {
  readonly code = 'proposal-outdated';
  readonly kind = 'conflict';

  constructor() {
    super(
      'Orders or bookings have changed since this schedule was proposed. Ask for a new proposal, and confirm that.',
    );
  }
}

/** More than one go can hold. */
export class TooManyOrders extends Refusal {
  readonly code = 'too-many-orders';
  readonly kind = 'conflict';

  constructor() {
    super(`More than ${MOST_ORDERS} orders are due by then. Choose an earlier “dueUntil”, and level in steps.`);
  }
}

/** A day that the request names twice, or one that has gone by. */
export class UnclearCapacity extends Refusal {
  readonly code = 'unclear-capacity';
  readonly kind = 'invalid';

  constructor(pointer: string, message: string) {
    super(message, { errors: [{ pointer, message, code: 'unclear-capacity' }] });
  }
}
