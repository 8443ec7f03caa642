import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from './failure.mjs';

/** The checkout. Every other path of the tools hangs below it, so they work from any current folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
export const MODULES = join(ROOT, 'node_modules');
export const DIST = join(ROOT, 'dist');
export const DATA = join(ROOT, '.data');

/** The Node that the project brings itself; everything after the install runs on it. */
export const OWN_NODE = join(MODULES, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * Makes `.data`, where the embedded database and the generated secrets live.
 * Others may pass through it (0711) only when we are root, because PostgreSQL then runs as another user.
 */
export function makeDataFolder() {
  if (existsSync(DATA)) return;
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  try {
    mkdirSync(DATA, { mode });
  } catch (cause) {
    if (cause.code === 'EEXIST') return;
    throw unwritable(DATA, cause);
  }
}

/** The one sentence for a folder that cannot be written, whoever met it. */
export function unwritable(path, cause) {
  return new Failure(
    `The folder ${dirname(path)} cannot be written (${cause.code}): make it writable or use another.`,
    {
      cause,
    },
  );
}
