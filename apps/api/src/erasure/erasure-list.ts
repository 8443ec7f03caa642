import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Ledger, systemActor } from '#database';
import { Environment } from '../environment.js';
import { ErasuresRepository, type ListedErasure } from './erasures.repository.js';

/** The file's name in STATE_DIR; the operator's tool reads it from there too. */
export const ERASURE_LIST = 'erasures.jsonl';

/** One line of the list: who was erased and by whom. Ids and codes, nothing personal. */
type Line = ListedErasure & { readonly organisationId: string };

/**
 * The list of the erased, kept beside the database so that a restored backup does not take it back: one JSON object a line, in
 * STATE_DIR. Without STATE_DIR there is none.
 */
@Injectable()
export class ErasureList {
  /** Writers of this process, one after the other. */
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly environment: Environment,
    private readonly ledger: Ledger,
    private readonly erasures: ErasuresRepository,
  ) {}

  /** Writes into the file whom the database lists and the file does not. Nothing is ever taken out. */
  keepUp(organisationId: string): Promise<void> {
    const written = this.writing.then(() => this.addMissing(organisationId));
    this.writing = written.catch(() => undefined);
    return written;
  }

  /** A database that was restored from before an erasure does not open. @throws RestoredPastErasures */
  async requireKnown(organisationId: string): Promise<void> {
    const lines = (await this.read()).filter((line) => line.organisationId === organisationId);
    if (lines.length === 0) return;

    const known = new Set((await this.listed(organisationId)).map(({ patientId }) => patientId));
    const forgotten = lines.filter(({ patientId }) => !known.has(patientId));
    if (forgotten.length > 0) throw new RestoredPastErasures(forgotten.length);
  }

  private async addMissing(organisationId: string): Promise<void> {
    const path = this.path();
    if (!path) return;

    const lines = await this.read();
    const kept = new Set(lines.map(({ patientId }) => patientId));
    const missing = (await this.listed(organisationId)).filter(({ patientId }) => !kept.has(patientId));
    if (missing.length === 0) return;

    const whole = [...lines, ...missing.map((erased) => ({ organisationId, ...erased }))];
    await mkdir(join(path, '..'), { recursive: true });
    // Beside and moved into place: a crash leaves the old list or the new one, never half of one.
    await writeFile(`${path}.new`, whole.map((line) => `${JSON.stringify(line)}\n`).join(''), { flush: true });
    await rename(`${path}.new`, path);
  }

  private listed(organisationId: string): Promise<ListedErasure[]> {
    const access = { type: 'system.maintained', actor: systemActor(organisationId) } as const;
    return this.ledger.swiftTransaction(access, (tx) => this.erasures.listed(tx));
  }

  private async read(): Promise<Line[]> {
    const path = this.path();
    const text = path ? await readFile(path, 'utf8').catch(emptyWhenAbsent) : '';
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
  }

  private path(): string | null {
    const { stateDir } = this.environment;
    return stateDir && join(stateDir, ERASURE_LIST);
  }
}

/** The database is from before erasures that this server knows of: they are to be listed in it before it opens. */
export class RestoredPastErasures extends Error {
  constructor(count: number) {
    super(
      `This database was restored from before ${count} ${count === 1 ? 'erasure' : 'erasures'} that STATE_DIR lists: run \`npm run erasures:reapply\`, then start again.`,
    );
  }
}

function emptyWhenAbsent(error: unknown): string {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
  throw error;
}
