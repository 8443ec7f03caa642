import type { Instant } from './calendar.js';
import type { AssessmentFacts } from './case-record.js';
import type { DecisionContent, RecommendationContent } from './decision-content.js';
import { isRadiotherapy, isSurgery } from './modalities.js';
import type { PathwayParameters } from './parameters.js';
import { mayFollow, overlap, reaches } from './placement.js';
import { hasCompressionSigns } from './suspicions.js';
import { radiotherapyClock, type Clock } from './urgency.js';

/**
 * The clock that a decision to treat starts, if it chooses radiotherapy for cord compression. Radiotherapy that follows
 * surgery at the same levels is not what relieves the cord, and starts none.
 */
export function clocksFromDecision(
  content: DecisionContent,
  facts: AssessmentFacts,
  decidedAt: Instant,
  parameters: PathwayParameters,
): Clock[] {
  const surgery = content.recommendations.filter(({ modality }) => isSurgery(modality));
  const isChosen = content.recommendations.some(
    (recommendation) =>
      isRadiotherapy(recommendation.modality) &&
      isForCompression(recommendation, facts) &&
      !surgery.some((earlier) => overlap(recommendation, earlier) && mayFollow(recommendation, earlier)),
  );
  return isChosen ? [radiotherapyClock(decidedAt, parameters)] : [];
}

/** ESCC 2 and 3 are compression of the cord. Where nobody has graded what is irradiated, the signs of the referral speak. */
function isForCompression(radiotherapy: RecommendationContent, { lesions = [], suspicion }: AssessmentFacts): boolean {
  const irradiated = lesions.filter(({ levels }) => reaches(radiotherapy, levels));
  if (irradiated.some(({ escc }) => escc === '2' || escc === '3')) return true;

  const isUngraded = (irradiated.length > 0 ? irradiated : lesions).some(({ escc }) => escc === undefined);
  return (isUngraded || lesions.length === 0) && suspicion !== undefined && hasCompressionSigns(suspicion);
}
