import type { Batch } from './batch.js';
import type { Checkpoint } from './log-tables.js';
import { STEPS, type Steps } from './steps/index.js';

/** What a batch has published, and how many events it moved. */
export interface Moved {
  readonly checkpoint: Checkpoint;
  readonly events: number;
}

/**
 * Moves the next events of one organisation into its log and signs where it ends: sign, commit, and only then may the caller publish.
 * A checkpoint that was never published may be forgotten; a published one is never contradicted. Undefined where another replica is
 * at work, or nothing waits. Whatever fails leaves the log as it was.
 */
export async function sequenceBatch(batch: Batch, steps: Steps = STEPS): Promise<Moved | undefined> {
  const { tables } = batch;
  await tables.begin();
  try {
    const moved = (await steps.takeLock(batch)) ? await appendTo(batch, steps) : undefined;
    await (moved ? steps.commit(batch) : tables.rollback());
    return moved;
  } catch (error) {
    // On a connection that broke there is nothing to roll back; the server has done it.
    await tables.rollback().catch(() => undefined);
    throw error;
  }
}

async function appendTo(batch: Batch, steps: Steps): Promise<Moved | undefined> {
  const head = await steps.readHead(batch);
  const pending = await steps.takePending(batch);
  if (pending.length === 0) return undefined;

  const placed = steps.assignPositions(head, pending);
  const entries = await steps.hashLeaves(batch, placed);
  const grown = await steps.growTree(batch, head, entries);
  const tree = await steps.recomputeRoot(batch, grown);
  return { checkpoint: await steps.signCheckpoint(batch, head.log, tree), events: entries.length };
}
