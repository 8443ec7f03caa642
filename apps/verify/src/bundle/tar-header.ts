import { Fault } from '../fault.js';
import { isProperPath } from './bundle.js';

/** Everything in an archive lies in blocks of so many bytes. */
export const BLOCK = 512;

/** What one header of an archive says. */
export interface TarHeader {
  readonly path: string;
  readonly size: number;
  readonly isFolder: boolean;
}

const CHECKSUM = { from: 148, to: 156 };

/** Reads a header (POSIX.1-1988, ustar); null for a block of zeros, with which an archive ends. @throws Fault, `where` in the archive */
export function readHeader(block: Buffer, where: string): TarHeader | null {
  if (isZero(block)) return null;
  if (!isSumOf(block)) {
    throw new Fault(where, 'The header here is not what its checksum says: the archive was changed, or is none.');
  }
  const [prefix, name] = [
    block.toString('latin1', 257, 262) === 'ustar' ? textIn(block, 345, 500) : '',
    textIn(block, 0, 100),
  ];
  const path = (prefix ? `${prefix}/${name}` : name).replace(/^\.\//, '').replace(/\/$/, '');
  const kind = String.fromCharCode(block[156]!);
  if (!['0', '\0', '5'].includes(kind))
    throw new Fault(where, `${path || 'This'} is neither file nor folder; make the archive as ustar.`);
  const isFolder = kind === '5';
  if (!isProperPath(path) && !(isFolder && (path === '' || path === '.')))
    throw new Fault(where, 'A name here is none of the format.');
  const size = numberIn(block, 124, 136, where);
  if (isFolder && size > 0) throw new Fault(where, `The folder ${path} is said to hold bytes of its own.`);
  return { path, size, isFolder };
}

const ZEROS = Buffer.alloc(1 << 20);

/** Whether all bytes, at most a megabyte of them, are zero, as they are behind a file's end. */
export function isZero(bytes: Buffer): boolean {
  return bytes.equals(ZEROS.subarray(0, bytes.length));
}

/** Six digits, a zero and a space: the checksum does not cover itself, so that there is one way to write it. */
function isSumOf(block: Buffer): boolean {
  const written = block.toString('latin1', CHECKSUM.from, CHECKSUM.to);
  return /^[0-7]{6}\0 $/.test(written) && Number.parseInt(written, 8) === sumOf(block);
}

const SPACES = 8 * 0x20;

/** The sum of a header's bytes, its own checksum counted as spaces. An archive has as many headers as files, hence the loops. */
function sumOf(block: Buffer): number {
  let sum = SPACES;
  for (let at = 0; at < CHECKSUM.from; at += 1) sum += block[at]!;
  for (let at = CHECKSUM.to; at < BLOCK; at += 1) sum += block[at]!;
  return sum;
}

function textIn(block: Buffer, from: number, to: number): string {
  const text = block.toString('latin1', from, to);
  const end = text.indexOf('\0');
  return end === -1 ? text : text.slice(0, end);
}

function numberIn(block: Buffer, from: number, to: number, where: string): number {
  const text = textIn(block, from, to).trim();
  if (!/^[0-7]+$/.test(text))
    throw new Fault(where, 'A number in the header here is not octal: the archive was changed, or is none.');
  return Number.parseInt(text, 8);
}
