import { hashNode, TILE_WIDTH, type ReadTile } from '#transparency';

const HASH = 32;
/** Levels of the binary tree within one level of tiles. */
const HEIGHT = 8;
/** How many nodes are remembered of one height, and how many tiles: what is forgotten is read again. */
const MOST_NODES = 8_192;
const MOST_TILES = 64;

/**
 * Inclusion proofs (RFC 6962 §2.1.1) for many places of one tree, cheap when they ascend: what one proof hashes the next ones find.
 */
export class ProofMaker {
  private readonly nodes: Map<number, Buffer>[] = [];
  private readonly tiles = new Map<string, Promise<Uint8Array>>();
  /** Roots of what is no complete subtree, along the right edge: by where they begin. */
  private readonly edges = new Map<number, Buffer>();

  constructor(private readonly size: number) {}

  /** The hashes that lead from a place to the root, from the leaf upward. */
  async proof(place: number, readTile: ReadTile): Promise<Buffer[]> {
    const path: Promise<Buffer>[] = [];
    let [start, end] = [0, this.size];
    while (end - start > 1) {
      const split = start + largestPowerBelow(end - start);
      const isLeft = place < split;
      path.unshift(isLeft ? this.root(split, end, readTile) : this.root(start, split, readTile));
      [start, end] = isLeft ? [start, split] : [split, end];
    }
    return Promise.all(path);
  }

  /** Over the leaves from `start` to before `end`, a range into which RFC 6962 splits the tree. */
  private async root(start: number, end: number, readTile: ReadTile): Promise<Buffer> {
    const height = Math.log2(end - start);
    if (Number.isInteger(height)) return this.node(height, start / (end - start), readTile);
    const known = this.edges.get(start);
    if (known) return known;

    const split = start + largestPowerBelow(end - start);
    const hash = hashNode(await this.root(start, split, readTile), await this.root(split, end, readTile));
    this.edges.set(start, hash);
    return hash;
  }

  private async node(height: number, index: number, readTile: ReadTile): Promise<Buffer> {
    const nodes = (this.nodes[height] ??= new Map());
    const known = nodes.get(index);
    if (known) return known;

    const hash =
      height % HEIGHT === 0
        ? await this.stored(height / HEIGHT, index, readTile)
        : hashNode(
            await this.node(height - 1, index * 2, readTile),
            await this.node(height - 1, index * 2 + 1, readTile),
          );
    if (nodes.size >= MOST_NODES) nodes.clear();
    nodes.set(index, hash);
    return hash;
  }

  /** A node that a tile holds. */
  private async stored(level: number, index: number, readTile: ReadTile): Promise<Buffer> {
    const n = Math.floor(index / TILE_WIDTH);
    const key = `${level}/${n}`;
    let reading = this.tiles.get(key);
    if (!reading) {
      const width = Math.min(TILE_WIDTH, Math.floor(this.size / TILE_WIDTH ** level) - n * TILE_WIDTH);
      reading = readTile(level, n, width);
      if (this.tiles.size >= MOST_TILES) this.tiles.clear();
      this.tiles.set(key, reading);
    }
    const tile = await reading;
    const offset = (index % TILE_WIDTH) * HASH;
    return Buffer.from(tile.subarray(offset, offset + HASH));
  }
}

function largestPowerBelow(width: number): number {
  return 2 ** Math.floor(Math.log2(width - 1));
}
