import { TILE_WIDTH, tilePath } from '#transparency';
import { fileOf, type BundleFile } from './bundle-file.js';

/** One hash tile of a tree. */
export interface TileAt {
  readonly level: number;
  readonly n: number;
  /** How many hashes it holds, 1 to 256. */
  readonly width: number;
}

/** Every hash tile of a tree of this size, and of no other: level by level. */
export function* tilesOf(size: number): Generator<TileAt> {
  for (let [level, count] = [0, size]; count > 0; level += 1, count = Math.floor(count / TILE_WIDTH)) {
    for (let n = 0; n * TILE_WIDTH < count; n += 1) {
      yield { level, n, width: Math.min(TILE_WIDTH, count - n * TILE_WIDTH) };
    }
  }
}

export function hashTileFile({ level, n, width }: TileAt, hashes: Uint8Array): BundleFile {
  return fileOf(tilePath(level, n, width), hashes);
}
