/** Lets at most `places` works run at once; at most `queue` more wait their turn. */
export class Semaphore {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(
    places: number,
    private readonly queue: number,
    private readonly refusal: () => Error,
  ) {
    this.free = places;
  }

  /** Runs the work when a place is free. @throws the given refusal when the queue is full */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private enter(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return Promise.resolve();
    }
    if (this.waiting.length >= this.queue) throw this.refusal();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** The place goes straight to whoever waits longest. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}
