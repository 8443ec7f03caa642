import { encodeEntries, entriesPath, TILE_WIDTH } from '#transparency';
import type { ExportedEntry } from '../exports.repository.js';
import { fileOf, type BundleFile } from './bundle-file.js';

/**
 * Entries of the whole log, 256 to a file: of a stretch that begins with a file, and ends with one unless it is the last.
 * @throws where the log has a gap, which its primary key and the sequencer keep it from having
 */
export function entryFiles(entries: readonly ExportedEntry[], from: number): BundleFile[] {
  const gap = entries.findIndex(({ position }, index) => position !== from + index);
  if (gap !== -1) throw new Error(`The log lacks entry ${from + gap}.`);
  return Array.from({ length: Math.ceil(entries.length / TILE_WIDTH) }, (_, index) => {
    const leaves = entries.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH).map(({ leaf }) => leaf);
    return fileOf(entriesPath(from / TILE_WIDTH + index, leaves.length), encodeEntries(leaves));
  });
}
