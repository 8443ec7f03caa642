import { dayOf, type AssessmentFacts, type CaseRecord } from '#pathway';
import type { ScoreResult } from '#scoring';
import type { CanonicalValue } from '#transparency';
import { exact } from './exact.js';

/** Dated, authored, immutable clinical facts, with the scores made from them. Instants are ISO strings, UTC. */
export interface Assessment {
  readonly id: string;
  readonly caseId: string;
  readonly authorId: string;
  /** When the patient was examined. */
  readonly assessedAt: string;
  /** What it leaves out is unknown: nothing is carried over from an earlier one. */
  readonly facts: AssessmentFacts;
  /** Every instrument, complete or not, and NOMS with the board's parameters. */
  readonly scores: readonly ScoreResult[];
  /** The assessment that this one corrects and replaces. */
  readonly supersedesId: string | null;
}

/** Never changed, so the first version is the only one. */
export const ONLY_VERSION = 1;

/** The whole assessment with its scores, as it is committed to. */
export function assessmentDocument({ id: _id, facts, scores, ...document }: Assessment): CanonicalValue {
  return { ...document, facts: exact(facts), scores: exact(scores) };
}

/**
 * The assessment as the pathway's rules read it, with the case's own question where it asks none. Without an assessment
 * everything is unknown.
 */
export function recordOf(
  assessment: Pick<Assessment, 'facts' | 'scores' | 'assessedAt'> | null,
  asked: { question: string; timeZone: string; now: string },
): CaseRecord {
  const { facts = {}, scores = [], assessedAt: observedAt = asked.now } = assessment ?? {};
  return {
    facts: { ...facts, clinicalQuestion: facts.clinicalQuestion ?? asked.question },
    scores,
    observedAt,
    observedOn: dayOf(observedAt, asked.timeZone),
  };
}
