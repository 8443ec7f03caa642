import type pg from 'pg';

/** A log's name and key, as they were fixed at its birth. */
export interface Log {
  readonly organisationId: string;
  readonly origin: string;
  readonly verifierKey: string;
}

/** A signed checkpoint. */
export interface Checkpoint {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
}

/** An event that waits for its place, with its leaf and the hash that PostgreSQL made of it. */
export interface Pending {
  readonly eventId: string;
  readonly leaf: Buffer;
  readonly hashByDatabase: Buffer;
}

/** A place in the log. */
export interface Entry {
  readonly position: number;
  readonly eventId: string;
  readonly leafHash: Buffer;
}

export interface Tile {
  readonly level: number;
  readonly n: number;
  readonly width: number;
  readonly hashes: Buffer;
}

/** Where a log ends in the database. */
export interface LogEnd {
  readonly log: Log | undefined;
  readonly checkpoint: Checkpoint | undefined;
  /** One more than the last place that is taken. */
  readonly places: number;
}

interface EndRow {
  readonly origin: string | null;
  readonly verifierKey: string | null;
  readonly size: string | null;
  readonly root: Buffer | null;
  readonly note: string | null;
  readonly places: string;
}

/** Every statement that the sequencer sends to PostgreSQL, on one connection. */
export class LogTables {
  constructor(private readonly client: pg.ClientBase) {}

  async begin(): Promise<void> {
    await this.client.query('BEGIN');
  }

  async commit(): Promise<void> {
    await this.client.query('COMMIT');
  }

  async rollback(): Promise<void> {
    await this.client.query('ROLLBACK');
  }

  /** The organisations that have events waiting: one step in the queue's index for each, however long the queue is. */
  async organisationsWaiting(): Promise<string[]> {
    const { rows } = await this.client.query<{ id: string }>(`
      WITH RECURSIVE waiting (id) AS (
        (SELECT p.organisation_id FROM audit.pending p ORDER BY 1 LIMIT 1)
        UNION ALL
        SELECT (SELECT p.organisation_id FROM audit.pending p WHERE p.organisation_id > w.id ORDER BY 1 LIMIT 1)
        FROM waiting w WHERE w.id IS NOT NULL)
      SELECT id FROM waiting WHERE id IS NOT NULL`);
    return rows.map(({ id }) => id);
  }

  /** Whether this transaction is now the only one that sequences this log; the lock ends with it. */
  async tryLock(organisationId: string): Promise<boolean> {
    const { rows } = await this.client.query<{ isOurs: boolean }>({
      name: 'lock',
      text: `SELECT pg_try_advisory_xact_lock(hashtextextended('consilium.log.' || $1, 0)) AS "isOurs"`,
      values: [organisationId],
    });
    return rows[0]!.isOurs;
  }

  /** What is known of a log, all of one moment: its name and last checkpoint, where it has them, and how many places are taken. */
  async findEnd(organisationId: string): Promise<LogEnd> {
    const { rows } = await this.client.query<EndRow>({
      name: 'end',
      text: `
        SELECT l.origin, l.verifier_key AS "verifierKey", c.size, c.root, c.note,
          (SELECT coalesce(max(e.position) + 1, 0) FROM audit.entry e WHERE e.organisation_id = $1) AS places
        FROM (SELECT) one
        LEFT JOIN audit.log l ON l.organisation_id = $1
        LEFT JOIN LATERAL (SELECT k.size, k.root, k.note FROM audit.checkpoint k
          WHERE k.organisation_id = $1 ORDER BY k.size DESC LIMIT 1) c ON true`,
      values: [organisationId],
    });
    const { origin, verifierKey, size, root, note, places } = rows[0]!;
    return {
      log: origin === null ? undefined : { organisationId, origin, verifierKey: verifierKey! },
      checkpoint: size === null ? undefined : { size: Number(size), root: root!, note: note! },
      places: Number(places),
    };
  }

  async logs(): Promise<Log[]> {
    const { rows } = await this.client.query<Log>(
      `SELECT organisation_id AS "organisationId", origin, verifier_key AS "verifierKey" FROM audit.log ORDER BY 1`,
    );
    return rows;
  }

