/** What other features need of the audit trail. */
export { AuditModule } from './audit.module.js';
export type { Conditions, Finding, FoundEvent, Stretch } from './events/found-event.js';
export { Trail } from './events/trail.js';
export { grantOf, type Leaf, type Outcome } from './leaf.js';
export type { Names } from './names.repository.js';
export { isChange } from './sentences.js';
export { tellEvent } from './tell-event.js';
