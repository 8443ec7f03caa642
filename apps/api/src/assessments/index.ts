/** What other features need of assessments. */
export { assessmentDocument, recordOf, type Assessment } from './assessment.js';
export { AssessmentHappenings, type Recorded } from './assessment-happenings.js';
export { AssessmentView, AssessmentWithScoresView, ReadinessView, UrgencyView } from './assessment.view.js';
export { AssessmentsModule } from './assessments.module.js';
export { AssessmentsQueries } from './assessments.queries.js';
export { exact } from './exact.js';
export { readinessFor, ReadinessOf } from './readiness-of.js';
