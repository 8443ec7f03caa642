import { ProofFault } from './proof-fault.js';
import { fromBase64, fromDecimal } from './strict-text.js';
import { HASH_SIZE } from './tiles.js';

/** What a log says of itself at one moment (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** `<host>/<organisation id>`. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The three lines of a checkpoint, each with its newline: what is signed. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
}

/** Reads a checkpoint's text, without its signatures; extension lines are refused. @throws ProofFault */
export function parseCheckpoint(text: string): Checkpoint & { readonly root: Buffer } {
  const [origin, size, root, ...rest] = text.split('\n');
  if (!origin || size === undefined || root === undefined || rest.length !== 1 || rest[0] !== '') {
    throw new ProofFault('A checkpoint has three lines: origin, size and root.');
  }
  const hash = fromBase64(root, 'The root of the checkpoint');
  if (hash.length !== HASH_SIZE) throw new ProofFault('The root of the checkpoint has not 32 bytes.');
  return { origin, size: fromDecimal(size, 'The size of the checkpoint'), root: hash };
}
