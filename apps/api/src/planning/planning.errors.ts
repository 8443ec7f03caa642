import { Refusal } from '#workflow';

/** What was confirmed is not what would be applied now. */
export class AgendaProposalOutdated extends Refusal {
  readonly code = 'proposal-outdated';
  readonly kind = 'conflict';

  constructor() {
    super(
      'Cases, meetings or replies have changed since this agenda was proposed. Ask for a new proposal, and confirm that.',
    );
  }
}

/** A meeting that is over, or of another board. */
export class MeetingNotAhead extends Refusal {
  readonly code = 'meeting-not-ahead';
  readonly kind = 'invalid';

  constructor(index: number) {
    const message = 'This is no meeting of this board that is still to come. Read the board’s meetings again.';
    super(message, { errors: [{ pointer: `/meetings/${index}`, message, code: 'meeting-not-ahead' }] });
  }
}
