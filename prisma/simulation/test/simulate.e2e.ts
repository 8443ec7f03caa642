import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../apps/api/test/support/database.js';
import { brokenInvariants } from '../invariants.js';
import { NOTHING } from '../measures/formula.js';
import { NotEmpty, RehearsalClock } from '../rehearsal-clock.js';
import { simulate, type Outcome } from '../simulate.js';

/** What the month of this seed comes to, of six patients and an emergency whose scanner was late. */
const MEASURES: Readonly<Record<string, string>> = {
  'Prospective presentations': '100.0 % (4 of 4)',
  'Coverage: presented of those referred': '57.1 % (4 of 7)',
  'Attendance: medical oncology': '100.0 % (3 of 3)',
  'Attendance: radiation oncology': '100.0 % (3 of 3)',
  'Attendance: spine surgery': '100.0 % (3 of 3)',
  'Every required specialty present all the time': '100.0 % (4 of 4)',
  'Complete when decided': '100.0 % (4 of 4)',
  'Deferred or adjourned of listed': '0.0 % (0 of 4)',
  'Discussed again within 90 days': '0.0 % (0 of 4)',
  'Minutes per case': 'median 13.0, 90th percentile 17.0 minutes (n = 4)',
  'Cases per meeting': 'median 1.0, 90th percentile 1.8 cases (n = 3)',
  'Meetings that lasted longer than planned': '0.0 % (0 of 3)',
  'Quorate decisions': '80.0 % (4 of 5)',
  'Provisional decisions that a meeting ratified': '100.0 % (1 of 1)',
  'Following the suggestion, or saying why not': '80.0 % (4 of 5)',
  'Other than a preliminary plan': '0.0 % (0 of 1)',
  'With a dissent or a reservation': '0.0 % (0 of 5)',
  'Dissent or reservation by: medical oncology': '0.0 % (0 of 4)',
  'Dissent or reservation by: radiation oncology': '0.0 % (0 of 5)',
  'Dissent or reservation by: spine surgery': '0.0 % (0 of 5)',
  'Signature latency': 'median 4.9, 90th percentile 52.6 hours (n = 14)',
  'Referral → discussion: elective': 'median 9.5, 90th percentile 10.2 days (n = 4)',
  'Discussion → decision: elective': 'median 1.2, 90th percentile 2.2 days (n = 4)',
  'Decision → treatment: elective': 'median 7.6, 90th percentile 10.3 days (n = 4)',
  'Decision → treatment: emergency': 'median 3.2, 90th percentile 3.2 days (n = 1)',
  'Carried out: full': '100.0 % (3 of 3)',
  'Carried out: partial': '0.0 % (0 of 3)',
  'Carried out: not done': '0.0 % (0 of 3)',
  'Clock met: compression mri': '0.0 % (0 of 1)',
  'Clock met: instability advice': '0.0 % (0 of 1)',
  'Clock met: pain mri and plan': '20.0 % (1 of 5)',
};
/** What takes longer than a month, or more deaths, or somebody from outside the board. */
const UNMEASURED = [
  'Referral → discussion: emergency',
  'Discussion → decision: emergency',
  'Broken glass reviewed within 72 hours',
  'Imaging performed inside its window',
  'Imaging acknowledged of performed',
  'Imaging lost: neither performed nor booked',
  'Age of overdue imaging',
  'Concordance of bauer at 12 months',
  'Concordance of katagiri at 12 months',
  'Concordance of katagiri at 24 months',
  'Concordance of katagiri at 6 months',
  'Concordance of mizumoto at 12 months',
  'Concordance of mizumoto at 24 months',
  'Concordance of mizumoto at 6 months',
  'Concordance of nesms at 12 months',
];

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

  async function sabotaged(statements: readonly string[]) {
    for (const statement of statements) await owner.query(statement);
    return brokenInvariants(owner);
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
    const measured = outcome.measures.filter(({ value }) => value !== NOTHING);
    const others = outcome.measures.filter(({ value }) => value === NOTHING);

    expect(Object.fromEntries(measured.map(({ name, value }) => [name, value]))).toEqual(MEASURES);
    expect(others.map(({ name }) => name)).toEqual(UNMEASURED);
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

  it('asks at the end whether everything agrees with the log', async () => {
    const { rows } = await owner.query(
      `SELECT report->'faultCount' AS faults, report->'counts'->'events' > '500' AS "isWhole" FROM audit.reconciliation`,
    );
    expect(rows).toEqual([{ faults: 0, isWhole: true }]);
  });

  it('leaves the clock of a database alone in which something is recorded', async () => {
    await expect(RehearsalClock.takeOver(owner, new Date('2035-01-01T07:00:00Z'), 5)).rejects.toThrow(NotEmpty);
  });

  it.each([
    [
      'a clock ends with its case, and says how: what it waited for happened, or a reason',
      `UPDATE clinical.board_case SET state = 'closed' WHERE id = (SELECT case_id FROM clinical.clock LIMIT 1)`,
      `UPDATE clinical.clock SET stopped_at = NULL`,
    ],
    [
      'a clock that runs is due at an instant, and somebody sits on the board who answers it',
      `UPDATE clinical.clock SET stopped_at = NULL, due_at = NULL, kind = 'compression-mri'`,
    ],
    [
      'a clock that stopped too late is explained within nine days, as the coordinator goes through the list every week',
      `UPDATE clinical.clock SET stopped_at = '2035-01-05', due_at = '2035-01-04', breach_reason = NULL`,
    ],
    [
      'a room holds one meeting at a time',
      // PostgreSQL itself forbids it.
      `ALTER TABLE clinical.meeting DROP CONSTRAINT one_meeting_in_one_room`,
      `UPDATE clinical.meeting SET state = 'planned', room = 'One', starts_at = '2035-01-08 13:00Z'`,
    ],
    [
      'an imaging order has a specialist who answers for it and a day on which it is due',
      `UPDATE people.account SET is_active = false`,
      `UPDATE clinical.imaging_order SET state = 'due'`,
    ],
    ['no meeting that is over leaves a case waiting on its agenda', `UPDATE clinical.agenda_item SET state = 'listed'`],
  ])('would say that it broke: %s', async (name, ...sabotage) => {
    await owner.query('BEGIN');
    await owner.query('SET LOCAL session_replication_role = replica');
    const broken = await sabotaged(sabotage).finally(() => owner.query('ROLLBACK'));
    expect(broken.map((each) => each.name)).toContain(name);
  });
});
