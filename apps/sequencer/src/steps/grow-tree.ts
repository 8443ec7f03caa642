import { extendTree } from '#transparency';
import type { Batch, Head } from '../batch.js';
import type { Entry } from '../log-tables.js';
import { tilesOf } from '../tiles.js';

const FULL = 256;

/** A tree by its size and root. */
export interface Tree {
  readonly size: number;
  readonly root: Buffer;
}

/**
 * (6) Extends the tree and writes its tiles. The last tile of level 0 is written once it is full: until then the places written
 * before say the same. A crash here leaves nothing: the transaction is open.
 */
export async function growTree(batch: Batch, head: Head, entries: readonly Entry[]): Promise<Tree> {
  const leafHashes = entries.map(({ leafHash }) => leafHash);
  const { size, root, tiles } = await extendTree(head.size, tilesOf(batch), leafHashes);
  const worthKeeping = tiles.filter(({ level, width }) => level > 0 || width === FULL);
  if (worthKeeping.length > 0) await batch.tables.insertTiles(batch.organisationId, worthKeeping);
  return { size, root };
}
