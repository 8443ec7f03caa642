import { rootFromTiles } from './tile-tree.js';
import { HASH_SIZE, TILE_WIDTH, type ReadTile } from './tiles.js';
import { rootOf } from './tree-hash.js';

/** A tile as it is after the tree has grown. */
export interface Tile {
  readonly level: number;
  readonly n: number;
  /** How many hashes it holds, 1 to 256. */
  readonly width: number;
  readonly hashes: Buffer;
}

export interface ExtendedTree {
  readonly size: number;
  readonly root: Buffer;
  /** Every tile that is new or fuller than before, level by level. */
  readonly tiles: readonly Tile[];
}

/**
 * Appends leaf hashes to a tree of `size` leaves. Reads the last, partial tile of each level and what the root needs; never the
 * whole tree.
 */
export async function extendTree(
  size: number,
  readTile: ReadTile,
  newLeafHashes: readonly Uint8Array[],
): Promise<ExtendedTree> {
  const tiles: Tile[] = [];
  let [count, added] = [size, newLeafHashes];
  for (let level = 0; added.length > 0; level++) {
    const grown = await growLevel(level, count, readTile, added);
    tiles.push(...grown);
    // A full tile's root is a hash of the level above.
    added = grown.filter(({ width }) => width === TILE_WIDTH).map(({ hashes }) => rootOf(hashesOf(hashes)));
    count = Math.floor(count / TILE_WIDTH);
  }

  const fresh = new Map(tiles.map((tile) => [`${tile.level}/${tile.n}`, tile.hashes]));
  const read: ReadTile = async (level, n, width) => fresh.get(`${level}/${n}`) ?? readTile(level, n, width);
  const grownSize = size + newLeafHashes.length;
  return { size: grownSize, root: await rootFromTiles(grownSize, read), tiles };
}

/** The tiles of one level that change when hashes are added behind `count` others. */
async function growLevel(
  level: number,
  count: number,
  readTile: ReadTile,
  added: readonly Uint8Array[],
): Promise<Tile[]> {
  const firstTile = Math.floor(count / TILE_WIDTH);
  const inFirst = count % TILE_WIDTH;
  const before = inFirst === 0 ? [] : hashesOf(await readTile(level, firstTile, inFirst)).slice(0, inFirst);
  const row = [...before, ...added];
  return Array.from({ length: Math.ceil(row.length / TILE_WIDTH) }, (_, index) => {
    const hashes = row.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH);
    return { level, n: firstTile + index, width: hashes.length, hashes: Buffer.concat(hashes) };
  });
}

function hashesOf(tile: Uint8Array): Uint8Array[] {
  return Array.from({ length: tile.length / HASH_SIZE }, (_, at) =>
    tile.subarray(at * HASH_SIZE, (at + 1) * HASH_SIZE),
  );
}
