import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkpointIn } from '#transparency';

/**
 * The highest checkpoint of each log that this machine has seen, in a folder that does not go back with the database: whoever
 * restores an old backup cannot restore this with it. One file per log, named after its organisation, the note verbatim.
 */
export class CheckpointMemory {
  private readonly sizes = new Map<string, number>();

  /** The folder is made where it is missing. @throws when it cannot be written or holds something else than checkpoints */
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const organisationId of this.known())
      this.sizes.set(organisationId, checkpointIn(this.recall(organisationId)!).size);
  }

  /** The organisations whose logs were seen here. */
  known(): string[] {
    return readdirSync(this.folder)
      .filter((name) => name.endsWith(SUFFIX))
      .map((name) => name.slice(0, -SUFFIX.length));
  }

  /** The note of the highest checkpoint seen of a log. */
  recall(organisationId: string): string | undefined {
    try {
      return readFileSync(this.fileOf(organisationId), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** How large the highest seen checkpoint of a log is; 0 where none was seen. */
  sizeOf(organisationId: string): number {
    return this.sizes.get(organisationId) ?? 0;
  }

  /** Keeps a note that is higher than what is kept. A crash here leaves the one before, whole. */
  keep(organisationId: string, note: string): void {
    const size = checkpointIn(note).size;
    if (size <= this.sizeOf(organisationId)) return;

    const draft = `${this.fileOf(organisationId)}.${process.pid}`;
    writeFileSync(draft, note, { mode: 0o600, flush: true });
    renameSync(draft, this.fileOf(organisationId));
    this.sizes.set(organisationId, size);
  }

  private fileOf(organisationId: string): string {
    return join(this.folder, `${organisationId}${SUFFIX}`);
  }
}

const SUFFIX = '.checkpoint';
