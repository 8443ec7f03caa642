import { tilePath, TILE_WIDTH } from '#transparency';
import type { Bundle } from '../bundle/bundle.js';
import type { FileSums } from '../bundle/file-sums.js';
import { Fault } from '../fault.js';
import type { MadeTile } from './growing-tree.js';

const HASH = 32;

/** The hash tiles of a bundle. */
export class TileFiles {
  constructor(
    private readonly bundle: Bundle,
    private readonly sums: FileSums,
  ) {}

  /** The hashes of the entries that a tile of level 0 says. @throws Fault where it is missing or of another length */
  leafHashes(n: number, width: number): Buffer {
    const path = tilePath(0, n, width);
    const hashes = this.read(path);
    if (hashes.length !== width * HASH)
      throw new Fault(path, `This tile should hold ${width} hashes and has ${hashes.length} bytes.`);
    return hashes;
  }

  /** Lets a tile pass that says what lies below it. @throws Fault naming the first entry, or the first tile below, that is not what it says */
  compare({ level, n, width, hashes }: MadeTile): void {
    const path = tilePath(level, n, width);
    const found = this.read(path);
    if (found.equals(hashes)) return;

    if (found.length !== hashes.length)
      throw new Fault(path, `This tile should hold ${width} hashes and has ${found.length} bytes.`);
    const first = Array.from({ length: width }).findIndex(
      (_, index) => !hashAt(found, index).equals(hashAt(hashes, index)),
    );
    const below = n * TILE_WIDTH + first;
    throw level === 0
      ? new Fault(path, `Entry ${below} does not have the hash that this tile says: one of the two was changed.`)
      : new Fault(
          path,
          `This tile’s hash ${first} is not that of ${tilePath(level - 1, below, TILE_WIDTH)}: one of the two was changed.`,
        );
  }

  private read(path: string): Buffer {
    const file = this.bundle.find(path);
    if (!file) throw new Fault(path, 'This tile is missing.');
    return this.sums.read(file);
  }
}

function hashAt(tile: Buffer, index: number): Buffer {
  return tile.subarray(index * HASH, (index + 1) * HASH);
}
