import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import type { Clock } from './clock.js';

/** A new UUIDv7: sorts by the time it was made. */
export function newId(): string {
  return v7();
}

/** Below this a sequence begins, so that it can rise for long before its 32 bits are used up. */
const SEQUENCE_BEGINS_BELOW = 2 ** 31;

/** Ids of events: UUIDv7 by the clock that the database records by, each of them above the one before. */
export class EventIds {
  private milliseconds = -Infinity;
  private sequence = 0;

  constructor(private readonly clock: Clock) {}

  next(): string {
    const now = this.clock.now().getTime();
    if (now > this.milliseconds) {
      this.milliseconds = now;
      this.sequence = randomInt(SEQUENCE_BEGINS_BELOW);
    } else {
      this.sequence += 1;
    }
    return v7({ msecs: this.milliseconds, seq: this.sequence });
  }
}
