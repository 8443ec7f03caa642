import { ProofFault } from './proof-fault.js';
import { requireSize } from './tile-tree.js';
import { EMPTY_ROOT, hashNode, splitOf } from './tree-hash.js';

export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  /** From the leaf upward. */
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/**
 * Lets an entry pass that is in the log at `index` (RFC 9162 §2.1.3.2).
 * @throws ProofFault where the proof has the wrong length or leads to another root
 */
export function verifyInclusion({ index, size, leafHash, proof, root }: Inclusion): void {
  requireSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new ProofFault(`There is no entry ${index} in a log of ${size}.`);
  }
  requireLength(proof, inclusionLength(index, size));

  // Beyond 2^53 nothing is counted, so divisions stand for the shifts that numbers of 32 bits would allow.
  let [fn, sn] = [index, size - 1];
  let hash = leafHash;
  for (const other of proof) {
    if (isOdd(fn) || fn === sn) {
      hash = hashNode(other, hash);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [fn / 2, half(sn)];
    } else {
      hash = hashNode(hash, other);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  if (!isSame(hash, root)) throw new ProofFault(`Entry ${index} is not what the log of ${size} holds there.`);
}

export interface Consistency {
  readonly from: number;
  readonly to: number;
  readonly proof: readonly Uint8Array[];
  readonly oldRoot: Uint8Array;
  readonly newRoot: Uint8Array;
}

/**
 * Lets a log pass that has only grown (RFC 9162 §2.1.4.2).
 * @throws ProofFault where the proof has the wrong length, or the newer log does not begin with the older one
 */
export function verifyConsistency({ from, to, proof, oldRoot, newRoot }: Consistency): void {
  requireSize(from);
  requireSize(to);
  if (from > to) throw new ProofFault(`A log of ${to} cannot continue one of ${from}.`);
  requireLength(proof, consistencyLength(from, to));
  if (from === 0 && !isSame(oldRoot, EMPTY_ROOT))
    throw new ProofFault('An empty log has another root than the one given.');
  if (from === 0) return;

  const [oldFound, newFound] = from === to ? [oldRoot, oldRoot] : rootsFrom(from, to, oldRoot, proof);
  if (!isSame(oldFound, oldRoot)) throw new ProofFault(`The proof does not lead to the root of the log of ${from}.`);
  if (!isSame(newFound, newRoot)) throw new ProofFault(`The log of ${to} does not continue the log of ${from}.`);
}

/** The roots of both trees that a proof leads to. */
function rootsFrom(
  from: number,
  to: number,
  oldRoot: Uint8Array,
  proof: readonly Uint8Array[],
): [old: Uint8Array, grown: Uint8Array] {
  // A perfect older tree is itself the first hash of the way.
  const path = isPowerOfTwo(from) ? [oldRoot, ...proof] : proof;
  let [fn, sn] = [from - 1, to - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  let [old, grown] = [path[0]!, path[0]!];
  for (const other of path.slice(1)) {
    if (isOdd(fn) || fn === sn) {
      [old, grown] = [hashNode(other, old), hashNode(other, grown)];
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [fn / 2, half(sn)];
    } else {
      grown = hashNode(grown, other);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return [old, grown];
}

/** How many hashes a right inclusion proof holds. */
function inclusionLength(index: number, size: number): number {
  if (size === 1) return 0;
  const left = splitOf(size);
  return 1 + (index < left ? inclusionLength(index, left) : inclusionLength(index - left, size - left));
}

/** How many hashes a right consistency proof holds. */
function consistencyLength(from: number, to: number): number {
  return from === 0 || from === to ? 0 : subproofLength(from, to, true);
}

function subproofLength(size: number, of: number, isKnown: boolean): number {
  if (size === of) return isKnown ? 0 : 1;
  const left = splitOf(of);
  return 1 + (size <= left ? subproofLength(size, left, isKnown) : subproofLength(size - left, of - left, false));
}

function requireLength(proof: readonly Uint8Array[], expected: number): void {
  if (proof.length !== expected) {
    throw new ProofFault(`The proof holds ${proof.length} hashes where ${expected} are needed.`);
  }
  if (proof.some(({ length }) => length !== 32)) throw new ProofFault('A hash of the proof has not 32 bytes.');
}

const isOdd = (number: number) => number % 2 === 1;
const half = (number: number) => Math.floor(number / 2);
const isPowerOfTwo = (number: number) => Number.isInteger(Math.log2(number)) && 2 ** Math.log2(number) === number;
const isSame = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;
