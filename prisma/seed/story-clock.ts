import { Clock } from '#database';

/** The clock of what is told: it begins in the past and goes forward only, up to today. */
export class StoryClock extends Clock {
  constructor(private current: Date) {
    super();
  }

  override now(): Date {
    return new Date(this.current);
  }

  /** Goes on to an instant; stays where it is when that has passed. */
  goOnTo(instant: Date): void {
    if (instant > this.current) this.current = new Date(instant);
  }

  /** Whoever else keeps time in the story is told before something happens; nobody, where the story lies in the past. */
  settle(): Promise<void> {
    return Promise.resolve();
  }

  passMinutes(minutes: number): void {
    this.passSeconds(minutes * 60);
  }

  passSeconds(seconds: number): void {
    this.current = new Date(this.current.getTime() + seconds * 1000);
  }
}
