import { daysBetween, type CalendarDate } from '../calendar.js';
import type { PathwayParameters } from '../parameters.js';

/** Who is told of an examination that nobody sees to: nobody yet, its named specialist, then also the board's chair. */
export const ESCALATION_LEVELS = [0, 1, 2] as const;
export type EscalationLevel = (typeof ESCALATION_LEVELS)[number];

/** What of an examination decides whether somebody should have seen to it by now. Days are of the board's calendar. */
export interface Awaited {
  /** `missed`: not made inside its window; `performed`: not read; `reported`: read and not acknowledged. Else nothing is overdue. */
  readonly state: string;
  readonly windowTo: CalendarDate;
  readonly performedOn: CalendarDate | null;
  readonly reportedOn: CalendarDate | null;
}

/**
 * Since when an examination waits for somebody: its window's last day, the day it was made, or the day it was read. Null while its
 * window is open or a late day is booked, and once the loop is closed.
 */
export function awaitedSince({ state, windowTo, performedOn, reportedOn }: Awaited): CalendarDate | null {
  if (state === 'missed') return windowTo;
  if (state === 'performed') return performedOn;
  return state === 'reported' ? reportedOn : null;
}

/**
 * How far an examination is escalated on a day: to its specialist once it has waited as many days as the board allows, to the chair
 * once it has waited twice as many. The days are the board's own; no guideline gives them.
 */
export function escalationOn(
  today: CalendarDate,
  awaited: Awaited,
  { imagingEscalationDays }: Pick<PathwayParameters, 'imagingEscalationDays'>,
): EscalationLevel {
  const since = awaitedSince(awaited);
  if (since === null) return 0;

  const days = daysBetween(since, today);
  if (days < imagingEscalationDays) return 0;
  return days < 2 * imagingEscalationDays ? 1 : 2;
}
