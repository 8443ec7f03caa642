import { createPublicKey } from 'node:crypto';
import { EMPTY_ROOT, openNote, parseCheckpoint, rootFromTiles, splitNote, verifierKeyOf } from '#transparency';
import type { Batch, Head } from '../batch.js';
import { LogFault } from '../log-fault.js';
import type { Checkpoint, Log } from '../log-tables.js';
import { tilesOf } from '../tiles.js';

/**
 * (2) Reads our last checkpoint and believes nothing of it: the signature is ours, it covers every place, the root is that of the
 * stored tiles, and it is not behind what this machine has seen. A log that has no name yet gets it here. A crash here leaves nothing.
 * @throws LogFault
 */
export async function readHead(batch: Batch): Promise<Head> {
  const { tables, organisationId } = batch;
  const { checkpoint, places, ...end } = await tables.findEnd(organisationId);
  const log = end.log ?? (await nameLog(batch));
  const head = checkpoint ? { log, size: checkpoint.size, root: checkpoint.root } : { log, size: 0, root: EMPTY_ROOT };

  requireOurKey(batch, log);
  if (checkpoint) requireOurNote(log, checkpoint);
  await requireSeen(batch, head.size, checkpoint);
  if (places !== head.size) {
    throw new LogFault(organisationId, `${places} places are taken, and its last checkpoint covers ${head.size}.`);
  }
  const root = await rootFromTiles(head.size, tilesOf(batch));
  if (!head.root.equals(root)) {
    throw new LogFault(
      organisationId,
      `the tree of its ${head.size} entries has another root than its checkpoint says.`,
    );
  }
  return head;
}

async function nameLog(batch: Batch): Promise<Log> {
  const origin = `${batch.signer.host}/${batch.organisationId}`;
  const log = { organisationId: batch.organisationId, origin, verifierKey: ourKeyFor(batch, origin) };
  await batch.tables.openLog(log);
  return log;
}

function ourKeyFor({ signer }: Batch, origin: string): string {
  return verifierKeyOf(origin, createPublicKey(signer.privateKey));
}

function requireOurKey(batch: Batch, { organisationId, origin, verifierKey }: Log): void {
  if (ourKeyFor(batch, origin) === verifierKey) return;
  throw new LogFault(organisationId, `it is signed with the key ${verifierKey}, and LOG_SIGNING_KEY is another.`);
}

function requireOurNote({ organisationId, origin, verifierKey }: Log, { size, root, note }: Checkpoint): void {
  const { text } = openOurs(organisationId, note, verifierKey);
  const said = parseCheckpoint(text);
  if (said.origin === origin && said.size === size && root.equals(said.root)) return;
  throw new LogFault(organisationId, `the checkpoint of size ${size} says something else than what was signed.`);
}

function openOurs(organisationId: string, note: string, verifierKey: string) {
  try {
    return openNote(note, [verifierKey]);
  } catch (error) {
    throw new LogFault(organisationId, `its last checkpoint is not signed by us (${(error as Error).message})`);
  }
}

/** What this machine has seen is still there, word for word: a log that was set back may have grown again, into another one. */
async function requireSeen({ memory, tables, organisationId }: Batch, size: number, last?: Checkpoint): Promise<void> {
  const seen = memory?.sizeOf(organisationId) ?? 0;
  if (size < seen) {
    throw new LogFault(
      organisationId,
      `it ends after ${size} entries, and this machine has seen ${seen}: the database was set back.`,
    );
  }
  if (seen === 0) return;
  const found = seen === size ? last : await tables.findCheckpoint(organisationId, seen);
  if (!found || splitNote(found.note).text !== splitNote(memory!.recall(organisationId)!).text) {
    throw new LogFault(organisationId, `its first ${seen} entries are not those that this machine has seen.`);
  }
}
