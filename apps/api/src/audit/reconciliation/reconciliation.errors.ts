import { Refusal } from '#workflow';

/** One at a time: it reads everything. */
export class ReconciliationUnderWay extends Refusal {
  readonly code = 'reconciliation-under-way';
  readonly kind = 'conflict';

  constructor(options?: { cause?: unknown }) {
    super('A reconciliation is under way. Ask again when it has ended, or read what it finds.', {
      ...options,
      retryAfterSeconds: 30,
    });
  }
}
