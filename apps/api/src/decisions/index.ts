/** What other features need of decisions. */
export { DecisionHappenings } from './decision-happenings.js';
export { DecisionOutlineView, toDecisionOutlineView } from './decision.view.js';
export { draftsNow, recommendationsNow, revisionsNow, treatmentsNow } from './decisions-now.js';
export { DecisionsModule } from './decisions.module.js';
export { RECOMMENDATION_STATES, type Recommendation } from './recommendations/recommendation.js';
export { RecommendationView, toRecommendationView } from './recommendations/recommendation.view.js';
export { RecommendationsQueries } from './recommendations/recommendations.queries.js';
export { awaitsRatification, contentOf, revisionFrom, type Revision, type RevisionSignature } from './revision.js';
export { RevisionsQueries } from './revisions.queries.js';
export type { Treatment } from './treatments/treatment.js';
export { toTreatmentView, TreatmentView } from './treatments/treatment.view.js';
export { TreatmentsQueries } from './treatments/treatments.queries.js';
