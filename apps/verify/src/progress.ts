/** Says how far long work is: on one line, at most twice a second, and nothing at all of work that is over before. */
export class Progress {
  private lastTold: number;
  private hasTold = false;

  constructor(
    private readonly write: (text: string) => void,
    private readonly now: () => number,
  ) {
    this.lastTold = now();
  }

  /** Cheap enough to be called for every entry. */
  tell(what: string, done: number, of?: number): void {
    // The clock is asked rarely: it costs more than what is counted.
    if (done % 64 !== 0 && done !== of) return;
    const now = this.now();
    if (now - this.lastTold < 500) return;
    this.lastTold = now;
    this.hasTold = true;
    this.write(`\r${what}: ${count(done)}${of === undefined ? '' : ` of ${count(of)}`} checked   `);
  }

  /** Leaves the line. */
  end(): void {
    if (this.hasTold) this.write('\n');
  }
}

/** 1234567 as 1 234 567. */
export function count(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ' ');
}
