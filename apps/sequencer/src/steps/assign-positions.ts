import type { Head } from '../batch.js';
import type { Pending } from '../log-tables.js';

/** An event with its place. */
export interface Placed extends Pending {
  readonly position: number;
}

/**
 * (4) Gives each event the next place, without a gap: from where the signed log ends, never from a sequence, which leaves gaps, nor
 * from a time. A crash here leaves nothing.
 */
export function assignPositions({ size }: Head, pending: readonly Pending[]): Placed[] {
  return pending.map((event, index) => ({ ...event, position: size + index }));
}
