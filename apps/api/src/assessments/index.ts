/** What other features need of assessments. */
export { assessmentDocument, recordOf, type Assessment } from './assessment.js';
export { AssessmentHappenings, type Recorded } from './assessment-happenings.js';
export {
  AssessmentView,
  AssessmentWithScoresView,
  ReadinessView,
  toAssessmentView,
  UrgencyView,
} from './assessment.view.js';
export { assessmentsNow } from './assessments-now.js';
export { AssessmentsModule } from './assessments.module.js';
export { AssessmentsQueries } from './assessments.queries.js';
export type { StoredAssessment } from './assessments.repository.js';
export { exact } from './exact.js';
export { readinessFor, ReadinessOf } from './readiness-of.js';
