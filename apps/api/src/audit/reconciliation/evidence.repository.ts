import { Injectable } from '@nestjs/common';
import { CHANGES, type Tx } from '#database';

/** A place of the log, and the event that stands there: null where there is none. */
export interface Place {
  readonly position: number;
  readonly eventId: string;
  readonly leafHash: Buffer;
  readonly event: PlacedEvent | null;
}

/** An event as its row says it, its columns beside its leaf. */
export interface PlacedEvent {
  readonly leaf: Buffer;
  readonly hash: Buffer;
  readonly columns: {
    readonly recordedAt: string;
    readonly type: string;
    readonly actor: string | null;
    readonly entity: string | null;
    readonly entityId: string | null;
    readonly patients: readonly string[];
    readonly outcome: string;
  };
  /** What the row says outside its leaf: its transaction, and what that was let see. */
  readonly keptAside: string;
}

export interface StoredCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
  readonly signedAt: string;
  readonly cosignatures: readonly { readonly witness: string; readonly line: string }[];
}

export interface StoredTile {
  readonly level: number;
  readonly n: number;
  readonly width: number;
  readonly hashes: Buffer;
}

/** A version, its event's leaf, and what PostgreSQL found about the two. */
export interface StoredVersion {
  readonly id: string;
  readonly version: number;
  readonly boardId: string | null;
  readonly caseId: string | null;
  readonly eventId: string;
  readonly commitment: Buffer;
  /** An erasure has emptied it, or half of it is missing. */
  readonly isEmpty: boolean;
  readonly isHalf: boolean;
  /** Salt and document have the digest that was committed to; null where either is missing. */
  readonly isBound: boolean | null;
  readonly isLast: boolean;
  /** Of the last version, where it is bound. */
  readonly document: string | null;
  readonly leaf: Buffer | null;
  /** It was written by the transaction of its event, at its time. */
  readonly isOfEvent: boolean | null;
  /** The event is in the log, or waits. */
  readonly isPlaced: boolean;
  /** Of a patient: what the log calls them. */
  readonly alias: string | null;
}

export type VersionKey = readonly [id: string, version: number];

export interface Stray {
  readonly what: 'nowhere' | 'twice' | 'no-event' | 'no-version';
  readonly eventId: string;
}

export interface StrayRow {
  readonly table: string;
  readonly entity: string;
  readonly id: string;
  readonly what: RowFault;
}

export type RowFault =
  | 'no-version'
  | 'erased'
  | 'version'
  | 'board'
  | 'case'
  | 'recorded'
  | 'instant'
  | 'result'
  | 'position'
  | 'key'
  | 'state'
  | 'revision';

const MOST_STRAYS = 1_000;

/** What a reconciliation reads: everything, past every policy, through functions that answer in its own transaction alone. */
@Injectable()
export class EvidenceRepository {
  async places(tx: Tx, from: number, limit: number): Promise<Place[]> {
    const rows = await tx.sql<PlaceRow>(PLACES, [from, limit]);
    return rows.map(toPlace);
  }

  async checkpoints(tx: Tx, after: number, limit: number): Promise<StoredCheckpoint[]> {
    const rows = await tx.sql<CheckpointRow>(CHECKPOINTS, [after, limit]);
    return rows.map(({ size, root, note, signedAt, witnesses, lines }) => ({
      size: Number(size),
      root: Buffer.from(root),
      note,
      signedAt: new Date(signedAt).toISOString(),
      cosignatures: witnesses.map((witness, index) => ({ witness, line: lines[index]! })),
    }));
  }

  async tiles(tx: Tx, after: Omit<StoredTile, 'hashes'>, limit: number): Promise<StoredTile[]> {
    const rows = await tx.sql<Omit<StoredTile, 'n' | 'hashes'> & { n: string; hashes: Uint8Array }>(TILES, [
      after.level,
      after.n,
      after.width,
      limit,
    ]);
    return rows.map((row) => ({ ...row, n: Number(row.n), hashes: Buffer.from(row.hashes) }));
  }

  /** The hashes of a full tile of level 0 as it is stored; null where it is not. */
  async fullTile(tx: Tx, n: number): Promise<Buffer | null> {
    const [row] = await tx.sql<{ hashes: Uint8Array | null }>('SELECT audit.log_tile(0, $1::bigint, 256) AS hashes', [
      n,
    ]);
    return row?.hashes ? Buffer.from(row.hashes) : null;
  }

  /** When the log was opened. */
  async birth(tx: Tx): Promise<string> {
    const [row] = await tx.sql<{ openedAt: string }>('SELECT audit.reconciled_birth() AS "openedAt"');
    return row!.openedAt;
  }

