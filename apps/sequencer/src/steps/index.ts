import { assignPositions } from './assign-positions.js';
import { commit } from './commit.js';
import { growTree } from './grow-tree.js';
import { hashLeaves } from './hash-leaves.js';
import { readHead } from './read-head.js';
import { recomputeRoot } from './recompute-root.js';
import { signCheckpoint } from './sign-checkpoint.js';
import { takeLock } from './take-lock.js';
import { takePending } from './take-pending.js';

/** The nine steps of a batch, in their order. Passed in, so that a test can let each of them fail. */
export const STEPS = {
  takeLock,
  readHead,
  takePending,
  assignPositions,
  hashLeaves,
  growTree,
  recomputeRoot,
  signCheckpoint,
  commit,
};

export type Steps = typeof STEPS;
export type Step = keyof Steps;
