import type { Entity, EventType } from '#database';
import type { Leaf, Outcome } from '../leaf.js';

/** What an event must meet to be found; what is left out does not matter. Instants are RFC 3339, `until` exclusive. */
export interface Conditions {
  readonly caseId?: string;
  readonly patientId?: string;
  readonly actorId?: string;
  readonly types?: readonly EventType[];
  readonly outcome?: Outcome;
  readonly entity?: Entity;
  readonly entityId?: string;
  readonly requestId?: string;
  readonly from?: string;
  readonly until?: string;
}

/** An event with what proves it: the very bytes, their hash (base64), and their place in the log once it has one. */
export interface FoundEvent {
  readonly eventId: string;
  readonly leaf: Leaf;
  readonly text: string;
  readonly hash: string;
  readonly position: number | null;
}

/** Which part of the events to answer with. */
export interface Stretch {
  readonly sort: 'newest' | 'oldest';
  /** The event behind which to begin; null at the first. */
  readonly after: string | null;
  readonly limit: number;
}

export interface Finding {
  readonly events: readonly FoundEvent[];
  /** Where looking ended before the stretch was full although there is more to look through; null where there is none. */
  readonly lookedUntil: string | null;
}
