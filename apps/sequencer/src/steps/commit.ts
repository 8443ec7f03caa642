import type { Batch } from '../batch.js';

/**
 * (9) Commits: queue, places, tiles and checkpoint become true together. A crash after the database has committed and before we know
 * leaves a checkpoint that readers may see already; the next batch begins from it.
 */
export function commit({ tables }: Batch): Promise<void> {
  return tables.commit();
}
