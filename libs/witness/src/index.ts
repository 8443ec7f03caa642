/** The log's memory outside its database: what this machine has seen, and what witnesses have cosigned. */
export { addCheckpoint, type Submission, type WitnessAnswer } from './add-checkpoint.js';
export { CheckpointMemory } from './checkpoint-memory.js';
export {
  requireNotBehindMemory,
  requireNotBehindWitness,
  RolledBack,
  type PublishedLog,
  type PublishedLogs,
} from './rollback.js';
export { readWitnesses, type Witness } from './witness.js';
