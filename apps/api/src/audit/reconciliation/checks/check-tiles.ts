import type { Tx } from '#database';
import { rootOf, TILE_WIDTH } from '#transparency';
import type { EvidenceRepository, StoredTile } from '../evidence.repository.js';
import type { Faults } from '../faults.js';
import type { GrowingTree } from '../growing-tree.js';

const AT_ONCE = 100;
const HASH = 32;

interface Against {
  readonly tree: GrowingTree;
  /** Those that were not full when a checkpoint was signed: `level/n/width`. */
  readonly partialTiles: ReadonlySet<string>;
  readonly faults: Faults;
}

/** Holds every stored tile against the tree, and finds those that are missing; answers with how many there are. */
export async function checkTiles(tx: Tx, evidence: EvidenceRepository, against: Against): Promise<number> {
  const { tree, partialTiles, faults } = against;
  const stored = new Set<string>();
  for (let after = { level: -1, n: 0, width: 0 }; ;) {
    const tiles = await evidence.tiles(tx, after, AT_ONCE);
    const last = tiles.at(-1);
    if (!last) break;
    for (const tile of tiles) {
      checkTile(tile, tree, faults);
      stored.add(`${tile.level}/${tile.n}/${tile.width}`);
    }
    after = last;
  }
  for (const name of [...fullTiles(tree), ...partialTiles]) {
    if (stored.has(name)) continue;
    const [level, n, width] = name.split('/').map(Number) as [number, number, number];
    faults.add('tile', `tile ${level}/${n}`, `${inWords(level, n, width)} is missing.`);
  }
  return stored.size;
}

function checkTile(tile: StoredTile, tree: GrowingTree, faults: Faults): void {
  const { level, n, width } = tile;
  if (isOfTree(tile, tree)) return;
  faults.add('tile', `tile ${level}/${n}`, `${inWords(level, n, width)} is not what the log’s leaves make it.`);
}

/** Of level 0 only full tiles are stored; the root of one is a hash of level 1. */
function isOfTree({ level, n, width, hashes }: StoredTile, tree: GrowingTree): boolean {
  if (level > 0) return tree.tile(level, n, width)?.equals(hashes) ?? false;
  return width === TILE_WIDTH && (tree.rootOfFullTile(n)?.equals(rootOf(hashesOf(hashes))) ?? false);
}

function* fullTiles(tree: GrowingTree): Generator<string> {
  for (let level = 0; level < tree.levels; level += 1) {
    const count = Math.floor(tree.widthOf(level) / TILE_WIDTH);
    for (let n = 0; n < count; n += 1) yield `${level}/${n}/${TILE_WIDTH}`;
  }
}

function inWords(level: number, n: number, width: number): string {
  return `Tile ${n} of level ${level}${width === TILE_WIDTH ? '' : `, of ${width} hashes,`}`;
}

function hashesOf(tile: Buffer): Buffer[] {
  return Array.from({ length: Math.floor(tile.length / HASH) }, (_, index) =>
    tile.subarray(index * HASH, (index + 1) * HASH),
  );
}
