/** The one source of `occurredAt`: what measures, clocks and due dates use. A test or a rehearsal passes its own. */
export abstract class Clock {
  abstract now(): Date;
}

/** The database's own clock, as this process knows it: ids of events are made by it, and the database refuses one that is minutes off. */
export abstract class RecordingClock extends Clock {}

export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}
