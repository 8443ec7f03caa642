import pg from 'pg';
import { CheckpointMemory, requireNotBehindMemory, requireNotBehindWitness, RolledBack, type Witness } from '#witness';
import type { Signer } from './batch.js';
import { Cosigner } from './cosigner.js';
import { LogFault } from './log-fault.js';
import { LogTables, type Checkpoint } from './log-tables.js';
import { Pause } from './pause.js';
import { LogsInDatabase } from './published-logs.js';
import { sequenceBatch } from './sequence-batch.js';
import { STEPS, type Steps } from './steps/index.js';
import { BATCH_SIZE } from './steps/take-pending.js';

/** A replica that hangs loses its transaction, and with it the lock, before the five seconds are over in which another takes over. */
const SESSION = '-c idle_in_transaction_session_timeout=3s -c transaction_timeout=4s -c lock_timeout=3s';
const WITNESS_INTERVAL_MILLISECONDS = 1_000;
const AFTER_FAILURE_MILLISECONDS = 200;

export interface SequencerOptions {
  readonly databaseUrl: string;
  readonly signer: Signer;
  readonly memory: CheckpointMemory | null;
  readonly witnesses: readonly Witness[];
  readonly intervalMilliseconds: number;
  /** One sentence for the operator; never anything of a leaf. */
  readonly report: (sentence: string) => void;
  /** After COMMIT, with every checkpoint of ours. */
  readonly onPublished?: (organisationId: string, checkpoint: Checkpoint) => void;
  readonly steps?: Steps;
}

/**
 * Moves events into their logs, every few dozen milliseconds, for as long as it runs. Any number of replicas may run: each log is
 * sequenced by one of them at a time, and whoever dies is replaced at the next round of another.
 */
export class Sequencer {
  private readonly pool: pg.Pool;
  private readonly cosigners: readonly Cosigner[];
  private readonly pause = new Pause();
  private isStopping = false;
  private work: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: SequencerOptions) {
    this.pool = new pg.Pool({
      connectionString: options.databaseUrl,
      max: 2,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      // Tiles that do not wait for each other are read in one go.
      pipeline: true,
      application_name: 'consilium-sequencer',
      options: SESSION,
    });
    // A connection that breaks is replaced at its next use; without listeners it would end the process.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    this.cosigners = options.witnesses.map((witness) => new Cosigner(witness));
  }

  /**
   * Compares the database with what is known outside it, and begins. `ended` rejects when the log cannot go on.
   * @throws RolledBack, or what keeps the database from answering
   */
  async start(): Promise<{ readonly ended: Promise<void> }> {
    await this.onTables((tables) => this.requireNotRolledBack(tables));
    const sequencing = this.repeat(() => this.sequenceAll());
    const cosigning = this.cosigners.length > 0 ? this.repeat(() => this.cosignAll()) : Promise.resolve();
    const ended = Promise.all([sequencing, cosigning]).then(() => undefined);
    this.work = Promise.allSettled([sequencing, cosigning]);
    return { ended };
  }

  /** Finishes the batch at hand. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.pause.end();
    await this.work;
    await this.pool.end();
  }

  /** Rounds, each followed by the pause it asks for. What passes is reported and tried again; a fault of the log ends it. */
  private async repeat(round: () => Promise<number>): Promise<void> {
    while (!this.isStopping) {
      const milliseconds = await round().catch((error: unknown) => {
        if (error instanceof LogFault || error instanceof RolledBack) throw this.stopAll(error);
        this.options.report(`The log waits: ${messageOf(error)}`);
        return AFTER_FAILURE_MILLISECONDS;
      });
      await this.pause.for(milliseconds);
    }
  }

  private stopAll(fault: Error): Error {
    this.isStopping = true;
    this.pause.end();
    return fault;
  }

  /** One batch for each organisation that waits; at once again where a batch could not take all. */
  private async sequenceAll(): Promise<number> {
    const waiting = await this.onTables((tables) => tables.organisationsWaiting());
    let mostMoved = 0;
    for (const organisationId of waiting) mostMoved = Math.max(mostMoved, await this.sequence(organisationId));
    return mostMoved === BATCH_SIZE ? 0 : this.options.intervalMilliseconds;
  }

  /** How many events were moved. */
  private async sequence(organisationId: string): Promise<number> {
    const { signer, memory, onPublished, steps = STEPS } = this.options;
    try {
      const moved = await this.onTables((tables) => sequenceBatch({ organisationId, tables, signer, memory }, steps));
      if (!moved) return 0;

      // Published by being committed. A crash before this line forgets only that this machine has seen it.
      memory?.keep(organisationId, moved.checkpoint.note);
      onPublished?.(organisationId, moved.checkpoint);
      return moved.events;
    } catch (error) {
      if (error instanceof LogFault) throw error;
      // One hospital's failure must not keep the next one waiting.
      this.options.report(`The log of organisation ${organisationId} waits: ${messageOf(error)}`);
      return 0;
    }
  }

  private async cosignAll(): Promise<number> {
    await this.onTables(async (tables) => {
      for (const log of await tables.logs()) {
        for (const cosigner of this.cosigners) await this.askFor(cosigner, tables, log);
      }
    });
    return WITNESS_INTERVAL_MILLISECONDS;
  }

  private async askFor(cosigner: Cosigner, tables: LogTables, log: Parameters<Cosigner['ask']>[1]): Promise<void> {
    try {
      await cosigner.ask(tables, log);
    } catch (error) {
      if (error instanceof RolledBack || error instanceof LogFault) throw error;
      this.options.report(`A witness is not served: ${messageOf(error)}`);
    }
  }

  private async requireNotRolledBack(tables: LogTables): Promise<void> {
    const { memory, witnesses, report } = this.options;
    const logs = new LogsInDatabase(tables);
    if (memory) await requireNotBehindMemory(logs, memory);
    for (const witness of witnesses) {
      await requireNotBehindWitness(logs, witness, (reason) => report(`A witness is silent: ${messageOf(reason)}`));
    }
  }

  private async onTables<Answer>(work: (tables: LogTables) => Promise<Answer>): Promise<Answer> {
    const client = await this.pool.connect();
    let broken = false;
    try {
      return await work(new LogTables(client));
    } catch (error) {
      // A connection whose transaction ended otherwise than we know is not used again.
      broken = true;
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
