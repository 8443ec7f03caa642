import { createHash } from 'node:crypto';
import { sha256 } from '#transparency';
import { Fault } from '../fault.js';
import { PackedTable } from '../packed-table.js';
import type { Bundle, BundleFile } from './bundle.js';

export const SUMS = 'SHA256SUMS';
const LINE = /^([0-9a-f]{64}) {2}(\S+)$/;
const LISTED = Buffer.of(1);
const UNLISTED = Buffer.of(0);

/** What every file of a bundle hashes to, as it is met, to be compared with the bundle's own list in the end. */
export class FileSums {
  private readonly sums = new PackedTable(32, 32 + 32 + 1);

  constructor(private readonly bundle: Bundle) {}

  get count(): number {
    return this.sums.size;
  }

  /** Whether a file was met. */
  has(path: string): boolean {
    return this.sums.find(sha256(path)) !== undefined;
  }

  /** The whole of a file, which is hereby met. @throws Fault where it is in the bundle twice */
  read(file: BundleFile): Buffer {
    return this.readWithSum(file).bytes;
  }

  /** The same, with its SHA-256. @throws Fault where it is in the bundle twice */
  readWithSum(file: BundleFile): { readonly bytes: Buffer; readonly sum: Buffer } {
    const bytes = file.read();
    const sum = sha256(bytes);
    this.note(file.path, sum);
    return { bytes, sum };
  }

  /** Meets a file and answers its SHA-256, whatever its size. @throws Fault where it is in the bundle twice */
  hash(file: BundleFile): Buffer {
    const hash = createHash('sha256');
    for (const piece of file.pieces()) hash.update(piece);
    const sum = hash.digest();
    this.note(file.path, sum);
    return sum;
  }

  /**
   * Lets a bundle pass whose list names every file that was met with its sum, and no other. Answers the SHA-256 of the list.
   * @throws Fault naming the first file that differs
   */
  compareWithList(): string {
    const list = this.bundle.find(SUMS);
    if (!list) throw new Fault(SUMS, 'The bundle has no list of its files.');
    const hash = createHash('sha256');
    let [last, listed] = ['', 0];
    for (const line of linesOf(list, hash)) {
      const [, sum, path] = LINE.exec(line) ?? [];
      if (!sum || !path || path <= last)
        throw new Fault(SUMS, `Line ${listed + 1} is no line of such a list, or out of order.`);
      this.compare(path, Buffer.from(sum, 'hex'));
      [last, listed] = [path, listed + 1];
    }
    if (listed < this.count) throw new Fault(this.findUnlisted(), `This file is not in ${SUMS}: it was added.`);
    return hash.digest('hex');
  }

  private note(path: string, sum: Buffer): void {
    const key = sha256(path);
    if (this.sums.find(key) !== undefined) throw new Fault(path, 'This file is in the bundle twice.');
    this.sums.add(key, sum, UNLISTED);
  }

  private compare(path: string, sum: Buffer): void {
    const number = this.sums.find(sha256(path));
    if (number === undefined) throw new Fault(path, `This file is in ${SUMS} and not in the bundle: it was removed.`);
    const known = this.sums.valueOf(number);
    if (!known.subarray(0, 32).equals(sum)) throw new Fault(path, `This file has another SHA-256 than ${SUMS} says.`);
    known.set(LISTED, 32);
  }

  /** Names are not kept: the bundle is walked through once more for the one that is wanted. */
  private findUnlisted(): string {
    for (const { path } of this.bundle.files()) {
      const number = this.sums.find(sha256(path));
      if (number !== undefined && this.sums.valueOf(number)[32] === 0) return path;
    }
    return SUMS;
  }
}

function* linesOf(file: BundleFile, hash: ReturnType<typeof createHash>): Generator<string> {
  let rest = '';
  for (const piece of file.pieces()) {
    hash.update(piece);
    const lines = (rest + piece.toString('latin1')).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== '') throw new Fault(SUMS, 'The list does not end with a whole line.');
}
