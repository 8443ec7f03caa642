import { Fault } from '../../src/fault.js';
import type { Bundle, BundleFile } from '../../src/bundle/bundle.js';
import { Progress } from '../../src/progress.js';
import { tell } from '../../src/sentences.js';
import { verifyBundle, type Given } from '../../src/verify-bundle.js';
import type { Files } from './bundle-of.js';

export const NOTHING: Given = { keys: [], since: null };

/** The sentences of a bundle that holds. @throws Fault */
export function told(bundle: Files | Bundle, given: Partial<Given> = {}): string[] {
  const opened = bundle instanceof Map ? inMemory(bundle) : bundle;
  return tell(
    verifyBundle(
      opened,
      { ...NOTHING, ...given },
      new Progress(
        () => {},
        () => 0,
      ),
    ),
  );
}

/** `where: sentence` of the first thing that fails; null where everything holds. */
export function faultOf(bundle: Files | Bundle, given: Partial<Given> = {}): string | null {
  return faultIn(() => told(bundle, given));
}

/** The same of any piece of work. An error that is no Fault is a defect, and thrown on. */
export function faultIn(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Fault) return `${error.where}: ${error.message}`;
    throw error;
  }
}

function inMemory(files: Files): Bundle {
  const fileAt = (path: string, bytes: Buffer): BundleFile => ({
    path,
    size: bytes.length,
    read: () => bytes,
    *pieces() {
      yield bytes;
    },
  });
  return {
    find(path) {
      const bytes = files.get(path);
      return bytes && fileAt(path, bytes);
    },
    *files(below = '') {
      for (const [path, bytes] of files) if (path.startsWith(below)) yield fileAt(path, bytes);
    },
    close() {},
  };
}
