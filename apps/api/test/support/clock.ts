import { Clock } from '#database';

interface Span {
  readonly seconds?: number;
  readonly minutes?: number;
  readonly hours?: number;
  readonly days?: number;
  readonly weeks?: number;
}

const SECONDS: Readonly<Record<keyof Span, number>> = {
  seconds: 1,
  minutes: 60,
  hours: 3_600,
  days: 86_400,
  weeks: 604_800,
};

/** Time that stands still until a test moves it. It begins on Monday 2 March 2026 at 08:00 UTC. */
export class MovableClock extends Clock {
  private current = new Date('2026-03-02T08:00:00.000Z');

  override now(): Date {
    return new Date(this.current);
  }

  moveTo(instant: string): void {
    this.current = new Date(instant);
  }

  advance(span: Span): void {
    const seconds = Object.entries(span).reduce((sum, [unit, count]) => sum + SECONDS[unit as keyof Span] * count, 0);
    this.current = new Date(this.current.getTime() + seconds * 1000);
  }
}
