import { rootFromTiles } from '#transparency';
import type { Batch } from '../batch.js';
import { LogFault } from '../log-fault.js';
import { tilesOf } from '../tiles.js';
import type { Tree } from './grow-tree.js';

/**
 * (7) Reads back what was written and computes the root from it: what will be signed is what readers will find. A crash here leaves
 * nothing: the transaction is open.
 * @throws LogFault
 */
export async function recomputeRoot(batch: Batch, { size, root }: Tree): Promise<Tree> {
  const found = await rootFromTiles(size, tilesOf(batch));
  if (found.equals(root)) return { size, root };
  throw new LogFault(
    batch.organisationId,
    `the tree of ${size} entries reads back with another root than was computed.`,
  );
}
