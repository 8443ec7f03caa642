import { decodeEntries, entriesPath, hashLeaf, TILE_WIDTH, type Checkpoint } from '#transparency';
import type { Bundle } from '../bundle/bundle.js';
import type { FileSums } from '../bundle/file-sums.js';
import { Fault, inFile } from '../fault.js';
import type { Progress } from '../progress.js';
import { GrowingTree } from './growing-tree.js';
import { CHECKPOINT } from './signed-end.js';
import { TileFiles } from './tile-files.js';
import type { Trail } from './trail.js';

const HASH = 32;

/** What the tree is built from, and what it must lead to. */
export interface TreeCheck {
  readonly bundle: Bundle;
  readonly sums: FileSums;
  readonly signed: Checkpoint;
  /** An older checkpoint of the same log, and the file it was kept in. */
  readonly kept: KeptCheckpoint | null;
  readonly progress: Progress;
}

export interface KeptCheckpoint extends Checkpoint {
  readonly where: string;
}

/**
 * Builds the tree anew from every entry and compares every tile, the signed root, and the root that was kept earlier.
 * @throws Fault at the first that differs
 */
export function checkWholeLog(check: TreeCheck, trail: Trail): void {
  build(check, 0, (n, width, add) => {
    const path = entriesPath(n, width);
    const entries = readEntries(check, path, width);
    for (const entry of entries) add(hashLeaf(entry));
    return () => entries.forEach((entry, index) => trail.read(entry, n * TILE_WIDTH + index, path));
  });
}

/** The same from the entries' hashes alone, where the entries of others are not in the bundle. @throws Fault */
export function checkHashTiles(check: TreeCheck): void {
  const files = new TileFiles(check.bundle, check.sums);
  build(check, 1, (n, width, add) => {
    const hashes = files.leafHashes(n, width);
    for (let index = 0; index < width; index += 1) add(hashes.subarray(index * HASH, (index + 1) * HASH));
    return () => {};
  });
}

/** Adds the leaves of one tile; what it answers is done once their hashes are known to be those of the tile. */
type AddLeaves = (n: number, width: number, add: (leafHash: Buffer) => void) => () => void;

/** Builds the tree and compares its tiles from a level on. */
function build({ bundle, sums, signed, kept, progress }: TreeCheck, fromLevel: number, addLeaves: AddLeaves): void {
  const files = new TileFiles(bundle, sums);
  const tree = new GrowingTree((tile) => {
    if (tile.level >= fromLevel) files.compare(tile);
  });
  requireNotCut(signed, kept);
  const add = (leafHash: Buffer) => {
    if (tree.size === kept?.size) requireKept(tree, kept);
    tree.add(leafHash);
  };

  for (let n = 0; tree.size < signed.size; n += 1) {
    const readLeaves = addLeaves(n, Math.min(TILE_WIDTH, signed.size - tree.size), add);
    if (tree.size === signed.size) tree.finish();
    readLeaves();
    progress.tell('entries', tree.size, signed.size);
  }
  if (tree.size === kept?.size) requireKept(tree, kept);
  if (!tree.root().equals(signed.root)) {
    throw new Fault(CHECKPOINT, `The ${signed.size} entries do not lead to the root that this checkpoint signs.`);
  }
}

function readEntries({ bundle, sums }: TreeCheck, path: string, width: number): Buffer[] {
  const file = bundle.find(path);
  if (!file) throw new Fault(path, 'These entries are missing.');
  const bytes = sums.read(file);
  const entries = inFile(path, () => decodeEntries(bytes));
  if (entries.length !== width)
    throw new Fault(path, `This file should hold ${width} entries and holds ${entries.length}.`);
  return entries;
}

function requireNotCut(signed: Checkpoint, kept: KeptCheckpoint | null): void {
  if (!kept) return;
  if (kept.origin !== signed.origin)
    throw new Fault(kept.where, `The checkpoint that you kept is of another log, ${kept.origin}.`);
  if (kept.size > signed.size) {
    throw new Fault(
      CHECKPOINT,
      `The log ended after ${kept.size} entries when you kept ${kept.where}; here it ends after ${signed.size}: its tail was cut off, or this bundle is the older one.`,
    );
  }
}

/** What stood in the log when the checkpoint was kept stands there now. */
function requireKept(tree: GrowingTree, { size, root, where }: KeptCheckpoint): void {
  if (tree.root().equals(root)) return;
  throw new Fault(
    where,
    `The first ${size} entries are not those of the checkpoint that you kept: the log was written anew.`,
  );
}
