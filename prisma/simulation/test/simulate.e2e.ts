import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../apps/api/test/support/database.js';
import { brokenInvariants } from '../invariants.js';
import { NotEmpty, RehearsalClock } from '../rehearsal-clock.js';
import { simulate, type Outcome } from '../simulate.js';

const A_MONTH = { cases: 7, weeks: 5, seed: 4 };

describe('a rehearsal with a virtual population', () => {
  const databases: TestDatabase[] = [];
  let owner: Client;
  let outcome: Outcome;
  let again: Outcome;

  beforeAll(async () => {
    outcome = await played();
    again = await played();
    owner = new Client({ connectionString: databases[0]!.ownerUrl });
    await owner.connect();
  }, 240_000);
  afterAll(async () => {
    await owner.end();
    for (const database of databases) await database.drop();
  });

  async function played(): Promise<Outcome> {
    const database = await createTestDatabase();
    databases.push(database);
    const variables = {
      NODE_ENV: 'test',
      DATABASE_URL: database.appUrl,
      TOKEN_SECRET: randomBytes(32).toString('base64'),
      CREDENTIAL_KEY: randomBytes(32).toString('base64'),
    };
    const { ownerUrl, sequencerUrl } = database;
    return simulate({ variables, ownerUrl, sequencerUrl }, A_MONTH, () => undefined);
  }

  it('brings cases from referral to treatment by the real acts, and breaks no invariant', async () => {
    const { rows } = await owner.query<{ state: string }>('SELECT DISTINCT state FROM clinical.board_case');
    expect(outcome.broken).toEqual([]);
    expect(outcome.deeds).toBeGreaterThan(60);
    expect(rows.map(({ state }) => state)).toContain('active');
  });

  it('plays the same weeks again for the same seed', () => {
    expect(again.deeds).toBe(outcome.deeds);
    expect(again.measures).toEqual(outcome.measures);
    expect(again.surprises).toEqual(outcome.surprises);
  });

  it('measures what a board is measured by', () => {
    const names = outcome.measures.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Quorate decisions', 'Signature latency', 'Minutes per case']));
    for (const { value } of outcome.measures) expect(value).not.toMatch(/NaN|undefined|null/);
  });

  it('keeps a log that says where it comes from', async () => {
    const { rows } = await owner.query<{ origin: string }>('SELECT origin FROM audit.log');
    expect(rows).toEqual([{ origin: expect.stringMatching(/^demonstration\.invalid\//) }]);
  });

  it('records by the time of the rehearsal, in the ids of events and in the checkpoints of the log too', async () => {
    const { rows } = await owner.query(`SELECT
      (SELECT min(recorded_at) >= '2035-01-01' AND max(recorded_at) < '2035-02-07' FROM audit.event) AS "isRecorded",
      (SELECT min(uuid_extract_timestamp(event_id)) >= '2035-01-01' AND bool_and(uuid_extract_timestamp(event_id) <= recorded_at)
        FROM audit.event) AS "isNamed",
      (SELECT bool_and(recorded_at BETWEEN '2035-01-01' AND '2035-02-07') FROM clinical.board_case) AS "isReferred",
      (SELECT bool_and(recorded_at BETWEEN '2035-01-01' AND '2035-02-07') FROM clinical.meeting) AS "isPlanned",
      (SELECT bool_and(signed_at BETWEEN '2035-01-01' AND '2035-02-07') FROM audit.checkpoint) AS "isSigned"`);
    expect(rows).toEqual([{ isRecorded: true, isNamed: true, isReferred: true, isPlanned: true, isSigned: true }]);
  });

  it('leaves the clock of a database alone in which something is recorded', async () => {
    await expect(RehearsalClock.takeOver(owner, new Date('2035-01-01T07:00:00Z'), 5)).rejects.toThrow(NotEmpty);
  });

  it.each([
    [
      'a clock ends with its case',
      `UPDATE clinical.board_case SET state = 'closed' WHERE id = (SELECT case_id FROM clinical.clock LIMIT 1)`,
      `UPDATE clinical.clock SET stopped_at = NULL`,
    ],
    ['no meeting that is over leaves a case waiting on its agenda', `UPDATE clinical.agenda_item SET state = 'listed'`],
  ])('would say that it broke: %s', async (name, ...sabotage) => {
    await owner.query('BEGIN');
    await owner.query('SET LOCAL session_replication_role = replica');
    for (const statement of sabotage) await owner.query(statement);
    const broken = await brokenInvariants(owner);
    await owner.query('ROLLBACK');

    expect(broken.map((each) => each.name)).toContain(name);
  });
});
