import { Refusal } from '#workflow';

/** Somebody asked for the same before, and nobody has decided yet. */
export class ErasureAlreadyAsked extends Refusal {
  readonly code = 'erasure-already-asked';
  readonly kind = 'conflict';

  constructor(options?: { cause?: unknown }) {
    super('The erasure of this patient is asked for already. Decide that request first.', options);
  }
}

/** It was done or rejected before. */
export class ErasureDecided extends Refusal {
  readonly code = 'erasure-decided';
  readonly kind = 'conflict';

  constructor(readonly state: 'done' | 'rejected') {
    super(`This erasure is ${state} already. Ask anew if it must be decided otherwise.`);
  }
}

/** A board is discussing the patient at this moment. */
export class PatientInSession extends Refusal {
  readonly code = 'patient-in-session';
  readonly kind = 'conflict';

  constructor() {
    super('A board is in session about this patient. Approve the erasure when the discussion is over.');
  }
}
