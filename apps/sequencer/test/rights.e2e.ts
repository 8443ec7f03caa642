import pg from 'pg';
import { newId } from '#database';
import { Rehearsal } from './support/rehearsal.js';

describe('the rights around the log', () => {
  const ours = newId();
  const theirs = newId();
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    await rehearsal.append(ours, 5);
    await rehearsal.append(theirs, 5);
    await rehearsal.drain();
  });
  afterAll(() => rehearsal.end());

  /** Runs a statement with a login of its own and takes it back; answers with its rows. */
  async function as(login: 'app' | 'sequencer' | 'auditor', statement: string): Promise<object[]> {
    const { appUrl, sequencerUrl, auditorUrl } = rehearsal.database;
    const url = { app: appUrl, sequencer: sequencerUrl, auditor: auditorUrl }[login];
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('BEGIN');
      return (await client.query<object>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  it('give the sequencer the queue, the leaves and the log, and nothing else in the database', async () => {
    const { rows } = await rehearsal.owner.query<{ line: string }>(
      `SELECT format('%s %s', table_schema || '.' || table_name, string_agg(DISTINCT privilege_type, ' ' ORDER BY privilege_type)) AS line
       FROM information_schema.role_table_grants WHERE grantee = 'consilium_sequencer' GROUP BY table_schema, table_name ORDER BY 1`,
    );
    expect(rows.map(({ line }) => line)).toEqual([
      'audit.checkpoint INSERT SELECT',
      'audit.cosignature INSERT SELECT',
      'audit.entry INSERT SELECT',
      'audit.log INSERT SELECT',
      'audit.pending DELETE SELECT',
      'audit.tile INSERT SELECT',
    ]);
    const columns = await rehearsal.owner.query<{ name: string }>(
      `SELECT DISTINCT column_name AS name FROM information_schema.role_column_grants
       WHERE grantee = 'consilium_sequencer' AND table_name = 'event' ORDER BY 1`,
    );
    expect(columns.rows.map(({ name }) => name)).toEqual(['event_id', 'leaf', 'leaf_hash', 'organisation_id']);
  });

  it.each([
    ['sequencer', 'read a patient', 'SELECT * FROM clinical.patient'],
    ['sequencer', 'read a version', 'SELECT * FROM clinical.version'],
    ['sequencer', 'read who did it', 'SELECT actor_id FROM audit.event'],
    ['sequencer', 'append an event', `SELECT audit.append('${ours}', '${newId()}', '{}', NULL, NULL)`],
    ['sequencer', 'put an event back into the queue', `INSERT INTO audit.pending VALUES ('${ours}', '${newId()}')`],
    ['sequencer', 'change a place', 'UPDATE audit.entry SET position = position + 1'],
    ['sequencer', 'delete a checkpoint', 'DELETE FROM audit.checkpoint'],
    ['sequencer', 'empty the tiles', 'TRUNCATE audit.tile'],
    ['sequencer', 'rename a log', `UPDATE audit.log SET origin = 'another'`],
    ['app', 'read the places', 'SELECT * FROM audit.entry'],
    ['app', 'take a place', `INSERT INTO audit.entry VALUES ('${ours}', 5, '${newId()}', sha256(''))`],
    ['app', 'write a checkpoint', `INSERT INTO audit.checkpoint VALUES ('${ours}', 9, sha256(''), 'x')`],
    ['app', 'name a log', `INSERT INTO audit.log VALUES ('${newId()}', 'x', 'x')`],
    ['app', 'write a cosignature', `INSERT INTO audit.cosignature VALUES ('${ours}', 5, 'x', 'x')`],
    ['app', 'read tiles of any organisation', `SELECT audit.tile_of('${ours}', 0, 0, 1)`],
    ['app', 'read leaves without an opening event', 'SELECT * FROM audit.log_entries(0, 10)'],
    ['app', 'read an entry without an opening event', `SELECT * FROM audit.log_entry('${newId()}')`],
    ['auditor', 'write a checkpoint', `INSERT INTO audit.checkpoint VALUES ('${ours}', 9, sha256(''), 'x')`],
  ] as const)('do not let the %s %s', async (login, _what, statement) => {
    await expect(as(login, statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('keep every table of the log append-only for its owner too', async () => {
    for (const table of ['log', 'entry', 'tile', 'checkpoint', 'cosignature']) {
      await expect(rehearsal.owner.query(`DELETE FROM audit.${table}`)).rejects.toThrow('append-only');
      await expect(rehearsal.owner.query(`TRUNCATE audit.${table} CASCADE`)).rejects.toThrow('append-only');
    }
  });

  it('show an auditor with psql the log of their organisation alone', async () => {
    await rehearsal.owner.query(`INSERT INTO audit.auditor_login VALUES ('consilium_auditor', $1)`, [ours]);

    for (const table of ['log', 'entry', 'checkpoint']) {
      expect(await as('auditor', `SELECT DISTINCT organisation_id FROM audit.${table}`)).toEqual([
        { organisation_id: ours },
      ]);
    }
    expect(await as('auditor', `SELECT audit.tile_of('${theirs}', 0, 0, 5) AS hashes`)).toEqual([{ hashes: null }]);
  });

  it('show nothing of a log to a transaction that has not opened', async () => {
    expect(await as('app', 'SELECT * FROM audit.log_checkpoint(NULL)')).toEqual([]);
    expect(await as('app', 'SELECT audit.log_tile(0, 0, 1) AS hashes')).toEqual([{ hashes: null }]);
  });
});
