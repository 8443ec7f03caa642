import pg from 'pg';
import {
  Connections,
  Ledger,
  newId,
  recordChange,
  recordDisclosure,
  SystemClock,
  type Actor,
  type PrismaTx,
  type Tx,
} from '#database';
import { sha256 } from '#transparency';
import { createTestDatabase, type TestDatabase } from './support/database.js';

describe('the ledger', () => {
  const organisationId = newId();
  const elsewhere = newId();
  const patient = { id: newId(), alias: newId() };
  let database: TestDatabase;
  let connections: Connections;
  let ledger: Ledger;
  /** Behind every policy: for looking, and for attacks to compare against. */
  let owner: pg.Client;

  const system = systemOf(organisationId);

  beforeAll(async () => {
    database = await createTestDatabase();
    connections = new Connections({ url: database.appUrl });
    ledger = new Ledger(connections, new SystemClock());
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await ledger.transaction({ type: 'system.seeded', actor: system }, async (tx) => {
      await tx.prisma.organisation.create({ data: { id: organisationId, name: 'St Example' } });
      await registerPatient(tx, patient);
    });
  });

  afterAll(async () => {
    await owner.end();
    await connections.close();
    await database.drop();
  });

  describe('a transaction', () => {
    it('leaves its opening and its change, in order, each with the same instant of the database', async () => {
      const person = { id: newId(), alias: newId() };
      const recordedAt = await ledger.transaction({ type: 'patient.registering', actor: system }, async (tx) => {
        await registerPatient(tx, person);
        return tx.recordedAt;
      });

      const events = await eventsOf(recordedAt);
      expect(events.map(({ type }) => type)).toEqual(['patient.registering', 'patient.registered']);
      expect(new Set(events.map((leaf) => leaf['recordedAt']))).toEqual(new Set([recordedAt]));
      expect(events[1]).toMatchObject({
        entity: 'patient',
        entityId: person.alias,
        version: 1,
        before: null,
        outcome: 'done',
      });
    });

    it('binds each version to the one before by its commitment', async () => {
      const person = { id: newId(), alias: newId() };
      await ledger.transaction({ type: 'patient.registering', actor: system }, (tx) => registerPatient(tx, person));
      await ledger.transaction({ type: 'patient.opened', actor: system }, (tx) => renamePatient(tx, person, 2));

      const { rows } = await owner.query(
        `SELECT v.salt, v.doc, v.commitment, convert_from(e.leaf, 'UTF8')::jsonb AS leaf FROM clinical.version v
         JOIN audit.event e USING (organisation_id, event_id) WHERE v.entity_id = $1 ORDER BY v.version`,
        [person.id],
      );
      expect(rows.map(({ salt, doc }) => sha256(Buffer.concat([salt, doc])))).toEqual(
        rows.map(({ commitment }) => commitment),
      );
      expect(rows[1].leaf.before).toBe(rows[0].commitment.toString('base64'));
      expect(rows[1].leaf.after).toBe(rows[1].commitment.toString('base64'));
    });

    it('rolls back whole when its last step fails, and leaves one event that says so', async () => {
      const person = { id: newId(), alias: newId() };
      const attempt = ledger.transaction({ type: 'patient.registering', actor: system }, async (tx) => {
        await registerPatient(tx, person);
        throw new Error('the last step fails');
      });

      await expect(attempt).rejects.toThrow('the last step fails');
      const { rows } = await owner.query('SELECT FROM clinical.version WHERE entity_id = $1', [person.id]);
      expect(rows).toEqual([]);
      const last = await owner.query(
        `SELECT convert_from(leaf, 'UTF8')::jsonb AS leaf FROM audit.event ORDER BY event_id DESC LIMIT 1`,
      );
      expect(last.rows[0].leaf).toMatchObject({
        type: 'request.failed',
        outcome: 'failed',
        purpose: 'patient.registering',
      });
    });

    it('is refused a change whose version does not follow', async () => {
      const attempt = ledger.transaction({ type: 'patient.opened', actor: system }, (tx) =>
        renamePatient(tx, patient, 7),
      );
      await expect(attempt).rejects.toMatchObject({ code: 'stale-version' });
    });

    it('carries more at once than the pool holds connections', async () => {
      const reads = Array.from({ length: 50 }, () =>
        ledger.transaction({ type: 'patient.opened', actor: system }, async (tx) => {
          await recordDisclosure(tx, { patients: [patient.alias] });
          return tx.prisma.patient.count({ where: { id: patient.id } });
        }),
      );
      expect(await Promise.all(reads)).toEqual(Array(50).fill(1));
    });

    it('sends statements that do not wait for each other in one go, and takes none after its end', async () => {
      const answered = ledger.swiftTransaction({ type: 'patient.opened', actor: system }, async (tx) => {
        const answers = await Promise.all([tx.sql('SELECT 1 AS n'), tx.sql('SELECT 2 AS n'), tx.sql('SELECT 1 AS n')]);
        return { tx, answers };
      });
      const { tx, answers } = await answered;
      expect(answers).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 1 }]]);
      await expect(tx.sql('SELECT 3 AS n')).rejects.toThrow('after the end of its transaction');
    });

    it('fails as a whole when one of several statements fails, and takes none after it', async () => {
      let failed: Tx | undefined;
      const attempt = ledger.swiftTransaction({ type: 'patient.opened', actor: system }, (tx) => {
        failed = tx;
        return Promise.all([tx.sql('SELECT 1 AS n'), tx.sql('SELECT 1 / 0 AS n'), tx.sql('SELECT 2 AS n')]);
      });
      await expect(attempt).rejects.toThrow('division by zero');
      await expect(failed!.sql('SELECT 3 AS n')).rejects.toThrow('after the end of its transaction');
    });

    it('names the patients it shows, at most a hundred to an event', async () => {
      const aliases = Array.from({ length: 101 }, newId);
      const recordedAt = await ledger.swiftTransaction({ type: 'patients.searched', actor: system }, async (tx) => {
        await recordDisclosure(tx, { patients: [...aliases, aliases[0]!] });
        return tx.recordedAt;
      });

      const shown = (await eventsOf(recordedAt)).slice(1).map((leaf) => (leaf['patients'] as string[]).length);
      expect(shown).toEqual([100, 1]);
    });
  });

  describe('against the application itself', () => {
    it('shows no clinical row to a transaction that has not opened with an event', async () => {
      expect(await asApplication(['SELECT * FROM clinical.patient', 'SELECT * FROM clinical.version'])).toEqual([0, 0]);
    });

    it('shows no row for an opening of the same number from before a restore, only for one of its own instant', async () => {
      const client = new pg.Client({ connectionString: database.appUrl });
      await client.connect();
      try {
        await client.query('BEGIN');
        const [{ tx, at }] = (
          await client.query('SELECT pg_current_xact_id()::text AS tx, transaction_timestamp()::text AS at')
        ).rows;
        const shownWith = async (recordedAt: string) => {
          await owner.query(
            `INSERT INTO audit.pending (organisation_id, event_id, tx, recorded_at, boards, sees_patients)
             VALUES ($1, $2, $3::xid8, $4::timestamptz, '{}', true)`,
            [organisationId, newId(), tx, recordedAt],
          );
          return (await client.query('SELECT FROM clinical.patient')).rowCount;
        };

        expect(await shownWith('2020-01-01T00:00:00Z')).toBe(0);
        expect(await shownWith(at)).toBeGreaterThan(0);
      } finally {
        await client.end();
        await owner.query(
          'DELETE FROM audit.pending p WHERE NOT EXISTS (SELECT FROM audit.event e WHERE e.event_id = p.event_id)',
        );
      }
    });

    it('shows no row of another organisation', async () => {
      const count = await ledger.transaction({ type: 'patients.searched', actor: systemOf(elsewhere) }, (tx) =>
        tx.prisma.patient.count(),
      );
      expect(count).toBe(0);
    });

    it('refuses at COMMIT a change that no version tells of', async () => {
      const attempt = ledger.transaction({ type: 'patient.opened', actor: system }, async (tx) => {
        await tx.prisma
          .$executeRaw`UPDATE clinical.patient SET family_name = 'Forged', version = version + 1 WHERE id = ${patient.id}::uuid`;
      });
      await expect(attempt).rejects.toThrow('unaudited change of patient');
    });

    it('refuses a row of another organisation', async () => {
      const attempt = ledger.transaction({ type: 'patient.registering', actor: systemOf(elsewhere) }, (tx) =>
        registerPatient({ ...tx, by: { ...tx.by, organisationId } }, { id: newId(), alias: newId() }),
      );
      await expect(attempt).rejects.toThrow(/row-level security/);
    });

    it('keeps every partition append-only for its owner too', async () => {
      const { rows } = await owner.query<{ name: string }>(
        `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'audit.event'::regclass`,
      );
      expect(rows.length).toBeGreaterThanOrEqual(13);
      for (const { name } of rows) {
        await expect(owner.query(`DELETE FROM ${name}`)).rejects.toThrow('append-only');
      }
    });

    it('gives an auditor with psql the log of their organisation, and nothing clinical', async () => {
      await owner.query(`INSERT INTO audit.auditor_login VALUES ('consilium_auditor', $1)`, [organisationId]);
      const auditor = new pg.Client({ connectionString: database.auditorUrl });
      await auditor.connect();
      try {
        const { rows } = await auditor.query('SELECT DISTINCT organisation_id FROM audit.event');
        expect(rows).toEqual([{ organisation_id: organisationId }]);
        await expect(auditor.query('SELECT * FROM clinical.patient')).rejects.toThrow(/permission denied/);
        await expect(auditor.query(`UPDATE audit.event SET type = 'x'`)).rejects.toThrow(/permission denied/);
      } finally {
        await auditor.end();
      }
    });
  });

  describe('its catalogue', () => {
    it('guards every table of the clinical schema by row-level security', async () => {
      const { rows } = await owner.query(`SELECT relname FROM pg_class WHERE relkind = 'r' AND NOT relrowsecurity
        AND relnamespace IN ('clinical'::regnamespace, 'people'::regnamespace, 'audit'::regnamespace)`);
      expect(rows).toEqual([]);
    });

    it('pins the search path of every function that runs with its owner’s rights', async () => {
      const { rows } = await owner.query(`SELECT proname FROM pg_proc WHERE prosecdef
        AND NOT coalesce(proconfig, '{}') @> ARRAY['search_path=pg_catalog, pg_temp']
        AND pronamespace IN ('clinical'::regnamespace, 'people'::regnamespace, 'audit'::regnamespace)`);
      expect(rows).toEqual([]);
    });

    it('asks one clock, PostgreSQL’s own, in every function and every column', async () => {
      const ours = `ANY (ARRAY['clinical', 'people', 'audit']::regnamespace[])`;
      const another = `'\m(transaction_timestamp|now|clock_timestamp|statement_timestamp)\(\)|\mcurrent_(timestamp|date)\M|\mlocaltimestamp\M'`;
      const { rows: clock } = await owner.query(`SELECT proname, prosrc FROM pg_proc
        WHERE pronamespace = 'audit'::regnamespace AND proname IN ('now', 'clock') ORDER BY proname`);
      const { rows: others } = await owner.query(`
        SELECT proname AS name FROM pg_proc WHERE pronamespace = ${ours} AND proname NOT IN ('now', 'clock')
          AND replace(prosrc, 'audit.now()', '') ~* ${another}
        UNION ALL SELECT adrelid::regclass || '' FROM pg_attrdef JOIN pg_class c ON c.oid = adrelid
          WHERE c.relnamespace = ${ours} AND replace(pg_get_expr(adbin, adrelid), 'audit.now()', '') ~* ${another}`);

      expect(clock).toEqual([
        { proname: 'clock', prosrc: ' SELECT pg_catalog.clock_timestamp() ' },
        { proname: 'now', prosrc: ' SELECT pg_catalog.transaction_timestamp() ' },
      ]);
      expect(others).toEqual([]);
    });

    it('lets the application delete nowhere but in the queue, which holds nothing but the ids of notices', async () => {
      const { rows } = await owner.query(`SELECT table_schema, table_name FROM information_schema.role_table_grants
        WHERE grantee = 'consilium_app' AND table_schema <> 'jobs'
        AND privilege_type IN ('DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES')`);
      expect(rows).toEqual([]);
    });

    it('gives the application no right beyond its own', async () => {
      const { rows } = await owner.query(
        `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit FROM pg_roles WHERE rolname = 'consilium_app'`,
      );
      expect(Object.values(rows[0]).some(Boolean)).toBe(false);
    });
  });

  async function eventsOf(recordedAt: string): Promise<Record<string, unknown>[]> {
    const { rows } = await owner.query(
      `SELECT convert_from(leaf, 'UTF8')::jsonb AS leaf FROM audit.event WHERE recorded_at = $1 ORDER BY event_id`,
      [recordedAt],
    );
    return rows.map(({ leaf }) => leaf);
  }

  /** Runs statements in one transaction as the application's role and rolls back; answers how many rows each returned. */
  async function asApplication(statements: string[]): Promise<number[]> {
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      const counts: number[] = [];
      for (const statement of statements) counts.push((await client.query(statement)).rows?.length ?? 0);
      return counts;
    } finally {
      await client.end();
    }
  }
});

function systemOf(organisationId: string): Actor {
  return {
    organisationId,
    userId: null,
    sessionId: null,
    roles: [],
    auth: null,
    request: { id: newId(), client: null, ipHash: null },
  };
}

async function registerPatient(tx: PrismaTx, { id, alias }: { id: string; alias: string }): Promise<void> {
  const { organisationId } = tx.by;
  await tx.prisma.patient.create({
    data: {
      organisationId,
      id,
      alias,
      familyName: 'Canary',
      givenName: 'C',
      bornOn: new Date('1960-01-01'),
      sex: 'female',
    },
  });
  await recordChange(tx, {
    type: 'patient.registered',
    id,
    version: 1,
    patientAlias: alias,
    document: { familyName: 'Canary' },
  });
}

async function renamePatient(
  tx: PrismaTx,
  { id, alias }: { id: string; alias: string },
  version: number,
): Promise<void> {
  const { organisationId } = tx.by;
  await tx.prisma.patient.update({
    where: { organisationId_id: { organisationId, id } },
    data: { familyName: 'Renamed', version },
  });
  await recordChange(tx, {
    type: 'patient.corrected',
    id,
    version,
    patientAlias: alias,
    document: { familyName: 'Renamed' },
  });
}
