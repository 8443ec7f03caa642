import type { Entity, EventType } from '#database';

/** One event as the log holds it. No personal data: people and records by id, patients by an alias that an erasure removes. */
export interface Leaf {
  readonly v: number;
  readonly id: string;
  /** The database's transaction time: it proves. */
  readonly recordedAt: string;
  /** The time of the process: it measures. */
  readonly occurredAt: string;
  readonly type: EventType;
  /** Null for the system itself. */
  readonly actor: string | null;
  /** The roles of the account, joined by `+`; `system` for the system itself. */
  readonly role: string;
  readonly onBehalfOf: string | null;
  readonly auth: string | null;
  readonly session: string | null;
  readonly client: string | null;
  readonly ipHash: string | null;
  readonly req: string;
  readonly outcome: Outcome;
  /** What was asked for when it was refused; under a broken glass, `break-glass:<grant id>`. */
  readonly purpose: string | null;
  readonly organisation: string;
  readonly patients: readonly string[];
  readonly entity: Entity | null;
  readonly entityId: string | null;
  readonly version: number | null;
  /** Commitments to the documents before and after, base64. */
  readonly before: string | null;
  readonly after: string | null;
  readonly reasonCode: string | null;
}

export const OUTCOMES = ['done', 'refused', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A leaf from the bytes that were hashed. */
export function readLeaf(text: string): Leaf {
  return JSON.parse(text) as Leaf;
}

/** The break-glass grant under which something happened; null where nobody broke the glass. */
export function grantOf({ purpose }: Pick<Leaf, 'purpose'>): string | null {
  return purpose?.startsWith('break-glass:') ? purpose.slice('break-glass:'.length) : null;
}