  async kinds(tx: Tx): Promise<string[]> {
    const [row] = await tx.sql<{ kinds: string[] }>('SELECT audit.reconciled_kinds() AS kinds');
    return row!.kinds;
  }

  async versions(tx: Tx, kind: string, [id, version]: VersionKey, limit: number): Promise<StoredVersion[]> {
    const rows = await tx.sql<VersionRow>(VERSIONS, [kind, id, version, limit]);
    return rows.map(({ leaf, commitment, ...row }) => ({
      ...row,
      commitment: Buffer.from(commitment),
      leaf: leaf && Buffer.from(leaf),
    }));
  }

  /** Those of these commitments, base64, that an erasure lists. */
  async erased(tx: Tx, commitments: readonly string[]): Promise<ReadonlySet<string>> {
    const [row] = await tx.sql<{ erased: string[] }>('SELECT audit.reconciled_erasures($1::text[]) AS erased', [
      commitments,
    ]);
    return new Set(row!.erased);
  }

  /** Those of these agenda items that went with a patient who was erased. */
  async erasedItems(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const [row] = await tx.sql<{ erased: string[] }>('SELECT audit.reconciled_erased($1::uuid[]) AS erased', [ids]);
    return new Set(row!.erased);
  }

  /** Events out of place, and changes without their version; at most a thousand of each sort. */
  strays(tx: Tx): Promise<Stray[]> {
    return tx.sql<Stray>(STRAYS, [Object.keys(CHANGES), MOST_STRAYS]);
  }

  /** Rows that no version stands for, or that differ from it where no document says it; at most a thousand of each table. */
  strayRows(tx: Tx): Promise<StrayRow[]> {
    return tx.sql<StrayRow>(STRAY_ROWS, [MOST_STRAYS]);
  }
}

interface PlaceRow {
  readonly position: string;
  readonly eventId: string;
  readonly leafHash: Uint8Array;
  readonly leaf: Uint8Array | null;
  readonly eventHash: Uint8Array;
  readonly recordedAt: string;
  readonly type: string;
  readonly actor: string | null;
  readonly entity: string | null;
  readonly entityId: string | null;
  readonly patients: string[];
  readonly outcome: string;
  readonly keptAside: string;
}

function toPlace(row: PlaceRow): Place {
  const { position, eventId, leafHash, leaf, eventHash, keptAside } = row;
  const { recordedAt, type, actor, entity, entityId, patients, outcome } = row;
  const columns = { recordedAt, type, actor, entity, entityId, patients, outcome };
  return {
    position: Number(position),
    eventId,
    leafHash: Buffer.from(leafHash),
    event: leaf && { leaf: Buffer.from(leaf), hash: Buffer.from(eventHash), columns, keptAside },
  };
}

interface CheckpointRow {
  readonly size: string;
  readonly root: Uint8Array;
  readonly note: string;
  readonly signedAt: Date | string;
  readonly witnesses: string[];
  readonly lines: string[];
}

type VersionRow = Omit<StoredVersion, 'commitment' | 'leaf'> & {
  readonly commitment: Uint8Array;
  readonly leaf: Uint8Array | null;
};

const PLACES = `
  SELECT "position"::text, event_id AS "eventId", leaf_hash AS "leafHash", leaf, event_hash AS "eventHash", recorded_at AS "recordedAt",
    type, actor_id AS actor, entity, entity_id AS "entityId", patients, outcome, kept_aside AS "keptAside"
  FROM audit.reconciled_places($1::bigint, $2::int)`;

const CHECKPOINTS = `
  SELECT size::text, root, note, signed_at AS "signedAt", witnesses, lines FROM audit.reconciled_checkpoints($1::bigint, $2::int)`;

const TILES = `
  SELECT level::int, n::text, width::int, hashes FROM audit.reconciled_tiles($1::int, $2::bigint, $3::int, $4::int)`;

const VERSIONS = `
  SELECT entity_id AS id, version, board_id AS "boardId", case_id AS "caseId", event_id AS "eventId", commitment, is_empty AS "isEmpty",
    is_half AS "isHalf", is_bound AS "isBound", is_last AS "isLast", document, leaf, is_of_event AS "isOfEvent",
    is_placed AS "isPlaced", alias
  FROM audit.reconciled_versions($1, $2::uuid, $3::int, $4::int)`;

const STRAYS = 'SELECT what, event_id AS "eventId" FROM audit.reconciled_strays($1::text[], $2::int)';

const STRAY_ROWS = 'SELECT table_name AS "table", entity, id, what FROM audit.reconciled_rows($1::int)';
