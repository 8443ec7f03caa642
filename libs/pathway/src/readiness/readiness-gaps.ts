import { addDays, addHours, dayOf, type CalendarDate } from '../calendar.js';
import type { AgeingItemId } from '../parameters.js';
import type { ReadinessMoment } from './evidence.js';
import type { Readiness, ReadinessItem } from './readiness.js';

/** What a case will lack at a meeting, and who can still mend it. */
export interface ReadinessGap extends Pick<ReadinessItem, 'item' | 'title' | 'severity' | 'owner' | 'source'> {
  status: Extract<ReadinessItem['status'], 'missing' | 'too-old'>;
  /** What to do. */
  reason: string;
  /** Evidence from this day on will still be in date at the meeting; renewed earlier, it is too old again. Null for what does not age. */
  renewFrom: CalendarDate | null;
}

/** What is missing, or will have grown too old, at the moment that this readiness was judged for; blockers first. */
export function readinessGaps({ items }: Readiness, moment: ReadinessMoment): ReadinessGap[] {
  const gaps = items.flatMap(({ item, title, severity, owner, source, status, reason }) =>
    status === 'missing' || status === 'too-old'
      ? [{ item, title, severity, owner, source, status, reason: reason ?? '', renewFrom: renewFrom(item, moment) }]
      : [],
  );
  return gaps.sort((one, other) => Number(other.severity === 'blocker') - Number(one.severity === 'blocker'));
}

function renewFrom(item: ReadinessItem['item'], { on, at, lane, timeZone, parameters }: ReadinessMoment) {
  if (item === 'neurological-examination' && lane === 'emergency') {
    return dayOf(addHours(at, -parameters.emergencyNeurologyHours), timeZone);
  }
  const maximumAge = parameters.maximumAgeDays[item as AgeingItemId] as number | undefined;
  return maximumAge === undefined ? null : addDays(on, -maximumAge);
}
