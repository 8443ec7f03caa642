/** The one source of `occurredAt`: what measures, clocks and due dates use. A test or a rehearsal passes its own. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}
