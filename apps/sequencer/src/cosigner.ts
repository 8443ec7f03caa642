import { consistencyProof, openNote, verifyCosignature } from '#transparency';
import { addCheckpoint, RolledBack, type Witness, type WitnessAnswer } from '#witness';
import type { Checkpoint, Log, LogTables } from './log-tables.js';
import { tilesOf } from './tiles.js';

/**
 * Asks one witness to cosign the last checkpoint of each log, and keeps what it signs once we have checked it. It remembers what the
 * witness knows; after a start the witness says so itself.
 */
export class Cosigner {
  private readonly known = new Map<string, number>();

  constructor(private readonly witness: Witness) {}

  /** One log. Nothing is asked where the witness has cosigned its end. @throws RolledBack, or whatever kept the witness from answering */
  async ask(tables: LogTables, log: Log): Promise<void> {
    const last = await tables.findCheckpoint(log.organisationId);
    if (!last || this.known.get(log.organisationId) === last.size) return;

    const answer = await this.submit(tables, log, last);
    switch (answer.kind) {
      case 'cosigned':
        await this.keep(tables, log, last, answer.lines);
        return;
      case 'knows':
        await this.requireInLog(tables, log, answer.size);
        return;
      case 'contradicts':
        throw new RolledBack(
          log.organisationId,
          `the witness at ${this.witness.url} has cosigned other ${last.size} entries of the log ${log.origin}.`,
        );
      case 'refuses':
        throw new Error(`The witness at ${this.witness.url} refuses the log ${log.origin} with ${answer.status}.`);
    }
  }

  /** Twice at most: the first refusal says from where the witness wants its proof. */
  private async submit(tables: LogTables, log: Log, last: Checkpoint): Promise<WitnessAnswer> {
    const from = this.known.get(log.organisationId) ?? 0;
    const answer = await this.submitFrom(tables, log, last, from);
    if (answer.kind !== 'knows' || answer.size > last.size) return answer;
    return this.submitFrom(tables, log, last, answer.size);
  }

  private async submitFrom(tables: LogTables, log: Log, { size, note }: Checkpoint, oldSize: number) {
    const readTile = tilesOf({ tables, organisationId: log.organisationId });
    const proof = oldSize === 0 ? [] : await consistencyProof(oldSize, size, readTile);
    return addCheckpoint(this.witness, { oldSize, proof, note });
  }

  /** A line that is not the witness's on this very checkpoint is worth nothing, and is not kept. */
  private async keep(tables: LogTables, log: Log, { size, note }: Checkpoint, lines: readonly string[]): Promise<void> {
    const { verifierKey, url } = this.witness;
    const { text } = openNote(note, [log.verifierKey]);
    const line = lines.find((each) => isCosignature(text, each, verifierKey));
    if (line === undefined) throw new Error(`The witness at ${url} answers without a cosignature of its key.`);

    await tables.insertCosignature(log.organisationId, size, { witness: verifierKey, line });
    this.known.set(log.organisationId, size);
  }

  /** Another replica may have asked in the meantime; more than the log holds by now is a log that was set back. */
  private async requireInLog(tables: LogTables, log: Log, size: number): Promise<void> {
    const now = await tables.findCheckpoint(log.organisationId);
    if (now && now.size >= size) return;
    throw new RolledBack(
      log.organisationId,
      `the log ${log.origin} ends after ${now?.size ?? 0} entries, and the witness at ${this.witness.url} has cosigned ${size}.`,
    );
  }
}

function isCosignature(text: string, line: string, verifierKey: string): boolean {
  try {
    verifyCosignature(text, line, verifierKey);
    return true;
  } catch {
    return false;
  }
}
