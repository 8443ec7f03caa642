import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Canaries } from './support/canaries.js';
import { erase } from './support/erasing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

describe('an erased patient', () => {
  let server: TestServer;
  let hospital: Hospital;
  let canaries: Canaries;
  let before: ReadonlySet<string>;
  let commitments: readonly string[];
  let erasure: { id: string; removed: { rows: number; documents: number } };

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    const outside = await server.given.board({ organisation: hospital, name: 'Sarcoma board' });
    const second = await server.given.person(hospital, { name: 'Ben', roles: ['administrator'], specialty: null });
    canaries = new Canaries(server, hospital, outside);
    const { patientId } = await canaries.plant();
    // What autovacuum does in time: the planner remembers names and texts.
    await server.look('ANALYZE');
    before = await wordsInTables();
    commitments = await commitmentsOfLeaves();
    erasure = await erase(server, [hospital.administrator, second], patientId);
  }, 60_000);
  afterAll(() => server.close());

  /** Which of the words stand in any table of any schema, the catalogues included, as COPY writes them out. */
  async function wordsInTables(): Promise<Set<string>> {
    const folder = mkdtempSync(join(tmpdir(), 'consilium-copied-'));
    // PostgreSQL itself writes here, and may be another user.
    chmodSync(folder, 0o777);
    try {
      const tables = await server.look<{ oid: string; name: string }>(
        `SELECT c.oid::text, c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r'`,
      );
      for (const { oid, name } of tables) await server.look(`COPY ${name} TO '${join(folder, oid)}'`);
      return wordsIn(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** Also as the digits that COPY writes bytes in. */
  function wordsIn(folder: string): Set<string> {
    const isThere = (word: string) =>
      spawnSync('grep', ['-rqF', '-e', word, '-e', Buffer.from(word).toString('hex'), folder]).status === 0;
    return new Set([...canaries.words].flatMap(([place, word]) => (isThere(word) ? [place] : [])));
  }

  async function commitmentsOfLeaves(): Promise<string[]> {
    const rows = await server.look<{ after: string }>(
      `SELECT convert_from(leaf, 'UTF8')::jsonb->>'after' AS after FROM audit.event e
       WHERE convert_from(leaf, 'UTF8')::jsonb->>'after' IS NOT NULL ORDER BY event_id`,
    );
    return rows.map(({ after }) => after);
  }

  /** The files of this database; the cluster's log of writes is not among them. */
  async function dataFiles(): Promise<string> {
    const [place] = await server.look<{ directory: string; oid: string }>(
      `SELECT current_setting('data_directory') AS directory, oid::text FROM pg_database WHERE datname = current_database()`,
    );
    return join(place!.directory, 'base', place!.oid);
  }

  it('was in the tables, every word of them, before', () => {
    expect([...before].sort()).toEqual([...canaries.words.keys()].sort());
    expect(before.size).toBeGreaterThan(30);
  });

  it('is in no table any more, not even in the planner’s statistics', async () => {
    expect([...(await wordsInTables())]).toEqual([]);
  });

  it('is in no data file after VACUUM FULL and CHECKPOINT', async () => {
    await server.look('CHECKPOINT');
    expect(wordsIn(await dataFiles()).size).toBeGreaterThan(0);

    await server.look('VACUUM FULL');
    await server.look('CHECKPOINT');

    expect([...wordsIn(await dataFiles())]).toEqual([]);
  });

  it('was never in the log of PostgreSQL itself, also where a row was refused', async () => {
    const [place] = await server.look<{ directory: string }>(`SELECT current_setting('data_directory') AS directory`);
    const word = 'kanarie-refused-row';
    const twice = 'INSERT INTO people.organisation (id, name) VALUES ($1, $2), ($1, $2)';
    await expect(server.look(twice, [hospital.organisationId, word])).rejects.toThrow('duplicate key');
    await expect(server.look('INSERT INTO people.organisation (name) VALUES ($1)', [word])).rejects.toThrow('null');

    const log = readFileSync(join(place!.directory, 'server.log'), 'utf8');

    expect(log).toContain('null value in column "id"');
    expect(log).not.toContain(word);
  });

  it('leaves every leaf as it was, and an event whose document lists the commitments that lost theirs', async () => {
    const leaves = await commitmentsOfLeaves();
    const [version] = await server.look<{ doc: { commitments: string[] } }>(
      `SELECT convert_from(doc, 'UTF8')::jsonb AS doc FROM clinical.version WHERE entity = 'erasure' ORDER BY version DESC LIMIT 1`,
    );
    const empty = await server.look<{ commitment: string }>(
      `SELECT encode(commitment, 'base64') AS commitment FROM clinical.version WHERE doc IS NULL AND salt IS NULL ORDER BY event_id`,
    );

    expect(leaves.slice(0, commitments.length)).toEqual(commitments);
    expect(version!.doc.commitments).toEqual(empty.map(({ commitment }) => commitment));
    expect(version!.doc.commitments).toHaveLength(erasure.removed.documents);
    expect(commitments).toEqual(expect.arrayContaining(version!.doc.commitments));
  });
});
