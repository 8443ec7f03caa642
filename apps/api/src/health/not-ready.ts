import { Refusal } from '#workflow';

/** Not ready yet, or not any more: a load balancer sends its requests elsewhere. */
export class NotReady extends Refusal {
  readonly code = 'not-ready';
  readonly kind = 'unavailable';

  constructor(readonly missing: readonly string[]) {
    super(`Not ready: ${missing.join(' and ')} does not answer. Ask again in a moment.`, { retryAfterSeconds: 2 });
  }
}
