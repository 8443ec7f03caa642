import type { Fault, FaultKind } from './reconciliation.js';

const MOST_NAMED = 1_000;

/** Gathers what is found: counts all of it, and names as much as anybody will read. */
export class Faults {
  count = 0;
  private readonly found: Fault[] = [];

  get named(): readonly Fault[] {
    return this.found;
  }

  add(kind: FaultKind, where: string, sentence: string): void {
    this.count += 1;
    if (this.found.length < MOST_NAMED) this.found.push({ kind, where, sentence });
  }
}
