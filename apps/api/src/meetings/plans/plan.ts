import { createHash } from 'node:crypto';
import type { Intent, Modality } from '#pathway';
import type { VertebralLevel } from '#scoring';
import { canonicalJson, type CanonicalValue } from '#transparency';
import type { Specialty } from '#workflow';

/** One thing that a specialist would recommend. */
export interface PlannedMeasure {
  readonly modality: Modality;
  readonly intent: Intent;
  readonly levels?: readonly VertebralLevel[];
}

/** A specialist's own view of what the board should recommend. */
export interface PlanContent {
  readonly measures: readonly PlannedMeasure[];
  readonly text?: string;
}

/** A plan as it was written. Never changed: the latest of its author counts. */
export interface Plan {
  readonly id: string;
  readonly authorId: string;
  readonly specialty: Specialty;
  readonly content: PlanContent;
  readonly writtenAt: string;
}

/** What one author would recommend now, and how often they have written. */
export interface CountingPlan extends Plan {
  readonly version: number;
}

/** The latest plan of each author, in the order in which they were written. `plans` are given oldest first. */
export function countingPlans(plans: readonly Plan[]): CountingPlan[] {
  const byAuthor = Map.groupBy(plans, ({ authorId }) => authorId);
  return [...byAuthor.values()]
    .map((written) => ({ ...written.at(-1)!, version: written.length }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/**
 * A plan in its item's document. Whoever reads the history of a case before the discussion must not read the plans there: a
 * blinded one is a seal, which the opened one proves. The id is random and stays under the seal, so that nobody finds the plan
 * by trying those that are likely.
 */
export function planDocument(plan: Plan, isBlinded: boolean): CanonicalValue {
  const { id, authorId, specialty, writtenAt, content } = plan;
  const measures = content.measures.map((measure) => ({ ...measure }));
  const opened = { id, authorId, specialty, writtenAt, content: { measures, text: content.text } };
  if (!isBlinded) return opened;
  return { specialty, writtenAt, seal: createHash('sha256').update(canonicalJson(opened)).digest('base64') };
}
