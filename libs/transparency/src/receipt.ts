import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { ProofFault } from './proof-fault.js';
import { openNote, splitNote } from './signed-note.js';
import { fromBase64, fromDecimal } from './strict-text.js';
import { verifyInclusion } from './verify-proofs.js';

/** That an entry is in a log, on one page (C2SP tlog-proof). */
export interface Receipt {
  /** What the receipt is about, where the one who hands it out adds it: here the entry itself. */
  readonly extra?: Uint8Array;
  readonly index: number;
  /** From the leaf upward. */
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';

/** The receipt as text. */
export function formatReceipt({ extra, index, proof, checkpoint }: Receipt): string {
  const lines = [
    HEADER,
    ...(extra ? [`extra ${Buffer.from(extra).toString('base64')}`] : []),
    `index ${index}`,
    ...proof.map((hash) => Buffer.from(hash).toString('base64')),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Reads a receipt; nothing is checked yet. @throws ProofFault */
export function parseReceipt(text: string): Receipt {
  const cut = text.indexOf('\n\n');
  const lines = text.slice(0, cut).split('\n');
  if (cut === -1 || lines.shift() !== HEADER) throw new ProofFault(`A receipt begins with ${HEADER}.`);
  const extra = lines[0]?.startsWith('extra ')
    ? fromBase64(lines.shift()!.slice(6), 'The extra of the receipt')
    : undefined;
  const index = lines.shift();
  if (!index?.startsWith('index ')) throw new ProofFault('A receipt says the index of its entry.');
  return {
    ...(extra && { extra }),
    index: fromDecimal(index.slice(6), 'The index of the receipt'),
    proof: lines.map((line) => fromBase64(line, 'A hash of the receipt')),
    checkpoint: text.slice(cut + 2),
  };
}

/**
 * Lets a receipt pass that shows an entry in a log whose checkpoint one of the known keys has signed, and says which.
 * @throws ProofFault
 */
export function verifyReceipt(text: string, leafHash: Uint8Array, verifierKeys: readonly string[]): Checkpoint {
  const { index, proof, checkpoint: note } = parseReceipt(text);
  const checkpoint = parseCheckpoint(openNote(note, verifierKeys).text);
  verifyInclusion({ index, size: checkpoint.size, leafHash, proof, root: checkpoint.root });
  return checkpoint;
}

/** The checkpoint that a signed note says, unchecked: for finding the one to ask for. @throws ProofFault */
export function checkpointIn(note: string): Checkpoint {
  return parseCheckpoint(splitNote(note).text);
}
