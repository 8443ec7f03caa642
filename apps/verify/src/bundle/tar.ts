import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Fault } from '../fault.js';
import { WALKED, type Bundle, type BundleFile } from './bundle.js';
import { BLOCK, isZero, readHeader, type TarHeader } from './tar-header.js';

const PIECE = 1 << 20;

interface Member extends TarHeader {
  readonly offset: number;
}

/**
 * A bundle in a tar archive. It is gone through once to see where files are; those that may be millions are not remembered, but
 * met again whenever they are walked through. @throws Fault where it is no archive, or holds a file twice
 */
export function openTar(path: string): Bundle {
  const archive = openSync(path, 'r');
  const { size } = fstatSync(archive);
  const known = new Map<string, Member>();
  for (const member of members(archive, size)) {
    if (WALKED.some((folder) => member.path.startsWith(folder))) continue;
    if (known.has(member.path)) throw new Fault(member.path, 'This file is in the archive twice.');
    known.set(member.path, member);
  }
  return {
    find(name) {
      const member = known.get(name);
      return member && fileOf(archive, member);
    },
    *files(below = '') {
      for (const member of members(archive, size)) if (member.path.startsWith(below)) yield fileOf(archive, member);
    },
    close: () => closeSync(archive),
  };
}

/** Every file of the archive. What lies between them, and behind the last, is zero. */
function* members(archive: number, size: number): Generator<Member> {
  const window = Buffer.alloc(2 * BLOCK);
  let [end, header] = [0, 0];
  for (;;) {
    // The padding behind one file and the header of the next.
    const gap = readAt(archive, window.subarray(0, header - end + BLOCK), end, size);
    requireZero(gap.subarray(0, header - end), end);
    const found = readHeader(gap.subarray(header - end), `byte ${header}`);
    if (!found) break;

    const offset = header + BLOCK;
    end = offset + found.size;
    header = Math.ceil(end / BLOCK) * BLOCK;
    if (!found.isFolder) yield { ...found, offset };
  }
  const rest = Buffer.alloc(PIECE);
  if (size < header + 2 * BLOCK)
    throw new Fault(`byte ${size}`, 'The archive has no proper end: its tail was cut off.');
  for (let from = header; from < size; from += PIECE) {
    requireZero(readAt(archive, rest.subarray(0, Math.min(PIECE, size - from)), from, size), from);
  }
}

function fileOf(archive: number, { path, size, offset }: Member): BundleFile {
  return {
    path,
    size,
    read: () => readAt(archive, Buffer.allocUnsafe(size), offset, Infinity),
    *pieces() {
      const piece = Buffer.allocUnsafe(Math.min(PIECE, size));
      for (let done = 0; done < size; done += PIECE) {
        yield readAt(archive, piece.subarray(0, Math.min(PIECE, size - done)), offset + done, Infinity);
      }
    },
  };
}

/** Fills a buffer from a place of the archive. @throws Fault where the archive ends before */
function readAt(archive: number, into: Buffer, from: number, size: number): Buffer {
  const length = from + into.length > size ? -1 : readSync(archive, into, 0, into.length, from);
  if (length !== into.length) throw new Fault(`byte ${from}`, 'The archive ends within a file: its tail was cut off.');
  return into;
}

function requireZero(bytes: Buffer, from: number): void {
  if (!isZero(bytes)) throw new Fault(`byte ${from}`, 'Something lies in the archive between its files.');
}
