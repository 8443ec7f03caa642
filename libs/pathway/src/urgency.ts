import { addHours, hoursBetween, type Instant } from './calendar.js';
import type { Lane } from './modalities.js';
import type { PathwayParameters } from './parameters.js';
import { DUTCH_GUIDELINE, NG234, QS56 } from './sources.js';
import { hasCompressionSigns, hasNeurologicalSigns, type Suspicion } from './suspicions.js';

export const STOP_EVENTS = [
  'coordinator-contacted',
  'mri-performed',
  'plan-recorded',
  'advice-recorded',
  'treatment-started',
] as const;
export type StopEvent = (typeof STOP_EVENTS)[number];

interface ClockDefinition {
  title: string;
  /** Elapsed hours to the due time; null where minutes are shown and nothing is breached. */
  hours: (parameters: PathwayParameters) => number | null;
  /** The clock stops when each of these has happened. */
  stopEvents: readonly StopEvent[];
  source: string;
}

/** Every clock of the pathway. One week is 168 elapsed hours. */
export const CLOCKS = {
  'coordinator-contact': {
    title: 'Coordinator contacted at once',
    hours: () => null,
    stopEvents: ['coordinator-contacted'],
    source: `${NG234}; ${QS56}, statement 3`,
  },
  'compression-mri': {
    title: 'Whole-spine MRI for suspected compression of the cord or cauda equina',
    hours: ({ compressionMriHours }) => compressionMriHours,
    stopEvents: ['mri-performed'],
    source: `${NG234}; ${QS56}, statement 3; ${DUTCH_GUIDELINE} (12 h)`,
  },
  'rapid-radicular-mri': {
    title: 'MRI for a radicular deficit that evolved over 7 days or fewer',
    hours: () => 24,
    stopEvents: ['mri-performed'],
    source: DUTCH_GUIDELINE,
  },
  'slow-radicular-mri': {
    title: 'MRI for a radicular deficit that evolved over more than 7 days',
    hours: () => 48,
    stopEvents: ['mri-performed'],
    source: DUTCH_GUIDELINE,
  },
  'pain-mri-and-plan': {
    title: 'Whole-spine MRI and a plan for pain that suggests spinal metastases',
    hours: () => 168,
    stopEvents: ['mri-performed', 'plan-recorded'],
    source: `${QS56}, statement 2`,
  },
  'instability-advice': {
    title: 'Immobilisation and expert advice for suspected instability with neurology',
    hours: () => 24,
    stopEvents: ['advice-recorded'],
    source: NG234,
  },
  'radiotherapy-start': {
    title: 'Start of radiotherapy chosen for cord compression',
    hours: () => 24,
    stopEvents: ['treatment-started'],
    source: `${QS56}, statement 6`,
  },
} as const satisfies Record<string, ClockDefinition>;

export type ClockKind = keyof typeof CLOCKS;

/** One running or stopped deadline. JSON-safe; carries its own source, so that a later edition does not rewrite it. */
export interface Clock {
  kind: ClockKind;
  startedAt: Instant;
  /** Null where no breach exists: the clock only shows minutes. */
  dueAt: Instant | null;
  source: string;
  stopEvents: StopEvent[];
  /** The lane that this clock asks for: 24 hours or less is an emergency. */
  lane: Lane;
  /** When each of the stop events first happened. */
  happened: Partial<Record<StopEvent, Instant>>;
  stoppedAt: Instant | null;
  /** Given when somebody stopped the clock although its events had not happened. */
  stopReason: string | null;
}

export const CLOCK_STATES = ['running', 'met', 'breached', 'stopped'] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

/** The clocks that a suspicion starts, one for each row of the urgency table that applies to it. */
export function clocksFrom(suspicion: Suspicion, parameters: PathwayParameters): Clock[] {
  return kindsFor(suspicion).map((kind) => startClock(kind, suspicion.suspectedAt, parameters));
}

/** The clock from the decision to treat to the start of radiotherapy that was chosen for cord compression. */
export function radiotherapyClock(decidedAt: Instant, parameters: PathwayParameters): Clock {
  return startClock('radiotherapy-start', decidedAt, parameters);
}

