import { ProofFault } from './proof-fault.js';
import { HASH_SIZE, TILE_WIDTH, type ReadTile } from './tiles.js';
import { EMPTY_ROOT, hashNode, splitOf } from './tree-hash.js';

/** Levels of the binary tree within one level of tiles. */
const HEIGHT = 8;

/** A tree of a given size as its tiles hold it; every tile is read once. */
export class TileTree {
  private readonly tiles = new Map<string, Promise<Buffer>>();

  constructor(
    readonly size: number,
    private readonly readTile: ReadTile,
  ) {
    requireSize(size);
  }

  /** The root of the whole tree. */
  root(): Promise<Buffer> {
    return this.size === 0 ? Promise.resolve(EMPTY_ROOT) : this.rootOfRange(0, this.size);
  }

  /** The root over the leaves from `start` to before `end`, a range into which RFC 6962 splits the tree. */
  async rootOfRange(start: number, end: number): Promise<Buffer> {
    const width = end - start;
    const height = Math.log2(width);
    if (Number.isInteger(height) && start % width === 0) return this.node(height, start / width);
    const split = start + splitOf(width);
    const [left, right] = await Promise.all([this.rootOfRange(start, split), this.rootOfRange(split, end)]);
    return hashNode(left, right);
  }

  /** A node of the binary tree whose leaves all exist: the `index`-th of its height. */
  private async node(height: number, index: number): Promise<Buffer> {
    const level = Math.floor(height / HEIGHT);
    const count = 2 ** (height - level * HEIGHT);
    const first = index * count;
    const tile = await this.tile(level, Math.floor(first / TILE_WIDTH));
    const offset = first % TILE_WIDTH;
    let row = Array.from({ length: count }, (_, each) => hashAt(tile, offset + each));
    while (row.length > 1) {
      row = Array.from({ length: row.length / 2 }, (_, each) => hashNode(row[each * 2]!, row[each * 2 + 1]!));
    }
    return row[0]!;
  }

  private tile(level: number, n: number): Promise<Buffer> {
    const key = `${level}/${n}`;
    const known = this.tiles.get(key);
    if (known) return known;
    const width = Math.min(TILE_WIDTH, Math.floor(this.size / TILE_WIDTH ** level) - n * TILE_WIDTH);
    const reading = this.readTile(level, n, width).then((bytes) => {
      if (bytes.length < width * HASH_SIZE || bytes.length % HASH_SIZE !== 0) {
        throw new ProofFault(`Tile ${key} holds ${bytes.length} bytes where ${width} hashes are needed.`);
      }
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    });
    this.tiles.set(key, reading);
    return reading;
  }
}

/** The root of the tree that the tiles hold, recomputed from the fewest of them that say it. */
export function rootFromTiles(size: number, readTile: ReadTile): Promise<Buffer> {
  return new TileTree(size, readTile).root();
}

/** @throws ProofFault unless it is a whole number of at least 0 */
export function requireSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new ProofFault(`A tree’s size is a whole number, not ${size}.`);
}

function hashAt(tile: Buffer, index: number): Buffer {
  return tile.subarray(index * HASH_SIZE, (index + 1) * HASH_SIZE);
}
