import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { randomBytes, type KeyObject } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { Connections, Ledger, newId, recordDisclosure, systemActor, SystemClock } from '#database';
import { backUp, createTestDatabase, type TestDatabase } from '../../../api/test/support/database.js';
import { Sequencer, type SequencerOptions } from '../../src/sequencer.js';
import { privateKeyOf } from '../../src/signing-key.js';
import { complaintsAbout, type Published } from './re-derive.js';

/** A database with events in it, and sequencers to let loose on it; what they publish is written down as it comes. */
export class Rehearsal {
  /** As `LOG_SIGNING_KEY` holds it. */
  readonly seed = randomBytes(32).toString('base64');
  readonly privateKey: KeyObject = privateKeyOf(this.seed)!;
  readonly publishedFile: string;
  private readonly folder = mkdtempSync(join(tmpdir(), 'consilium-log-'));
  /** Past every policy. */
  owner: Client;
  private connections: Connections;
  private ledger: Ledger;

  private constructor(private present: TestDatabase) {
    this.publishedFile = join(this.folder, 'published');
    appendFileSync(this.publishedFile, '');
  }

  static async begin(): Promise<Rehearsal> {
    const rehearsal = new Rehearsal(await createTestDatabase());
    await rehearsal.connect();
    return rehearsal;
  }

  async end(): Promise<void> {
    await this.disconnect();
    await this.database.drop();
    rmSync(this.folder, { recursive: true });
  }

  get database(): TestDatabase {
    return this.present;
  }

  /** The database as it is now, put aside. */
  async backUp(): Promise<TestDatabase> {
    await this.disconnect();
    const backup = await backUp(this.database);
    await this.connect();
    return backup;
  }

  /** From here on everything happens on this one; the other is gone. */
  async restore(backup: TestDatabase): Promise<void> {
    await this.disconnect();
    await this.database.drop();
    this.present = backup;
    await this.connect();
  }

  private async connect(): Promise<void> {
    this.connections = new Connections({ url: this.database.appUrl });
    this.ledger = new Ledger(this.connections, new SystemClock());
    this.owner = new Client({ connectionString: this.database.ownerUrl });
    await this.owner.connect();
  }

  private async disconnect(): Promise<void> {
    await this.connections.close();
    await this.owner.end();
  }

  /** A folder that goes with the rehearsal. */
  folderFor(name: string): string {
    return join(this.folder, name);
  }

  /** Commits a transaction with so many events. */
  async append(organisationId: string, events: number): Promise<void> {
    await this.ledger.swiftTransaction(
      { type: 'system.maintained', actor: systemActor(organisationId) },
      async (tx) => {
        for (let count = 1; count < events; count += 1) await recordDisclosure(tx, { patients: [newId()] });
      },
    );
  }

  sequencer(wish: Partial<SequencerOptions> = {}): Sequencer {
    return new Sequencer({
      databaseUrl: this.database.sequencerUrl,
      signer: { privateKey: this.privateKey, host: 'log.test' },
      memory: null,
      witnesses: [],
      intervalMilliseconds: 5,
      report: () => undefined,
      onPublished: (organisationId, { size, note }) => this.writeDown({ organisationId, size, note }),
      ...wish,
    });
  }

  writeDown(published: Published): void {
    appendFileSync(this.publishedFile, `${JSON.stringify(published)}\n`);
  }

  /** Lets a sequencer run until nothing waits any more, or it gives up, or a minute is nearly over. */
  async drain(wish: Partial<SequencerOptions> = {}): Promise<void> {
    const sequencer = this.sequencer(wish);
    const { ended } = await sequencer.start();
    let hasGivenUp = false;
    ended.catch(() => (hasGivenUp = true));
    await this.until(async () => (await this.waiting()) === 0 || hasGivenUp, 50_000);
    await sequencer.stop();
  }

  /** Why a sequencer gives the log up; it has most of a minute for it. */
  async faultOf(sequencer: Sequencer): Promise<unknown> {
    const { ended } = await sequencer.start();
    let fault: unknown;
    ended.catch((reason: unknown) => (fault = reason));
    await this.until(() => Promise.resolve(fault !== undefined), 50_000);
    await sequencer.stop();
    return fault;
  }

  async waiting(): Promise<number> {
    const { rows } = await this.owner.query<{ count: number }>('SELECT count(*)::int FROM audit.pending');
    return rows[0]!.count;
  }

  /** Asks again and again; false after so many milliseconds. */
  async until(isSo: () => Promise<boolean>, milliseconds: number): Promise<boolean> {
    const deadline = performance.now() + milliseconds;
    while (performance.now() < deadline) {
      if (await isSo()) return true;
      await new Promise(setImmediate);
    }
    return false;
  }

  /** How large a log is, and what is wrong with it. */
  complaints(organisationId: string): Promise<string[]> {
    return complaintsAbout(this.owner, organisationId, this.privateKey, this.published(organisationId));
  }

  published(organisationId: string): Published[] {
    return readFileSync(this.publishedFile, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Published)
      .filter((published) => published.organisationId === organisationId);
  }
}