/** The lane that one clock asks for: 24 hours or less is an emergency, and so is what is due at once, which has no due time. */
export function laneOf(startedAt: Instant, dueAt: Instant | null): Lane {
  return dueAt === null || hoursBetween(startedAt, dueAt) <= 24 ? 'emergency' : 'elective';
}

/** The lane that a set of clocks asks for. It only ever raises: lowering a case is a person's act, with a reason. */
export function laneAskedBy(clocks: readonly Clock[]): Lane {
  return clocks.some(({ lane }) => lane === 'emergency') ? 'emergency' : 'elective';
}

/** Whether this event is one that the clock still waits for. An event before the start answers an older question. */
export function stopsOn(event: StopEvent, occurredAt: Instant, clock: Clock): boolean {
  return clock.stoppedAt === null && clock.stopEvents.includes(event) && hoursBetween(clock.startedAt, occurredAt) >= 0;
}

/** The clock after an event: stopped once all its stop events have happened, at the time of the last of them. */
export function afterEvent(clock: Clock, event: StopEvent, occurredAt: Instant): Clock {
  if (!stopsOn(event, occurredAt, clock)) return clock;

  const happened = { ...clock.happened, [event]: earliest(clock.happened[event], occurredAt) };
  const times = clock.stopEvents.map((awaited) => happened[awaited]);
  const isComplete = times.every((time) => time !== undefined);

  return { ...clock, happened, stoppedAt: isComplete ? times.reduce(later) : null };
}

/** The clock stopped by a person, with the reason why it need not run on. */
export function stopWithReason(clock: Clock, stoppedAt: Instant, stopReason: string): Clock {
  return clock.stoppedAt === null ? { ...clock, stoppedAt, stopReason } : clock;
}

/**
 * The state of a clock at an instant. Exactly at the due time is met. A breach stays one, whatever stopped the clock
 * later: neither a late event nor a reason takes it back.
 */
export function clockState(clock: Clock, now: Instant): ClockState {
  const until = clock.stoppedAt ?? now;

  if (clock.dueAt !== null && hoursBetween(clock.dueAt, until) > 0) return 'breached';
  if (clock.stoppedAt === null) return 'running';
  return clock.stopReason === null ? 'met' : 'stopped';
}

/** Whole minutes from the start to the stop, or until now while the clock runs. */
export function minutesOn(clock: Clock, now: Instant): number {
  return Math.floor(hoursBetween(clock.startedAt, clock.stoppedAt ?? now) * 60);
}

function kindsFor(suspicion: Suspicion): ClockKind[] {
  const isNeurological = hasNeurologicalSigns(suspicion);
  const days = suspicion.radicularDeficit?.evolvingForDays;
  const kinds: ClockKind[] = [];

  if (hasCompressionSigns(suspicion)) kinds.push('coordinator-contact', 'compression-mri');
  if (days !== undefined) kinds.push(days <= 7 ? 'rapid-radicular-mri' : 'slow-radicular-mri');
  if (!isNeurological && (suspicion.painFeatures ?? []).length > 0) kinds.push('pain-mri-and-plan');
  if (isNeurological && suspicion.instabilitySuspected) kinds.push('instability-advice');

  return kinds;
}

function startClock(kind: ClockKind, startedAt: Instant, parameters: PathwayParameters): Clock {
  const { hours, stopEvents, source } = CLOCKS[kind];
  const allowed = hours(parameters);
  const dueAt = allowed === null ? null : addHours(startedAt, allowed);

  return {
    kind,
    startedAt,
    dueAt,
    source,
    stopEvents: [...stopEvents],
    lane: laneOf(startedAt, dueAt),
    happened: {},
    stoppedAt: null,
    stopReason: null,
  };
}

const later = (a: Instant, b: Instant): Instant => (hoursBetween(a, b) > 0 ? b : a);
const earliest = (known: Instant | undefined, next: Instant): Instant =>
  known !== undefined && hoursBetween(known, next) > 0 ? known : next;
