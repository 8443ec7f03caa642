import { ProofFault } from './proof-fault.js';

/** Hashes, or entries, in a full tile (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
export const HASH_SIZE = 32;

/**
 * Reads a tile of the tree: `width` hashes of 32 bytes each, or more, where only a fuller tile is kept. Level 0 holds leaf hashes, each
 * further level the roots of the full tiles below.
 */
export type ReadTile = (level: number, n: number, width: number) => Promise<Uint8Array>;

/** The path of a tile below the log's address; one of fewer than 256 hashes says how many. */
export function tilePath(level: number, n: number, width: number): string {
  return `tile/${level}/${numberPath(n)}${partial(width)}`;
}

/** The path of an entry bundle below the log's address. */
export function entriesPath(n: number, width: number): string {
  return `tile/entries/${numberPath(n)}${partial(width)}`;
}

/** Groups of three digits, all but the last behind an x: 1234067 is `x001/x234/067`. */
function numberPath(n: number): string {
  if (!Number.isSafeInteger(n) || n < 0) throw new ProofFault(`A tile’s number is a whole number, not ${n}.`);
  const digits = String(n);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/.{3}/g)!;
  return groups.map((group, index) => (index < groups.length - 1 ? `x${group}` : group)).join('/');
}

function partial(width: number): string {
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH) {
    throw new ProofFault(`A tile holds 1 to ${TILE_WIDTH} hashes, not ${width}.`);
  }
  return width === TILE_WIDTH ? '' : `.p/${width}`;
}

const LENGTH_SIZE = 2;
const LONGEST_ENTRY = 0xffff;

/** Entries one behind the other, each behind its length as a big-endian 16-bit number. */
export function encodeEntries(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      if (entry.length > LONGEST_ENTRY) throw new ProofFault(`An entry of ${entry.length} bytes is too long.`);
      const length = Buffer.alloc(LENGTH_SIZE);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}

/** The entries of a bundle. @throws ProofFault where its bytes end within an entry */
export function decodeEntries(bundle: Uint8Array): Buffer[] {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const from = at + LENGTH_SIZE;
    const until = from <= bytes.length ? from + bytes.readUInt16BE(at) : Infinity;
    if (until > bytes.length) throw new ProofFault(`The entry bundle ends within its entry ${entries.length}.`);
    entries.push(bytes.subarray(from, until));
    at = until;
  }
  return entries;
}
