/** An urgency clock as recorded. Instants as epoch milliseconds. A clock without `dueAt` shows minutes and never breaches. */
export interface ClockTimes {
  readonly startedAt: number;
  readonly dueAt: number | null;
  /** When what it waits for happened. */
  readonly metAt?: number | null;
  /** When it was stopped for a reason instead. */
  readonly stoppedAt?: number | null;
}

export const CLOCK_STATES = ['running', 'met', 'breached', 'stopped'] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

/**
 * The state of a clock at an instant. A breach is never undone: what happens after the due time, be it the awaited event
 * or a stop with a reason, leaves it breached. The due instant itself is still in time.
 */
export function clockState({ dueAt, metAt, stoppedAt }: ClockTimes, now: number): ClockState {
  const endedAt = metAt ?? stoppedAt ?? null;
  if (dueAt !== null && (endedAt ?? now) > dueAt) return 'breached';
  if (endedAt === null) return 'running';
  return metAt === endedAt ? 'met' : 'stopped';
}

export const CLOCK_STOP_REASONS = [
  'suspicion-not-confirmed',
  'declined',
  'patient-declined',
  'deceased',
  'transferred',
  'withdrawn',
  'other',
] as const;
export type ClockStopReason = (typeof CLOCK_STOP_REASONS)[number];

/** Why what a clock waits for came too late: every breach is answered by one of these. */
export const CLOCK_BREACH_REASONS = [
  'scanner-capacity',
  'transport',
  'patient-unwell',
  'patient-choice',
  'recognised-late',
  'specialist-not-available',
  'other',
] as const;
export type ClockBreachReason = (typeof CLOCK_BREACH_REASONS)[number];
