import { formatCheckpoint, signNote } from '#transparency';
import type { Batch } from '../batch.js';
import type { Checkpoint, Log } from '../log-tables.js';
import type { Tree } from './grow-tree.js';

/**
 * (8) Signs the checkpoint and writes it. Only the next step makes it true: a crash here leaves a signature that nobody has seen, and
 * the next batch may sign another tree of the same size.
 */
export async function signCheckpoint(batch: Batch, { origin }: Log, { size, root }: Tree): Promise<Checkpoint> {
  const text = formatCheckpoint({ origin, size, root });
  const checkpoint = { size, root, note: signNote(text, { name: origin, privateKey: batch.signer.privateKey }) };
  await batch.tables.insertCheckpoint(batch.organisationId, checkpoint);
  return checkpoint;
}
