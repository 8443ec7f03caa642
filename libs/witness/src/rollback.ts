import { checkpointIn, splitNote } from '#transparency';
import { addCheckpoint } from './add-checkpoint.js';
import type { CheckpointMemory } from './checkpoint-memory.js';
import type { Witness } from './witness.js';

/** The database holds less of a log, or another one, than was published before. */
export class RolledBack extends Error {
  constructor(
    readonly organisationId: string,
    what: string,
  ) {
    super(
      `The database was set back: ${what} What was published since then is missing from it. Nothing is served from this database; ` +
        'restore a newer one, or follow “After a restore” in the operator’s guide.',
    );
    this.name = 'RolledBack';
  }
}

/** Where a log ends in the database. */
export interface PublishedLog {
  readonly organisationId: string;
  readonly size: number;
  /** The signed note of its last checkpoint. */
  readonly note: string;
}

/** What the database holds of all logs. */
export interface PublishedLogs {
  all(): Promise<readonly PublishedLog[]>;
  /** The note of the checkpoint of exactly this size. */
  noteOf(organisationId: string, size: number): Promise<string | undefined>;
}

/**
 * Compares the database with what this machine has seen: the highest checkpoint seen of each log must be in it, word for word of its
 * text. @throws RolledBack
 */
export async function requireNotBehindMemory(logs: PublishedLogs, memory: CheckpointMemory): Promise<void> {
  const sizes = new Map((await logs.all()).map(({ organisationId, size }) => [organisationId, size]));
  for (const organisationId of memory.known()) {
    const seen = checkpointIn(memory.recall(organisationId)!);
    const size = sizes.get(organisationId) ?? 0;
    if (size < seen.size) {
      throw new RolledBack(
        organisationId,
        `the log of organisation ${organisationId} ends after ${size} entries, and this machine has seen ${seen.size}.`,
      );
    }
    const note = await logs.noteOf(organisationId, seen.size);
    if (note === undefined || splitNote(note).text !== splitNote(memory.recall(organisationId)!).text) {
      throw new RolledBack(
        organisationId,
        `the log of organisation ${organisationId} is another one: its first ${seen.size} entries are not those this machine has seen.`,
      );
    }
  }
}

/**
 * Asks a witness about every log. One that does not answer proves nothing: it is told to `onSilence`, and a hospital goes on.
 * @throws RolledBack where it has cosigned more than the database holds, or something else
 */
export async function requireNotBehindWitness(
  logs: PublishedLogs,
  witness: Witness,
  onSilence: (reason: unknown) => void,
): Promise<void> {
  for (const { organisationId, size, note } of await logs.all()) {
    const answer = await addCheckpoint(witness, { oldSize: size, proof: [], note }).catch(onSilence);
    if (answer?.kind === 'knows' && answer.size > size) {
      throw new RolledBack(
        organisationId,
        `the log of organisation ${organisationId} ends after ${size} entries, and the witness at ${witness.url} has cosigned ${answer.size}.`,
      );
    }
    if (answer?.kind === 'contradicts') {
      throw new RolledBack(
        organisationId,
        `the witness at ${witness.url} has cosigned other ${size} entries of the log of organisation ${organisationId}.`,
      );
    }
  }
}
