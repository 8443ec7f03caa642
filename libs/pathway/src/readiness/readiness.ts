import { addDays, addHours, daysBetween, hoursBetween, type CalendarDate, type Instant } from '../calendar.js';
import type { CaseRecord } from '../case-record.js';
import type { Lane } from '../modalities.js';
import { isSwitchedOn } from '../parameters.js';
import type { Severity } from '../severity.js';
import { EVIDENCE_FOR, type Evidence, type ReadinessMoment } from './evidence.js';
import { READINESS_ITEMS, READINESS_ITEM_IDS, type ReadinessItemId, type ReadinessOwner } from './items.js';

export type ReadinessStatus = 'met' | 'missing' | 'too-old' | 'waived';

/** Somebody's word that a case goes to the board without an item. */
export interface Waiver {
  item: ReadinessItemId;
  reason: string;
}

/** One item as judged. JSON-safe: it is frozen with the decision that rests on it. */
export interface ReadinessItem {
  item: ReadinessItemId;
  title: string;
  severity: Severity;
  owner: ReadinessOwner;
  source: string;
  status: ReadinessStatus;
  /** What to do, or why it was waived; null when met. */
  reason: string | null;
  /** Age at the moment judged, in `unit`, begun hours counting whole; null for an item that does not age. */
  age: number | null;
  maximumAge: number | null;
  unit: 'days' | 'hours' | null;
  /** The last date, or for hours the last instant, at which the item is still in date. */
  validUntil: CalendarDate | Instant | null;
}

export interface Readiness {
  on: CalendarDate;
  lane: Lane;
  /** No blocker is unmet. `ready` does not lapse: listing judges again for the meeting's day. */
  ready: boolean;
  /** Each needs an override with its reason before the case may be marked ready. */
  blockers: ReadinessItemId[];
  items: ReadinessItem[];
}

/** Judges whether a case may go to the board at a moment. Exactly the maximum age is in date; a day, or an instant, more is too old. */
export function readiness(record: CaseRecord, moment: ReadinessMoment, waivers: readonly Waiver[] = []): Readiness {
  const items = READINESS_ITEM_IDS.filter((item) => isSwitchedOn(item, moment.parameters)).map((item) =>
    withWaiver(judge(item, EVIDENCE_FOR[item](record, moment), moment), waivers),
  );
  const blockers = items.filter(isBlocking).map(({ item }) => item);

  return { on: moment.on, lane: moment.lane, ready: blockers.length === 0, blockers, items };
}

/** Whether this item alone keeps the case from the board. */
export function isBlocking({ severity, status }: ReadinessItem): boolean {
  return severity === 'blocker' && (status === 'missing' || status === 'too-old');
}

function judge(item: ReadinessItemId, evidence: Evidence, moment: ReadinessMoment): ReadinessItem {
  const { title, owner, source, severity } = READINESS_ITEMS[item];

  return {
    item,
    title,
    severity: moment.parameters.rules[item] === 'blocker' ? 'blocker' : severity,
    owner,
    source,
    ...statusOf(evidence, moment),
  };
}

type Judgement = Pick<ReadinessItem, 'status' | 'reason' | 'age' | 'maximumAge' | 'unit' | 'validUntil'>;

const NO_AGE = { age: null, maximumAge: null, unit: null, validUntil: null };

function statusOf(evidence: Evidence, moment: ReadinessMoment): Judgement {
  switch (evidence.kind) {
    case 'absent':
      return { status: 'missing', reason: evidence.reason, ...NO_AGE };

    case 'ageless':
      return { status: 'met', reason: null, ...NO_AGE };

    case 'dated': {
      const validUntil = addDays(evidence.on, evidence.maximumAgeDays);
      return aged(daysBetween(evidence.on, moment.on), evidence.maximumAgeDays, 'days', validUntil);
    }

    case 'timed': {
      const validUntil = addHours(evidence.at, evidence.maximumAgeHours);
      return aged(hoursBetween(evidence.at, moment.at), evidence.maximumAgeHours, 'hours', validUntil);
    }
  }
}

function aged(elapsed: number, maximumAge: number, unit: 'days' | 'hours', validUntil: string): Judgement {
  const age = Math.ceil(elapsed);

  if (elapsed < 0) {
    return { status: 'missing', reason: 'What is recorded is dated after the moment judged.', ...NO_AGE };
  }
  if (age > maximumAge) {
    const reason = `${age} ${unit} old; at most ${maximumAge} ${unit} are accepted: renew it.`;
    return { status: 'too-old', reason, age, maximumAge, unit, validUntil };
  }
  return { status: 'met', reason: null, age, maximumAge, unit, validUntil };
}

function withWaiver(judged: ReadinessItem, waivers: readonly Waiver[]): ReadinessItem {
  const waiver = waivers.find(({ item }) => item === judged.item);

  return waiver && judged.status !== 'met' ? { ...judged, status: 'waived', reason: waiver.reason } : judged;
}
