import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Sequencer } from '../../../sequencer/src/sequencer.js';
import type { TestDatabase } from './database.js';

const HOST = 'log.test';
const INTERVAL_MILLISECONDS = 10;

/** A sequencer beside a test's server, as `npm start` runs one: with its own login and key, only quicker. */
export class TestSequencer {
  readonly privateKey: KeyObject = generateKeyPairSync('ed25519').privateKey;
  private running?: Sequencer;

  constructor(private readonly database: TestDatabase) {}

  async start(): Promise<void> {
    const sequencer = new Sequencer({
      databaseUrl: this.database.sequencerUrl,
      signer: { privateKey: this.privateKey, host: HOST },
      memory: null,
      witnesses: [],
      intervalMilliseconds: INTERVAL_MILLISECONDS,
      report: () => undefined,
    });
    const { ended } = await sequencer.start();
    // What a test does to its log behind the sequencer's back may well end it.
    ended.catch(() => undefined);
    this.running = sequencer;
  }

  /** From here on the log stands still. */
  async stop(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }
}
