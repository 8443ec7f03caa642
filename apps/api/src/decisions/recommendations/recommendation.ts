import type { CalendarDate, Intent, Modality, Priority } from '#pathway';
import type { VertebralLevel } from '#scoring';
import type { CanonicalValue } from '#transparency';
import type { OutcomeReason, RecommendationOutcome, Specialty } from '#workflow';
import { newId } from '#database';
import { contentOf, type Revision } from '../revision.js';

/** `current` while its revision is in force; then as its revision ended. */
export const RECOMMENDATION_STATES = ['current', 'superseded', 'withdrawn'] as const;
export type RecommendationState = (typeof RECOMMENDATION_STATES)[number];

/** One line of a decision that came in force, with its owner and what became of it. Instants are ISO strings, UTC. */
export interface Recommendation {
  readonly boardId: string;
  readonly caseId: string;
  readonly revisionId: string;
  readonly id: string;
  /** Its place in the revision's content, from 1. */
  readonly position: number;
  readonly modality: Modality;
  readonly intent: Intent;
  /** Empty where it speaks for the whole case. */
  readonly levels: readonly VertebralLevel[];
  readonly priority: Priority;
  readonly responsibleSpecialty: Specialty;
  /** The member who sees to it; null until somebody is named. */
  readonly ownerId: string | null;
  readonly dueOn: CalendarDate;
  readonly text: string | null;
  readonly state: RecommendationState;
  readonly outcome: RecommendationOutcome;
  readonly outcomeReason: OutcomeReason | null;
  readonly outcomeText: string | null;
  /** When the outcome was entered; null while it is pending. */
  readonly outcomeAt: string | null;
  readonly version: number;
}

/** The lines of a revision that comes in force, in their order, each pending and without an owner. */
export function recommendationsOf(revision: Revision): Recommendation[] {
  const { id: revisionId, boardId, caseId } = revision;
  return contentOf(revision).recommendations.map((line, index) => ({
    boardId,
    caseId,
    revisionId,
    id: newId(),
    position: index + 1,
    modality: line.modality,
    intent: line.intent,
    levels: line.levels ?? [],
    priority: line.priority,
    // Drafts are entered with the board's own specialties.
    responsibleSpecialty: line.responsibleSpecialty as Specialty,
    ownerId: null,
    dueOn: line.dueOn,
    text: line.text ?? null,
    state: 'current',
    outcome: 'pending',
    outcomeReason: null,
    outcomeText: null,
    outcomeAt: null,
    version: 1,
  }));
}

/** Whether somebody has still to carry it out, or to say that it was not. */
export function isOpen({ state, outcome }: Recommendation): boolean {
  return state === 'current' && outcome === 'pending';
}

/** The whole recommendation at one version, as it is committed to. */
export function recommendationDocument(recommendation: Recommendation): CanonicalValue {
  const { boardId: _board, id: _id, version: _version, ...document } = recommendation;
  return { ...document, levels: [...document.levels] };
}
