import { createHash } from 'node:crypto';
import { unpackTar } from 'modern-tar';
import type { Bundle, BundleFile } from '../../../verify/src/bundle/bundle.js';
import { Fault } from '../../../verify/src/fault.js';
import { Progress } from '../../../verify/src/progress.js';
import { verifyBundle, type Given, type Proof } from '../../../verify/src/verify-bundle.js';
import type { Person } from './person.js';
import type { TestServer } from './server.js';

/** A bundle's files by their paths, in the order of the archive. */
export type Files = Map<string, Buffer>;

/** Asks for an export and takes its bundle, as the archive that it comes as. */
export async function exported(server: TestServer, person: Person, wish: object): Promise<Buffer> {
  const { body } = await server.as(person).post('/audit/exports', wish).expect(202);
  return (await server.as(person).get(`/audit/exports/${body.id}/bundle`).expect(200)).bytes;
}

/** Unpacks an archive with a reader that is neither the server's nor the verifier's. */
export async function unpacked(archive: Buffer): Promise<Files> {
  const members = await unpackTar(archive, { strict: true });
  return new Map(members.map(({ header, data }) => [header.name, Buffer.from(data ?? [])]));
}

/** Lets the verifier judge files; a fault is thrown. */
export function verified(files: Files, given: Partial<Given> = {}): Proof {
  return verifyBundle(bundleOf(files), { keys: [], since: null, ...given }, new Progress(() => undefined, Date.now));
}

/** The first thing that the verifier finds wrong; null where all holds. */
export function faultIn(files: Files, given: Partial<Given> = {}): Fault | null {
  try {
    verified(files, given);
    return null;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/** The same files with a list of sums that says what they are now, as a forger would write it. */
export function listed(files: Files): Files {
  const paths = [...files.keys()].filter((path) => path !== 'SHA256SUMS').sort();
  const lines = paths.map((path) => `${sumOf(files.get(path)!)}  ${path}\n`);
  return new Map([...files, ['SHA256SUMS', Buffer.from(lines.join(''))]]);
}

/** Files that nobody changed are hashed once, however often they are listed. */
const sums = new WeakMap<Buffer, string>();

export function sumOf(bytes: Buffer): string {
  const sum = sums.get(bytes) ?? createHash('sha256').update(bytes).digest('hex');
  sums.set(bytes, sum);
  return sum;
}

function bundleOf(files: Files): Bundle {
  return {
    find: (path) => (files.has(path) ? fileAt(path, files.get(path)!) : undefined),
    *files(below = '') {
      for (const [path, bytes] of files) if (path.startsWith(below)) yield fileAt(path, bytes);
    },
    close: () => undefined,
  };
}

function fileAt(path: string, bytes: Buffer): BundleFile {
  return { path, size: bytes.length, read: () => bytes, pieces: () => [bytes] };
}
