import { EMPTY_ROOT, hashNode, rootOf, TILE_WIDTH } from '#transparency';

/**
 * Derives the log's tree anew from its leaf hashes, one after the other. Of the tiles it keeps their roots, which are the hashes of the
 * level above: 32 bytes for 256 leaves.
 */
export class GrowingTree {
  size = 0;
  /** Rows of hashes from level 1 up: `rows[level - 1][n]` is the root of the full tile `n` of the level below. */
  private readonly rows: Buffer[][] = [];
  /** Complete subtrees, the largest first; what RFC 6962 hashes together to the root. */
  private readonly peaks: { readonly width: number; readonly hash: Buffer }[] = [];

  add(leafHash: Buffer): void {
    this.size += 1;
    let peak = { width: 1, hash: leafHash };
    while (this.peaks.at(-1)?.width === peak.width) {
      const { hash } = this.peaks.pop()!;
      peak = { width: peak.width * 2, hash: hashNode(hash, peak.hash) };
      if (peak.width === TILE_WIDTH) this.climb(0, peak.hash);
    }
    this.peaks.push(peak);
  }

  /** The root over the leaves so far (RFC 6962 §2.1). */
  root(): Buffer {
    const [last, ...others] = this.peaks.toReversed();
    return others.reduce((right, { hash }) => hashNode(hash, right), last?.hash ?? EMPTY_ROOT);
  }

  /** How many hashes a level holds. */
  widthOf(level: number): number {
    return level === 0 ? this.size : (this.rows[level - 1]?.length ?? 0);
  }

  /** Levels of tiles that hold anything. */
  get levels(): number {
    return this.size === 0 ? 0 : this.rows.length + 1;
  }

  /** The hashes of a tile of level 1 or above; undefined where the tree does not reach. */
  tile(level: number, n: number, width: number): Buffer | undefined {
    const hashes = this.rows[level - 1]?.slice(n * TILE_WIDTH, n * TILE_WIDTH + width);
    return hashes?.length === width ? Buffer.concat(hashes) : undefined;
  }

  /** The root of a full tile of level 0; undefined where the tree has none. */
  rootOfFullTile(n: number): Buffer | undefined {
    return this.rows[0]?.[n];
  }

  private climb(row: number, hash: Buffer): void {
    const hashes = (this.rows[row] ??= []);
    hashes.push(hash);
    if (hashes.length % TILE_WIDTH === 0) this.climb(row + 1, rootOf(hashes.slice(-TILE_WIDTH)));
  }
}
