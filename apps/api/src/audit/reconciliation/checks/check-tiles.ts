import type { Tx } from '#database';
import { rootOf, TILE_WIDTH } from '#transparency';
import type { EvidenceRepository, StoredTile } from '../evidence.repository.js';
import type { Faults } from '../faults.js';
import type { GrowingTree } from '../growing-tree.js';

const AT_ONCE = 100;
const HASH = 32;

/** Holds every stored tile against the tree, and finds those that are missing; answers with how many there are. */
export async function checkTiles(
  tx: Tx,
  evidence: EvidenceRepository,
  tree: GrowingTree,
  faults: Faults,
): Promise<number> {
  const stored = new Set<string>();
  let count = 0;
  for (let after = { level: -1, n: 0, width: 0 }; ;) {
    const tiles = await evidence.tiles(tx, after, AT_ONCE);
    if (tiles.length === 0) break;
    for (const tile of tiles) {
      checkTile(tile, tree, faults);
      // Narrower ones of the same place are what it was on the way.
      if (isExpected(tile, tree)) stored.add(nameOf(tile.level, tile.n));
      after = tile;
    }
    count += tiles.length;
  }
  for (const [level, n] of expectedTiles(tree)) {
    if (!stored.has(nameOf(level, n)))
      faults.add('tile', `tile ${nameOf(level, n)}`, `Tile ${n} of level ${level} is missing.`);
  }
  return count;
}

function checkTile(tile: StoredTile, tree: GrowingTree, faults: Faults): void {
  const { level, n, width } = tile;
  if (isOfTree(tile, tree)) return;
  const which =
    width === TILE_WIDTH ? `Tile ${n} of level ${level}` : `Tile ${n} of level ${level}, of ${width} hashes,`;
  faults.add('tile', `tile ${nameOf(level, n)}`, `${which} is not what the log’s leaves make it.`);
}

/** Of level 0 only full tiles are stored; the root of one is a hash of level 1. */
function isOfTree({ level, n, width, hashes }: StoredTile, tree: GrowingTree): boolean {
  if (level > 0) return tree.tile(level, n, width)?.equals(hashes) ?? false;
  return width === TILE_WIDTH && (tree.rootOfFullTile(n)?.equals(rootOf(hashesOf(hashes))) ?? false);
}

/** Whether it is as wide as the tree makes it. */
function isExpected({ level, n, width }: StoredTile, tree: GrowingTree): boolean {
  return width === Math.min(TILE_WIDTH, tree.widthOf(level) - n * TILE_WIDTH);
}

/** Every full tile, and above level 0 the last one that is not full. */
function* expectedTiles(tree: GrowingTree): Generator<readonly [level: number, n: number]> {
  for (let level = 0; level < tree.levels; level += 1) {
    const width = tree.widthOf(level);
    const count = level === 0 ? Math.floor(width / TILE_WIDTH) : Math.ceil(width / TILE_WIDTH);
    for (let n = 0; n < count; n += 1) yield [level, n];
  }
}

const nameOf = (level: number, n: number): string => `${level}/${n}`;

function hashesOf(tile: Buffer): Buffer[] {
  return Array.from({ length: tile.length / HASH }, (_, index) => tile.subarray(index * HASH, (index + 1) * HASH));
}
