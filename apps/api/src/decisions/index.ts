/** What other features need of decisions. */
export { DecisionHappenings } from './decision-happenings.js';
export { DecisionOutlineView, toDecisionOutlineView } from './decision.view.js';
export { DecisionsModule } from './decisions.module.js';
export { awaitsRatification, contentOf, type Revision } from './revision.js';
export { RevisionsQueries } from './revisions.queries.js';
export type { Treatment } from './treatments/treatment.js';
