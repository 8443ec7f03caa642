import { dayOf } from '#pathway';
import type { Lane } from '#workflow';

/** What of a case decides where it stands on an agenda. */
export interface Rank {
  readonly lane: Lane;
  /** How often it was put off. */
  readonly priority: number;
  /** Since when the patient waits, RFC 3339. */
  readonly referredAt: string;
}

/** Positions are that far apart when an item comes to the end or to the front, so that others find room between. */
const STRIDE = 1024;

/** The board's own order: the emergency lane first, then those put off more often, then those who wait longer. */
export function comesBefore(one: Rank, other: Rank): boolean {
  if (one.lane !== other.lane) return one.lane === 'emergency';
  if (one.priority !== other.priority) return one.priority > other.priority;
  return one.referredAt < other.referredAt;
}

/**
 * At which index a newcomer joins an agenda: before the first that it comes before. Those already there keep the order in
 * which they stand, also where a coordinator moved them by hand.
 */
export function placeOf(newcomer: Rank, agenda: readonly Rank[]): number {
  const index = agenda.findIndex((rank) => comesBefore(newcomer, rank));
  return index === -1 ? agenda.length : index;
}

/** Why a case stands where the board's own order puts it, in words. */
export function explainPlace({ lane, priority, referredAt }: Rank, timeZone: string): string {
  const reasons = [
    ...(lane === 'emergency' ? ['emergency lane'] : []),
    ...(priority > 0 ? [priority === 1 ? 'put off once' : `put off ${priority} times`] : []),
    `waiting since ${dayOf(referredAt, timeZone)}`,
  ].join(', ');
  return `${reasons.charAt(0).toUpperCase()}${reasons.slice(1)}.`;
}

/** Why an item stands where a person put it. */
export const MOVED_BY_HAND = 'Moved by hand.';

/** A position at `index` of these ascending ones, or null where two neighbours leave no room between. */
export function positionAt(positions: readonly number[], index: number): number | null {
  const before = positions[index - 1];
  const after = positions[index];
  if (before === undefined) return after === undefined ? 0 : after - STRIDE;
  if (after === undefined) return before + STRIDE;
  return after - before < 2 ? null : Math.floor((before + after) / 2);
}

/** As many positions with room between each two. */
export function spreadPositions(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index * STRIDE);
}
