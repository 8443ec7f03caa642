import type { Tx } from '#database';
import { openNote, parseCheckpoint, ProofFault, splitNote, TILE_WIDTH, verifyCosignature } from '#transparency';
import type { SignedCheckpoint } from '../../../log/index.js';
import type { EvidenceRepository, StoredCheckpoint } from '../evidence.repository.js';
import type { Faults } from '../faults.js';
import type { GrowingTree } from '../growing-tree.js';
import type { Report, Seals } from '../reconciliation.js';
import { SEAL_WIDTH, Sealing } from '../sealing.js';

const AT_ONCE = 1_000;

interface Against {
  /** The log's name and key, as it says them itself. */
  readonly head: SignedCheckpoint | undefined;
  readonly before: Report | null;
  readonly faults: Faults;
}

/** Every checkpoint, in the order of their sizes, beside the tree while it grows. */
export class CheckpointCheck {
  count = 0;
  private readonly seals: Sealing;
  /** The tiles that were not full when a checkpoint was signed: `level/n/width`. */
  readonly partialTiles = new Set<string>();
  private queue: StoredCheckpoint[] = [];
  private last = 0;
  private isRead = false;
  private readonly otherRoots: number[] = [];

  constructor(
    private readonly tx: Tx,
    private readonly evidence: EvidenceRepository,
    private readonly against: Against,
  ) {
    this.seals = new Sealing(against.before?.seals.checkpoints ?? null);
  }

  /** The tree has another leaf: checks the checkpoint of this size, where there is one. */
  async reached(tree: GrowingTree): Promise<void> {
    const checkpoint = await this.peek();
    if (checkpoint?.size === tree.size) this.check(checkpoint, tree.root());
    if (this.against.before?.log?.size === tree.size) this.compareWithBefore(tree.root());
  }

  /** The tree is whole: what is left reaches beyond it. Answers with the seals of all checkpoints. */
  async finish(tree: GrowingTree): Promise<Seals> {
    const { before, faults } = this.against;
    if (this.last !== tree.size) {
      const sentence = `The log holds ${tree.size} events, and its last checkpoint within them was signed over ${this.last}.`;
      faults.add('checkpoint', `checkpoint ${this.last}`, sentence);
    }
    for (let checkpoint = await this.peek(); checkpoint; checkpoint = await this.peek()) {
      const { size } = checkpoint;
      faults.add(
        'checkpoint',
        `checkpoint ${size}`,
        `The checkpoint of size ${size} reaches beyond the ${tree.size} events of the log.`,
      );
      this.check(checkpoint, null);
    }
    if (before?.log && before.log.size > tree.size) {
      const sentence = `The log held ${before.log.size} events at the reconciliation before, and holds ${tree.size} now.`;
      faults.add('log', `position ${tree.size}`, sentence);
    }
    this.sayOtherRoots();
    const { seals, broken } = this.seals.finish();
    this.sayBroken(broken);
    return seals;
  }

  private async peek(): Promise<StoredCheckpoint | undefined> {
    if (this.queue.length === 0 && !this.isRead) {
      this.queue = await this.evidence.checkpoints(this.tx, this.last, AT_ONCE);
      this.isRead = this.queue.length < AT_ONCE;
    }
    return this.queue[0];
  }

  /** `derived` is null where the tree does not reach. */
  private check(checkpoint: StoredCheckpoint, derived: Buffer | null): void {
    this.queue.shift();
    this.last = checkpoint.size;
    this.count += 1;
    this.seals.add(`${checkpoint.size} ${checkpoint.signedAt}`);
    if (derived) for (const tile of partialTilesAt(checkpoint.size)) this.partialTiles.add(tile);
    const said = this.open(checkpoint);
    if (derived && !(said ?? checkpoint.root).equals(derived)) this.otherRoots.push(checkpoint.size);
  }

  /** The root that the note says, signed; null where it does not hold. */
  private open({ size, root, note, cosignatures }: StoredCheckpoint): Buffer | null {
    const { head, faults } = this.against;
    const complain = (sentence: string) => faults.add('checkpoint', `checkpoint ${size}`, sentence);
    try {
      const { text } = openNote(note, [head!.verifierKey]);
      const said = parseCheckpoint(text);
      if (said.origin !== head!.origin) complain(`The checkpoint of size ${size} is of another log.`);
      if (said.size !== size) complain(`The checkpoint kept for size ${size} was signed over another size.`);
      if (!said.root.equals(root))
        complain(`The root kept with the checkpoint of size ${size} is not the one that was signed.`);
      for (const { witness, line } of cosignatures) this.checkCosignature(size, note, witness, line);
      return said.root;
    } catch (error) {
      if (!(error instanceof ProofFault)) throw error;
      complain(`The checkpoint of size ${size} is not signed by the log’s key: ${error.message}`);
      return null;
    }
  }

  private checkCosignature(size: number, note: string, witness: string, line: string): void {
    try {
      verifyCosignature(splitNote(note).text, line, witness);
    } catch (error) {
      if (!(error instanceof ProofFault)) throw error;
      const sentence = `A witness’s line on the checkpoint of size ${size} does not hold: ${error.message}`;
      this.against.faults.add('checkpoint', `checkpoint ${size}`, sentence);
    }
  }

  private compareWithBefore(derived: Buffer): void {
    const { before, head, faults } = this.against;
    const { size, root, origin, verifierKey } = before!.log!;
    if (root !== derived.toString('base64')) {
      const sentence = `The first ${size} events of the log are not those of the reconciliation before: it has been written anew.`;
      faults.add('log', `position ${size - 1}`, sentence);
    }
    if (head && (head.origin !== origin || head.verifierKey !== verifierKey)) {
      faults.add('log', `checkpoint ${size}`, 'The log has another name or key than at the reconciliation before.');
    }
  }

  private sayOtherRoots(): void {
    const [first, ...further] = this.otherRoots;
    if (first === undefined) return;
    const more = further.length === 0 ? '' : `, nor of the ${further.length} after it`;
    const sentence = `The root signed in the checkpoint of size ${first} is not that of the log’s leaves${more}.`;
    this.against.faults.add('checkpoint', `checkpoint ${first}`, sentence);
  }

  private sayBroken(blocks: readonly number[]): void {
    for (const block of blocks) {
      const which = `checkpoints ${block * SEAL_WIDTH + 1} to ${(block + 1) * SEAL_WIDTH}`;
      const sentence = `The size or signing time of one of the ${which} has changed since the reconciliation before, or one is gone.`;
      this.against.faults.add('checkpoint', which, sentence);
    }
  }
}

/** Those above level 0: of that one the sequencer keeps full tiles only. */
function* partialTilesAt(size: number): Generator<string> {
  let width = Math.floor(size / TILE_WIDTH);
  for (let level = 1; width > 0; level += 1) {
    const above = Math.floor(width / TILE_WIDTH);
    if (width % TILE_WIDTH > 0) yield `${level}/${above}/${width % TILE_WIDTH}`;
    width = above;
  }
}
