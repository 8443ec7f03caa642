import { ProofFault } from './proof-fault.js';
import { requireSize, TileTree } from './tile-tree.js';
import type { ReadTile } from './tiles.js';
import { splitOf } from './tree-hash.js';

/**
 * The hashes that lead from the leaf at `index` to the root of a tree of `size`, from the leaf upward (RFC 6962 §2.1.1).
 * @throws ProofFault where there is no such leaf
 */
export function inclusionProof(index: number, size: number, readTile: ReadTile): Promise<Buffer[]> {
  requireSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new ProofFault(`There is no entry ${index} in a log of ${size}.`);
  }
  return read(new TileTree(size, readTile), pathTo(index, 0, size));
}

/**
 * The hashes that show that a tree of `to` leaves begins with the whole tree of `from` leaves (RFC 6962 §2.1.2). Empty where
 * there is nothing to show: both are the same, or the older one is empty.
 * @throws ProofFault where the older tree is the larger
 */
export function consistencyProof(from: number, to: number, readTile: ReadTile): Promise<Buffer[]> {
  requireSize(from);
  requireSize(to);
  if (from > to) throw new ProofFault(`A log of ${to} cannot continue one of ${from}.`);
  const ranges = from === 0 || from === to ? [] : subproof(from, 0, to, true);
  return read(new TileTree(to, readTile), ranges);
}

type Range = readonly [start: number, end: number];

function read(tree: TileTree, ranges: readonly Range[]): Promise<Buffer[]> {
  return Promise.all(ranges.map(([start, end]) => tree.rootOfRange(start, end)));
}

/** PATH(m, D[start:end]): the ranges whose roots stand beside the way. */
function pathTo(index: number, start: number, end: number): Range[] {
  if (end - start === 1) return [];
  const split = start + splitOf(end - start);
  return index < split
    ? [...pathTo(index, start, split), [split, end]]
    : [...pathTo(index, split, end), [start, split]];
}

/** SUBPROOF(m, D[start:end], b): `size` counts from `start`; `isKnown` says that the verifier has this subtree's root. */
function subproof(size: number, start: number, end: number, isKnown: boolean): Range[] {
  if (size === end - start) return isKnown ? [] : [[start, end]];
  const left = splitOf(end - start);
  const split = start + left;
  return size <= left
    ? [...subproof(size, start, split, isKnown), [split, end]]
    : [...subproof(size - left, split, end, false), [start, split]];
}