  async openLog({ organisationId, origin, verifierKey }: Log): Promise<void> {
    await this.client.query('INSERT INTO audit.log (organisation_id, origin, verifier_key) VALUES ($1, $2, $3)', [
      organisationId,
      origin,
      verifierKey,
    ]);
  }

  /** The checkpoint of this size, or the last one. */
  async findCheckpoint(organisationId: string, size: number | null = null): Promise<Checkpoint | undefined> {
    const { rows } = await this.client.query<{ size: string; root: Buffer; note: string }>({
      name: 'checkpoint',
      text: `SELECT size, root, note FROM audit.checkpoint
             WHERE organisation_id = $1 AND ($2::bigint IS NULL OR size = $2) ORDER BY size DESC LIMIT 1`,
      values: [organisationId, size],
    });
    return rows[0] && { ...rows[0], size: Number(rows[0].size) };
  }

  /** Takes the next events off the queue, in the order of their ids; an event that does not exist comes without leaf. */
  async takePending(organisationId: string, limit: number): Promise<(Pending | { eventId: string; leaf: null })[]> {
    const { rows } = await this.client.query<Pending>({
      name: 'take',
      text: `
        WITH taken AS (
          DELETE FROM audit.pending p WHERE p.organisation_id = $1 AND p.event_id = ANY (ARRAY(
            SELECT q.event_id FROM audit.pending q WHERE q.organisation_id = $1 ORDER BY q.event_id LIMIT $2))
          RETURNING p.event_id)
        SELECT t.event_id AS "eventId", e.leaf, e.leaf_hash AS "hashByDatabase"
        FROM taken t
        -- one look-up for each, in the one partition that its id names
        LEFT JOIN LATERAL (SELECT v.leaf, v.leaf_hash FROM audit.event v
          WHERE v.organisation_id = $1 AND v.event_id = t.event_id LIMIT 1) e ON true
        ORDER BY t.event_id`,
      values: [organisationId, limit],
    });
    return rows;
  }

  async insertEntries(organisationId: string, entries: readonly Entry[]): Promise<void> {
    await this.client.query({
      name: 'entries',
      text: `INSERT INTO audit.entry (organisation_id, position, event_id, leaf_hash)
             SELECT $1, * FROM unnest($2::bigint[], $3::uuid[], $4::bytea[])`,
      values: [
        organisationId,
        entries.map(({ position }) => position),
        entries.map(({ eventId }) => eventId),
        entries.map(({ leafHash }) => leafHash),
      ],
    });
  }

  async insertTiles(organisationId: string, tiles: readonly Tile[]): Promise<void> {
    await this.client.query({
      name: 'tiles',
      text: `INSERT INTO audit.tile (organisation_id, level, n, width, hashes)
             SELECT $1, * FROM unnest($2::smallint[], $3::bigint[], $4::smallint[], $5::bytea[])`,
      values: [
        organisationId,
        tiles.map(({ level }) => level),
        tiles.map(({ n }) => n),
        tiles.map(({ width }) => width),
        tiles.map(({ hashes }) => hashes),
      ],
    });
  }

  /** The first `width` hashes of a tile, 32 bytes each; null where the log does not reach so far. */
  async readTile(organisationId: string, level: number, n: number, width: number): Promise<Buffer | null> {
    const { rows } = await this.client.query<{ hashes: Buffer | null }>({
      name: 'tile',
      text: 'SELECT audit.tile_of($1, $2, $3, $4) AS hashes',
      values: [organisationId, level, n, width],
    });
    return rows[0]!.hashes;
  }

  async insertCheckpoint(organisationId: string, { size, root, note }: Checkpoint): Promise<void> {
    await this.client.query({
      name: 'sign',
      text: 'INSERT INTO audit.checkpoint (organisation_id, size, root, note) VALUES ($1, $2, $3, $4)',
      values: [organisationId, size, root, note],
    });
  }

  /** Keeps a witness's signature line; the same witness's second one for a checkpoint adds nothing. */
  async insertCosignature(organisationId: string, size: number, cosignature: { witness: string; line: string }) {
    await this.client.query(
      `INSERT INTO audit.cosignature (organisation_id, size, witness, line) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [organisationId, size, cosignature.witness, cosignature.line],
    );
  }
}
