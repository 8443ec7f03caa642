/** What a feature needs of the log. */
export { AnsweredAfterInclusion, type WhenStalled } from './answered-after-inclusion.js';
export { EventNotYetIncluded, InclusionPending, LogStalled, NoCheckpointYet, SizesNotInLog } from './log.errors.js';
export { LogModule } from './log.module.js';
export { LogTuning } from './log.options.js';
export { LogPulse, type LogState } from './log-pulse.js';
export { LogQueries, type EventProof, type LogEntry, type SignedCheckpoint } from './log.queries.js';
export { TierTwo } from './tier-two.js';
