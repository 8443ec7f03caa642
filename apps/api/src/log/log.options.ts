/** How patient the server is with the log. Other values are for tests and for rehearsals without a sequencer. */
export class LogTuning {
  /** Between two questions whether an event is in the log, while somebody waits for one. */
  readonly askMilliseconds?: number;
  /** Between two looks at how far the logs are. */
  readonly pulseMilliseconds?: number;
  /** From this merge delay on there is an alarm, and emergencies wait no longer. */
  readonly alarmMilliseconds?: number;
  /** From this merge delay on answers that wait for the log are refused. */
  readonly stalledMilliseconds?: number;
  /** false where no sequencer runs and nobody needs a receipt: while a demonstration is seeded. */
  readonly isAwaited?: boolean;
}

export class LogOptions implements Required<LogTuning> {
  readonly askMilliseconds: number;
  readonly pulseMilliseconds: number;
  readonly alarmMilliseconds: number;
  readonly stalledMilliseconds: number;
  readonly isAwaited: boolean;
}

export const LOG_DEFAULTS: LogOptions = {
  askMilliseconds: 20,
  pulseMilliseconds: 1_000,
  alarmMilliseconds: 5_000,
  stalledMilliseconds: 60_000,
  isAwaited: true,
};
