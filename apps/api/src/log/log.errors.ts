import { Refusal } from '#workflow';

/** The log is so far behind that no receipt can be promised; nothing was done. */
export class LogStalled extends Refusal {
  readonly code = 'log-stalled';
  readonly kind = 'unavailable';

  constructor(options?: { cause?: unknown }) {
    super(
      'The audit log is behind, so that no receipt can be given for this. Nothing was changed; try again in a moment, and tell the operator.',
      { ...options, retryAfterSeconds: 10 },
    );
  }
}

/** The database holds less of the log, or another one, than this machine has seen: nothing of it is shown or changed. */
export class LogSetBack extends Refusal {
  readonly code = 'log-set-back';
  readonly kind = 'unavailable';

  constructor() {
    super('The database was set back to an earlier state. Nothing is served from it; tell the operator.');
  }
}

/** Done and safely recorded, but not in the signed log in time. */
export class InclusionPending extends Refusal {
  readonly code = 'inclusion-pending';
  readonly kind = 'unavailable';

  constructor() {
    super(
      'What you asked for is done and recorded, but the audit log has not signed it yet. Repeat the request with the same ' +
        'Idempotency-Key to get its answer and receipt, or read the record again.',
      { retryAfterSeconds: 10 },
    );
  }
}

/** Nothing has been sequenced yet, or nothing before the instant that was asked for. */
export class NoCheckpointYet extends Refusal {
  readonly code = 'no-checkpoint-yet';
  readonly kind = 'not-found';

  constructor() {
    super('The audit log had no signed checkpoint by then. Ask again in a moment, or for a later instant.');
  }
}

/** The event is recorded and waits for its place in the log. */
export class EventNotYetIncluded extends Refusal {
  readonly code = 'event-not-yet-included';
  readonly kind = 'conflict';

  constructor() {
    super('This event is recorded and not in the signed log yet. Ask again in a moment.', { retryAfterSeconds: 1 });
  }
}

/** A consistency proof leads from a smaller tree to a larger one, both within the log. */
export class SizesNotInLog extends Refusal {
  readonly code = 'sizes-not-in-log';
  readonly kind = 'unprocessable';

  constructor(readonly size: number) {
    super(`Give two sizes of which the first is not larger than the second, and the second not larger than ${size}.`);
  }
}
