import type { ScoreResult } from '#scoring';
import type { AssessmentFacts } from '../case-record.js';
import type { DecisionContent, ReasonTopic, RecommendationContent } from '../decision-content.js';
import type { Modality } from '../modalities.js';
import type { PathwayParameters } from '../parameters.js';
import type { Readiness } from '../readiness/readiness.js';
import type { Severity } from '../severity.js';

/** Everything that the checks on a decision look at. */
export interface DecisionSituation {
  content: DecisionContent;
  facts: AssessmentFacts;
  /** Results of `scoreAll(facts)`. */
  scores: readonly ScoreResult[];
  /** Judged on the day of the decision. */
  readiness: Readiness;
  /** Specialties that took part in the discussion. */
  participants: readonly string[];
  parameters: PathwayParameters;
}

/** Why a check fires: the facts and instruments it rests on. Null when it does not. */
export type Firing = { because: string[]; severity?: Severity } | null;

export type Check = (situation: DecisionSituation) => Firing;

/** Fires when there is anything to name. */
export function firesBecause(because: string[]): Firing {
  return because.length > 0 ? { because } : null;
}

export function recommended(
  { content }: DecisionSituation,
  predicate: (modality: Modality) => boolean,
): RecommendationContent[] {
  return content.recommendations.filter(({ modality }) => predicate(modality));
}

export function recommends({ content }: DecisionSituation, ...modalities: Modality[]): boolean {
  return content.recommendations.some(({ modality }) => modalities.includes(modality));
}

/** Whether the decision gives a reason under any of these topics. */
export function givesReason({ content }: DecisionSituation, ...topics: ReasonTopic[]): boolean {
  return topics.some((topic) => isGiven(content.reasons?.[topic]));
}

export const isGiven = (text: string | undefined): boolean => (text ?? '').trim() !== '';
