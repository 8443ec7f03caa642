import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { consistencyProof, inclusionProof, formatReceipt, type ReadTile } from '#transparency';
import { EventNotYetIncluded, NoCheckpointYet, SizesNotInLog } from './log.errors.js';
import { requireTile } from './log.repository.js';

/** A signed end of the organisation's log. */
export interface SignedCheckpoint {
  readonly origin: string;
  /** `name+hex(id)+base64(0x01 ‖ public key)` */
  readonly verifierKey: string;
  readonly size: number;
  readonly root: Buffer;
  /** The signed note, with the cosignatures of witnesses that came since. */
  readonly note: string;
  readonly signedAt: Date;
}

/** An event's place in the log; null while it waits for one. */
export interface LogEntry {
  readonly position: number | null;
  /** The canonical JSON that was hashed. */
  readonly leaf: Buffer;
}

/** That an event is in the log. */
export interface EventProof {
  readonly position: number;
  readonly leaf: Buffer;
  readonly checkpoint: SignedCheckpoint;
  /** A tlog-proof with the leaf as its extra data. */
  readonly receipt: string;
}

/**
 * The log of the organisation whose transaction this is: nothing is answered outside one. Leaves are shown in transactions that
 * opened with an event of `audit.…`: to auditors all of them, to others their own actions.
 */
@Injectable()
export class LogQueries {
  /**
   * The last checkpoint at or before an instant, of all where none is given. A batch is signed at most four seconds before it is
   * committed: an answer for an instant that is older than that never changes. Undefined before the log's first.
   */
  async checkpoint(tx: Tx, at: Date | null = null): Promise<SignedCheckpoint | undefined> {
    const [row] = await tx.sql<CheckpointRow>(
      `SELECT origin, verifier_key AS "verifierKey", size::text, root, note, signed_at AS "signedAt", cosignatures
       FROM audit.log_checkpoint($1::timestamptz)`,
      [at],
    );
    if (!row) return undefined;
    const { size, root, note, cosignatures } = row;
    return {
      ...row,
      size: Number(size),
      root: Buffer.from(root),
      note: note + cosignatures.map((line) => `${line}\n`).join(''),
      signedAt: new Date(row.signedAt),
    };
  }

  /** @throws NoCheckpointYet */
  async requireCheckpoint(tx: Tx, at: Date | null = null): Promise<SignedCheckpoint> {
    const checkpoint = await this.checkpoint(tx, at);
    if (!checkpoint) throw new NoCheckpointYet();
    return checkpoint;
  }

  /** Reads tiles of the log: the first `width` hashes of tile `n` of a level, 32 bytes each. */
  readTile(tx: Tx): ReadTile {
    return async (level, n, width) => {
      const [row] = await tx.sql<{ hashes: Uint8Array | null }>(
        'SELECT audit.log_tile($1::int, $2::bigint, $3::int) AS hashes',
        [level, n, width],
      );
      return requireTile(row!.hashes, level, n);
    };
  }

  /** Undefined where there is no such event, or it is somebody else's and the reader is no auditor. */
  async entry(tx: Tx, eventId: string): Promise<LogEntry | undefined> {
    const [row] = await tx.sql<{ position: string | null; leaf: Uint8Array }>(
      'SELECT "position"::text, leaf FROM audit.log_entry($1::uuid)',
      [eventId],
    );
    if (!row) return undefined;
    return { position: row.position === null ? null : Number(row.position), leaf: Buffer.from(row.leaf) };
  }

  /** The leaves from a position on, in order, at most 4096; for auditors. */
  async entries(tx: Tx, from: number, limit: number): Promise<{ position: number; eventId: string; leaf: Buffer }[]> {
    const rows = await tx.sql<{ position: string; eventId: string; leaf: Uint8Array }>(
      'SELECT "position"::text, event_id AS "eventId", leaf FROM audit.log_entries($1::bigint, $2::int)',
      [from, limit],
    );
    return rows.map((row) => ({ ...row, position: Number(row.position), leaf: Buffer.from(row.leaf) }));
  }

  /** That an entry is in the log, against the last checkpoint. @throws EventNotYetIncluded, NoCheckpointYet */
  async prove(tx: Tx, { position, leaf }: LogEntry): Promise<EventProof> {
    const checkpoint = await this.requireCheckpoint(tx);
    if (position === null || position >= checkpoint.size) throw new EventNotYetIncluded();

    const proof = await inclusionProof(position, checkpoint.size, this.readTile(tx));
    const receipt = formatReceipt({ extra: leaf, index: position, proof, checkpoint: checkpoint.note });
    return { position, leaf, checkpoint, receipt };
  }

  /** That the log of `to` entries begins with the log of `from` entries (RFC 6962 §2.1.2). @throws SizesNotInLog, NoCheckpointYet */
  async consistency(tx: Tx, from: number, to: number): Promise<readonly Uint8Array[]> {
    const { size } = await this.requireCheckpoint(tx);
    if (from > to || to > size) throw new SizesNotInLog(size);
    return from === 0 || from === to ? [] : consistencyProof(from, to, this.readTile(tx));
  }
}

interface CheckpointRow {
  readonly origin: string;
  readonly verifierKey: string;
  readonly size: string;
  readonly root: Uint8Array;
  readonly note: string;
  readonly signedAt: Date | string;
  readonly cosignatures: string[];
}
