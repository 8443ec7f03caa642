/** What other features need of imaging follow-up. */
export { FollowUpHappenings } from './follow-up-happenings.js';
export { FollowUpModule } from './follow-up.module.js';
export { FollowUpQueries } from './follow-up.queries.js';
export { followUpsNow } from './follow-ups-now.js';
export { FollowUpView } from './follow-up.view.js';
