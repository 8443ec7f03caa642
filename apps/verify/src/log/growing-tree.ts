import { EMPTY_ROOT, hashNode, TILE_WIDTH } from '#transparency';

const HASH = 32;

/** A tile as the leaves below it make it. */
export interface MadeTile {
  readonly level: number;
  readonly n: number;
  /** How many hashes it holds, 1 to 256. */
  readonly width: number;
  /** Overwritten after the call. */
  readonly hashes: Buffer;
}

interface Row {
  n: number;
  width: number;
  readonly hashes: Buffer;
}

/**
 * Builds a tree leaf by leaf and hands out every tile when it is full. It is written for checking, apart from what the server builds its
 * trees with, and holds one tile of each level.
 */
export class GrowingTree {
  size = 0;
  private readonly rows: Row[] = [];

  constructor(private readonly take: (tile: MadeTile) => void) {}

  add(leafHash: Buffer): void {
    this.put(0, leafHash);
    this.size += 1;
  }

  /** Hands out the tiles that are not full. */
  finish(): void {
    this.rows.forEach(({ n, width, hashes }, level) => {
      if (width > 0) this.take({ level, n, width, hashes: hashes.subarray(0, width * HASH) });
    });
  }

  /** The root over the leaves so far (RFC 6962 §2.1): its complete subtrees, the smallest first, each hashed in behind the next larger. */
  root(): Buffer {
    const smallestFirst = this.rows.flatMap(({ width, hashes }) => completeSubtrees(hashes, width));
    return (
      smallestFirst.reduce<Buffer | undefined>((right, left) => (right ? hashNode(left, right) : left), undefined) ??
      EMPTY_ROOT
    );
  }

  private put(level: number, hash: Buffer): void {
    const row = (this.rows[level] ??= { n: 0, width: 0, hashes: Buffer.alloc(TILE_WIDTH * HASH) });
    row.hashes.set(hash, row.width * HASH);
    row.width += 1;
    if (row.width < TILE_WIDTH) return;

    this.take({ level, n: row.n, width: TILE_WIDTH, hashes: row.hashes });
    this.put(level + 1, rootOfComplete(row.hashes));
    row.n += 1;
    row.width = 0;
  }
}

/** The roots of the complete trees into which a row of hashes falls, the rightmost, smallest one first. */
function completeSubtrees(hashes: Buffer, width: number): Buffer[] {
  const roots: Buffer[] = [];
  let end = width;
  for (let count = 1; count <= width; count *= 2) {
    if (Math.floor(width / count) % 2 === 0) continue;
    roots.push(rootOfComplete(hashes.subarray((end - count) * HASH, end * HASH)));
    end -= count;
  }
  return roots;
}

/** The root over a number of hashes that is a power of two. */
function rootOfComplete(hashes: Buffer): Buffer {
  const row = Buffer.from(hashes);
  for (let width = row.length / HASH; width > 1; width /= 2) {
    for (let pair = 0; pair < width / 2; pair += 1) {
      const left = row.subarray(pair * 2 * HASH, (pair * 2 + 1) * HASH);
      const right = row.subarray((pair * 2 + 1) * HASH, (pair * 2 + 2) * HASH);
      row.set(hashNode(left, right), pair * HASH);
    }
  }
  return row.subarray(0, HASH);
}
