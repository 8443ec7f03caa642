import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  decodeEntries,
  encodeEntries,
  entriesPath,
  extendTree,
  formatCheckpoint,
  hashLeaf,
  signNote,
  TILE_WIDTH,
  tilePath,
  verifierKeyOf,
} from '#transparency';
import { listed, type Files } from './exporting.js';

/** What a forger changes of the bundle of a whole log. */
export interface Forgery {
  readonly entries: readonly Buffer[];
  readonly privateKey: KeyObject;
}

/** The entries of a whole log, in order. */
export function entriesIn(files: Files): Buffer[] {
  const paths = [...files.keys()].filter((path) => path.startsWith('tile/entries/'));
  return paths.flatMap((path) => decodeEntries(files.get(path)!));
}

/**
 * The bundle that somebody makes who holds a key and writes the log anew: entries, tiles, root, checkpoint, key, manifest and list of sums
 * all agree with each other.
 */
export async function forged(files: Files, { entries, privateKey }: Forgery): Promise<Files> {
  const origin = files.get('checkpoint')!.toString().split('\n')[0]!;
  const publicKey = createPublicKey(privateKey);
  const { root, tiles } = await extendTree(0, () => Promise.reject(new Error('empty')), entries.map(hashLeaf));
  const bundles = Array.from({ length: Math.ceil(entries.length / TILE_WIDTH) }, (_, n) => {
    const held = entries.slice(n * TILE_WIDTH, (n + 1) * TILE_WIDTH);
    return [entriesPath(n, held.length), encodeEntries(held)] as const;
  });
  const manifest = JSON.parse(files.get('manifest.json')!.toString());
  const kept = [...files].filter(([path]) => !path.startsWith('tile/'));
  return listed(
    new Map([
      ...kept,
      ['manifest.json', Buffer.from(`${JSON.stringify({ ...manifest, size: entries.length })}\n`)],
      [
        'checkpoint',
        Buffer.from(signNote(formatCheckpoint({ origin, size: entries.length, root }), { name: origin, privateKey })),
      ],
      ['keys/log', Buffer.from(`${verifierKeyOf(origin, publicKey)}\n`)],
      ['keys/log.pem', Buffer.from(publicKey.export({ type: 'spki', format: 'pem' }))],
      ...tiles.map(({ level, n, width, hashes }) => [tilePath(level, n, width), hashes] as const),
      ...bundles,
    ]),
  );
}
