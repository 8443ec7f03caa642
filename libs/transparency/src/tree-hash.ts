import { hash } from 'node:crypto';
import { ProofFault } from './proof-fault.js';
import { HASH_SIZE } from './tiles.js';

const LEAF = Buffer.of(0x00);
const NODE = Buffer.of(0x01);

/** The hash of one entry of the log: SHA-256(0x00 ‖ entry), RFC 6962 §2.1. */
export function hashLeaf(entry: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([LEAF, entry]), 'buffer');
}

// Whoever checks a million entries hashes a million pairs: they are laid side by side here, and nowhere anew.
const PAIR = Buffer.alloc(65, NODE);

/** The hash of two subtrees: SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1. @throws ProofFault unless both have 32 bytes */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== HASH_SIZE || right.length !== HASH_SIZE)
    throw new ProofFault('A hash of the tree has not 32 bytes.');
  PAIR.set(left, 1);
  PAIR.set(right, 33);
  return hash('sha256', PAIR, 'buffer');
}

/** The root of a log without entries: SHA-256 of nothing. */
export const EMPTY_ROOT: Buffer = hash('sha256', '', 'buffer');

/** The largest power of two below `size`, which is at least 2: where RFC 6962 splits a tree. */
export function splitOf(size: number): number {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}

/** The root over leaf hashes by the plain definition of RFC 6962 §2.1: what every faster way must agree with. */
export function rootOf(leafHashes: readonly Uint8Array[]): Buffer {
  if (leafHashes.length === 0) return EMPTY_ROOT;
  if (leafHashes.length === 1) return Buffer.from(leafHashes[0]!);
  const split = splitOf(leafHashes.length);
  return hashNode(rootOf(leafHashes.slice(0, split)), rootOf(leafHashes.slice(split)));
}
