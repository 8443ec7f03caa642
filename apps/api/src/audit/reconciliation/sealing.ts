import { createHash, type Hash } from 'node:crypto';
import type { Seals } from './reconciliation.js';

/** How many one seal covers. */
export const SEAL_WIDTH = 1_024;

/**
 * Seals what no signature covers, block by block, and holds it against the seals of the reconciliation before: those were committed to
 * in a signed log, so that whoever changes what they cover cannot change them too.
 */
export class Sealing {
  private readonly broken: number[] = [];
  private readonly blocks: string[] = [];
  private open: Hash = createHash('sha256');
  private count = 0;

  constructor(private readonly before: Seals | null) {}

  /** Adds the next one, as a line of text. */
  add(line: string): void {
    this.open.update(`${line}\n`);
    this.count += 1;
    const isFull = this.count % SEAL_WIDTH === 0;
    if (isFull || this.count === this.before?.count) this.compare();
    if (!isFull) return;
    this.blocks.push(this.digest());
    this.open = createHash('sha256');
  }

  /**
   * The seals of all that was added, and the blocks that are no longer what they were, by their number. Where fewer are left than were
   * sealed, the block in which they end is one of those.
   */
  finish(): { readonly seals: Seals; readonly broken: readonly number[] } {
    const rest = this.count % SEAL_WIDTH === 0 ? [] : [this.digest()];
    const isShort = this.count < (this.before?.count ?? 0);
    return {
      seals: { count: this.count, blocks: [...this.blocks, ...rest] },
      broken: isShort ? [...this.broken, Math.floor(this.count / SEAL_WIDTH)] : this.broken,
    };
  }

  private compare(): void {
    const { count, blocks } = this.before ?? { count: 0, blocks: [] };
    if (this.count > count) return;
    const block = Math.ceil(this.count / SEAL_WIDTH) - 1;
    // The block that was the last one then is held against what it covered then.
    const isWhole = this.count === Math.min((block + 1) * SEAL_WIDTH, count);
    if (isWhole && blocks[block] !== this.digest()) this.broken.push(block);
  }

  private digest(): string {
    return this.open.copy().digest('base64');
  }
}
