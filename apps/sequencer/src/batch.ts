import type { KeyObject } from 'node:crypto';
import type { CheckpointMemory } from '#witness';
import type { Log, LogTables } from './log-tables.js';

/** What one batch works with: one organisation's log, in one transaction. */
export interface Batch {
  readonly organisationId: string;
  readonly tables: LogTables;
  readonly signer: Signer;
  /** What this machine has seen; none where it keeps nothing. */
  readonly memory: CheckpointMemory | null;
}

/** Our key, and the first part of a new log's name. */
export interface Signer {
  readonly privateKey: KeyObject;
  readonly host: string;
}

/** Where the log ends. */
export interface Head {
  readonly log: Log;
  readonly size: number;
  readonly root: Buffer;
}
