import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../fault.js';
import { isProperPath, type Bundle, type BundleFile } from './bundle.js';

const PIECE = 1 << 20;

/** A bundle that lies in a folder. */
export function openFolder(root: string): Bundle {
  return {
    find(path) {
      const full = join(root, path);
      const found = lstatSync(full, { throwIfNoEntry: false });
      return found && fileAt(path, full, found);
    },
    *files(below = '') {
      yield* walk(root, below);
    },
    close() {},
  };
}

function* walk(root: string, folder: string): Generator<BundleFile> {
  const full = join(root, folder);
  if (!lstatSync(full, { throwIfNoEntry: false })?.isDirectory()) return;
  for (const name of readdirSync(full).sort()) {
    const path = folder + name;
    if (!isProperPath(path)) throw new Fault(path, 'This name is none of the format.');
    const found = lstatSync(join(root, path));
    if (found.isDirectory()) yield* walk(root, `${path}/`);
    else yield fileAt(path, join(root, path), found);
  }
}

function fileAt(path: string, full: string, found: { isFile(): boolean; size: number }): BundleFile {
  if (!found.isFile()) throw new Fault(path, 'This is no ordinary file.');
  return { path, size: found.size, read: () => readFileSync(full), pieces: () => piecesOf(full) };
}

function* piecesOf(full: string): Generator<Buffer> {
  const file = openSync(full, 'r');
  const piece = Buffer.allocUnsafe(PIECE);
  try {
    for (let length; (length = readSync(file, piece)) > 0;) yield piece.subarray(0, length);
  } finally {
    closeSync(file);
  }
}
