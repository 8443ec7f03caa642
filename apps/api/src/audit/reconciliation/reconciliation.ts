import type { CanonicalValue } from '#transparency';

/** Asked for, by an auditor or the clock, and then carried out. */
export const RECONCILIATION_STATES = ['asked', 'done'] as const;
export type ReconciliationState = (typeof RECONCILIATION_STATES)[number];

/** Whether the rows, their versions, the events and the signed log still say one thing. Instants are ISO strings, UTC. */
export interface Reconciliation {
  readonly id: string;
  readonly state: ReconciliationState;
  /** Null for the system, at night. */
  readonly askedBy: string | null;
  readonly askedAt: string;
  readonly endedAt: string | null;
  readonly report: Report | null;
  readonly version: number;
}

/** Where a fault lies. */
export const FAULT_KINDS = ['row', 'version', 'event', 'place', 'tile', 'checkpoint', 'log'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** One thing that does not agree with another. Names ids and places, never what a document says. */
export interface Fault {
  readonly kind: FaultKind;
  /** What it is about: `case 0190…`, `position 12`, `tile 1/0`, `checkpoint 300`. */
  readonly where: string;
  readonly sentence: string;
}

/** What was checked. */
export interface Counts {
  readonly aggregates: number;
  readonly versions: number;
  readonly events: number;
  readonly tiles: number;
  readonly checkpoints: number;
}

/** Digests over what no signature covers, so that the next reconciliation finds what was changed since. */
export interface Seals {
  /** How many were sealed. */
  readonly count: number;
  /** SHA-256, base64, of each 1024 of them; the last of what is left. */
  readonly blocks: readonly string[];
}

/** The log that it rests on, as it said itself. */
export interface LogEnd {
  readonly origin: string;
  readonly verifierKey: string;
  readonly openedAt: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
}

export interface Report {
  /** Null before the log's first checkpoint. */
  readonly log: LogEnd | null;
  readonly counts: Counts;
  /** How many were found; the first thousand are named. */
  readonly faultCount: number;
  readonly faults: readonly Fault[];
  readonly seals: { readonly events: Seals; readonly checkpoints: Seals };
}

/** The whole reconciliation at one version, as it is committed to. */
export function reconciliationDocument({ id: _id, version: _version, ...document }: Reconciliation): CanonicalValue {
  return JSON.parse(JSON.stringify(document)) as CanonicalValue;
}
