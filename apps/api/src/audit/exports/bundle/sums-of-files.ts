import { createHash } from 'node:crypto';
import type { BundleFile } from './bundle-file.js';
import { documentPath } from './documents.js';
import { PackedList } from './packed-list.js';
import { receiptPath, RECEIPTS } from './receipts.js';

const SUM = 32;
const PIECE = 64 * 1024;

/**
 * The SHA-256 of every file, for the list at the bundle's end. Documents are named by their sums and receipts by their places, so that
 * a million of either fit into some tens of megabytes.
 */
export class SumsOfFiles {
  /** By their first byte, so that each part is sorted for itself. */
  private readonly documents = Array.from({ length: 256 }, () => new PackedList(SUM));
  /** In the order of places. */
  private readonly receipts = new PackedList(SUM);
  private readonly places: number[] = [];
  private readonly others = new Map<string, string>();

  /** Receipts are noted in the order of their places. */
  note({ path, place, pieces }: BundleFile): void {
    const hash = createHash('sha256');
    for (const piece of pieces) hash.update(piece);
    const sum = hash.digest();

    if (place !== undefined) {
      this.places.push(place);
      this.receipts.push(sum);
    } else if (path === documentPath(sum)) {
      this.documents[sum[0]!]!.push(sum);
    } else {
      this.others.set(path, sum.toString('hex'));
    }
  }

  /** `SHA256SUMS` itself. */
  list(): BundleFile {
    let size = 0;
    for (const line of this.lines()) size += line.length;
    return { path: 'SHA256SUMS', size, pieces: inPieces(this.lines()) };
  }

  /** Sorted by path, as text. */
  private *lines(): Generator<string> {
    const folders = [
      { path: 'documents/', lines: () => this.documentLines() },
      { path: RECEIPTS, lines: () => this.receiptLines() },
    ];
    for (const path of [...this.others.keys()].sort()) {
      while (folders[0] && folders[0].path < path) yield* folders.shift()!.lines();
      yield lineOf(this.others.get(path)!, path);
    }
    for (const { lines } of folders) yield* lines();
  }

  private *documentLines(): Generator<string> {
    for (const list of this.documents) {
      for (const sum of list.sorted()) yield lineOf(sum.toString('hex'), documentPath(sum));
    }
  }

  /** Places ascend, and among those of as many digits their texts do too: the texts of all are merged from these rows. */
  private *receiptLines(): Generator<string> {
    const rows = rowsOf(this.places);
    for (;;) {
      const heads = rows.filter(({ next, end }) => next < end);
      const first = heads.sort((one, other) => compare(this.pathAt(one.next), this.pathAt(other.next)))[0];
      if (!first) return;
      yield lineOf(this.receipts.at(first.next).toString('hex'), this.pathAt(first.next));
      first.next += 1;
    }
  }

  private pathAt(index: number): string {
    return receiptPath(this.places[index]!);
  }
}

/** Stretches of ascending numbers that have the same count of digits. */
function rowsOf(places: readonly number[]): { next: number; readonly end: number }[] {
  const digits = (index: number) => String(places[index]).length;
  const starts = [...places.keys()].filter((index) => index === 0 || digits(index) !== digits(index - 1));
  return starts.map((next, row) => ({ next, end: starts[row + 1] ?? places.length }));
}

function lineOf(sum: string, path: string): string {
  return `${sum}  ${path}\n`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : 1;
}

function* inPieces(lines: Iterable<string>): Generator<Buffer> {
  let text = '';
  for (const line of lines) {
    text += line;
    if (text.length < PIECE) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}
