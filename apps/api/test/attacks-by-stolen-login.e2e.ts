import { newId } from '#database';
import { Attack, DENIED, NOTHING, type Refusal, type Says } from './support/attack.js';
import { changeOf, openingAs, recordOf } from './support/forged-leaf.js';
import { startServer, type TestServer } from './support/server.js';

const READING: readonly [what: string, says: Says, refusal: Refusal][] = [
  ['read patients', () => 'SELECT * FROM clinical.patient', NOTHING],
  ['read documents', () => 'SELECT * FROM clinical.version', NOTHING],
  ['read passwords', () => 'SELECT * FROM people.credential', NOTHING],
  ['read the log’s events', () => 'SELECT * FROM audit.event', DENIED],
  ['read the opening of its transaction', () => 'SELECT * FROM audit.opening()', DENIED],
  ['read one partition of them', () => `SELECT * FROM audit.${partition()}`, DENIED],
  ['read the log’s leaves by its function', () => 'SELECT * FROM audit.log_entries(0, 10)', DENIED],
  [
    'read a case’s story by its function',
    (l) => `SELECT * FROM audit.case_history('${l.case}', NULL, 10, NULL)`,
    DENIED,
  ],
  [
    'find events by their function',
    () => 'SELECT * FROM audit.find(NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,true,10)',
    DENIED,
  ],
  [
    'say by settings that it has opened',
    (l) => [
      `SELECT set_config('consilium.organisation', '${l.organisation}', true), set_config('consilium.event', '${l.event}', true)`,
      'SELECT * FROM clinical.patient',
    ],
    NOTHING,
  ],
  [
    'put an opening with its own number into the queue',
    (l) =>
      `INSERT INTO audit.pending (organisation_id, event_id, tx, recorded_at, boards, sees_patients)
        VALUES ('${l.organisation}', '${newId()}', pg_current_xact_id(), transaction_timestamp(), '{}', true)`,
    DENIED,
  ],
  [
    'give its own number to an opening that waits',
    () => 'UPDATE audit.pending SET tx = pg_current_xact_id(), recorded_at = transaction_timestamp()',
    DENIED,
  ],
  [
    'go on with an event after its transaction',
    (l) => [openingAs(l.organisation), 'COMMIT', 'BEGIN', 'SELECT * FROM clinical.patient'],
    NOTHING,
  ],
  [
    'chain a transaction to one that opened',
    (l) => [openingAs(l.organisation), 'COMMIT AND CHAIN', 'SELECT * FROM clinical.patient'],
    NOTHING,
  ],
  [
    'open, take the opening back, and read',
    (l) => ['SAVEPOINT before', openingAs(l.organisation), 'ROLLBACK TO before', 'SELECT * FROM clinical.patient'],
    NOTHING,
  ],
  [
    'prepare a query while it is open and run it afterwards',
    (l) => [
      openingAs(l.organisation),
      'PREPARE stolen AS SELECT * FROM clinical.patient',
      'COMMIT',
      'BEGIN',
      'EXECUTE stolen',
    ],
    NOTHING,
  ],
  [
    'read through a view of its own',
    () => ['CREATE TEMP VIEW mine AS SELECT * FROM clinical.patient', 'SELECT * FROM mine'],
    NOTHING,
  ],
  [
    'have rows leak through a function that is cheap to call',
    () => [
      `CREATE FUNCTION pg_temp.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS $$ BEGIN RAISE EXCEPTION 'leaked %', $1; END $$`,
      'SELECT * FROM clinical.patient WHERE pg_temp.leak(family_name)',
    ],
    NOTHING,
  ],
  [
    'read what the planner remembers of names',
    () => `SELECT * FROM pg_stats WHERE schemaname IN ('clinical', 'people', 'audit')`,
    NOTHING,
  ],
  ['read the planner’s statistics themselves', () => 'SELECT * FROM pg_statistic', DENIED],
  ['switch row-level security off', () => ['SET LOCAL row_security = off', 'SELECT * FROM clinical.patient'], DENIED],
  [
    'put a table of its own before the queue',
    (l) => [
      'CREATE TEMP TABLE pending (organisation_id uuid, event_id uuid, boards uuid[], sees_patients boolean, tx xid8, recorded_at timestamptz)',
      `INSERT INTO pending VALUES ('${l.organisation}', '${l.event}', '{}', true, pg_current_xact_id(), now())`,
      'SET LOCAL search_path = pg_temp, audit, clinical',
      'SELECT * FROM clinical.patient',
    ],
    NOTHING,
  ],
];

const FORGING: readonly [what: string, says: Says, refusal: Refusal][] = [
  [
    'forge an event',
    (l) =>
      `INSERT INTO audit.event (organisation_id, event_id, leaf, type, patients, outcome) VALUES ('${l.organisation}', '${newId()}', '{}', 'x', '{}', 'done')`,
    DENIED,
  ],
  [
    'forge an event in a partition',
    (l) =>
      `INSERT INTO audit.${partition()} (organisation_id, event_id, leaf, type, patients, outcome) VALUES ('${l.organisation}', '${newId()}', '{}', 'x', '{}', 'done')`,
    DENIED,
  ],
  ['change events', () => `UPDATE audit.event SET type = 'x'`, DENIED],
  ['change events in a partition', () => `UPDATE audit.${partition()} SET leaf = '{}'`, DENIED],
  ['delete events', () => 'DELETE FROM audit.event', DENIED],
  ['delete a partition’s events', () => `DELETE FROM audit.${partition()}`, DENIED],
  ['truncate the events', () => 'TRUNCATE audit.event', DENIED],
  ['detach a partition', () => `ALTER TABLE audit.event DETACH PARTITION audit.${partition()}`, DENIED],
  ['drop a partition', () => `DROP TABLE audit.${partition()}`, DENIED],
  [
    'attach a partition of its own',
    () => [
      'CREATE TEMP TABLE mine (LIKE pg_catalog.pg_namespace)',
      `ALTER TABLE audit.event ATTACH PARTITION pg_temp.mine FOR VALUES FROM ('f0000000-0000-0000-0000-000000000000') TO ('ffffffff-0000-0000-0000-000000000000')`,
    ],
    DENIED,
  ],
  ['hide events from the sequencer', () => 'DELETE FROM audit.pending', DENIED],
  ['queue an event twice', (l) => `INSERT INTO audit.pending VALUES ('${l.organisation}', '${l.event}')`, DENIED],
  [
    'place an event in the log',
    (l) => `INSERT INTO audit.entry VALUES ('${l.organisation}', 9999, '${newId()}', '\\x00')`,
    DENIED,
  ],
  [
    'sign a checkpoint',
    (l) =>
      `INSERT INTO audit.checkpoint (organisation_id, size, root, note) VALUES ('${l.organisation}', 9999, '\\x00', '')`,
    DENIED,
  ],
  ['rewrite a tile', () => `UPDATE audit.tile SET hashes = '\\x00'`, DENIED],
  ['exchange the log’s key', () => `UPDATE audit.log SET verifier_key = 'mine'`, DENIED],
  [
    'forge a witness',
    () => `INSERT INTO audit.cosignature SELECT organisation_id, size, 'mine', 'line' FROM audit.checkpoint`,
    DENIED,
  ],
  ['forge a version', () => 'INSERT INTO clinical.version SELECT * FROM clinical.version', DENIED],
  ['change a version', () => 'UPDATE clinical.version SET doc = NULL', DENIED],
  ['delete a version', () => 'DELETE FROM clinical.version', DENIED],
  [
    'make itself a reader of the log',
    (l) => `INSERT INTO audit.auditor_login VALUES (session_user, '${l.organisation}')`,
    DENIED,
  ],
];

const DISMANTLING: readonly [what: string, says: Says, refusal: Refusal][] = [
  ['call the inner append', (l) => `SELECT audit.append('${l.organisation}', '${newId()}', '{}', '{}', true)`, DENIED],
  ['disable the triggers of a table', () => 'ALTER TABLE clinical.board_case DISABLE TRIGGER ALL', DENIED],
  ['skip triggers as a replica does', () => 'SET session_replication_role = replica', DENIED],
  ['drop a policy', () => 'DROP POLICY opened ON clinical.board_case', DENIED],
  ['add a policy', () => 'CREATE POLICY mine ON clinical.patient FOR ALL USING (true)', DENIED],
  ['add a rule', () => 'CREATE RULE mine AS ON INSERT TO audit.event DO INSTEAD NOTHING', DENIED],
  [
    'add a trigger',
    () => 'CREATE TRIGGER mine BEFORE INSERT ON clinical.signature FOR EACH ROW EXECUTE FUNCTION audit.deny()',
    DENIED,
  ],
  [
    'exchange what denies',
    () => `CREATE OR REPLACE FUNCTION audit.deny() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
    DENIED,
  ],
  [
    'exchange the clock of what is recorded',
    () =>
      `CREATE OR REPLACE FUNCTION audit.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT timestamptz ''2035-01-01'''`,
    DENIED,
  ],
  [
    'exchange the clock that the ids of events are held against',
    () =>
      `CREATE OR REPLACE FUNCTION audit.clock() RETURNS timestamptz LANGUAGE sql AS 'SELECT timestamptz ''2035-01-01'''`,
    DENIED,
  ],
  ['loosen a function’s search path', () => 'ALTER FUNCTION audit.organisation() RESET search_path', DENIED],
  ['drop a guard', () => 'DROP FUNCTION audit.need_version_of_patient() CASCADE', DENIED],
  [
    'make a function in the schema',
    () => `CREATE FUNCTION audit.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    DENIED,
  ],
  ['make a table in the schema', () => 'CREATE TABLE clinical.mine (a int)', DENIED],
  ['make a schema', () => 'CREATE SCHEMA mine', DENIED],
  [
    'have what is made later granted',
    () => 'ALTER DEFAULT PRIVILEGES FOR ROLE consilium_owner GRANT ALL ON TABLES TO consilium_app',
    DENIED,
  ],
  ['grant itself the log', () => 'GRANT SELECT ON audit.event TO consilium_app', DENIED],
  ['become the owner', () => 'SET ROLE consilium_owner', DENIED],
  ['become the eraser', () => 'SET ROLE consilium_eraser', DENIED],
  ['become the sequencer', () => 'SET ROLE consilium_sequencer', DENIED],
  ['become the superuser', () => 'SET SESSION AUTHORIZATION postgres', DENIED],
  ['become the owner in a block', () => `DO $$ BEGIN EXECUTE 'SET ROLE consilium_owner'; END $$`, DENIED],
  ['make itself a member of the owner', () => 'GRANT consilium_owner TO consilium_app', DENIED],
  ['free itself of row-level security', () => 'ALTER ROLE consilium_app BYPASSRLS', DENIED],
  [
    'record a change in nobody’s transaction',
    (l) => changeOf(l.organisation, null, { entity: 'case', entityId: l.case, version: 1 }),
    DENIED,
  ],
  ['record in nobody’s transaction', (l) => recordOf(l.organisation, { actor: null }), DENIED],
  [
    'wipe what is remembered of answers',
    (l) => `DELETE FROM clinical.stored_answer WHERE organisation_id = '${l.organisation}'`,
    DENIED,
  ],
];

const REACHING_OUT: readonly [what: string, says: Says, refusal: Refusal][] = [
  ['read a file of the machine', () => `SELECT pg_read_file('PG_VERSION')`, DENIED],
  ['import a file', () => `SELECT lo_import('PG_VERSION')`, DENIED],
  ['write a table into a file', () => `COPY clinical.patient TO '/stolen'`, DENIED],
  ['pipe a table into a program', () => `COPY clinical.patient TO PROGRAM 'cat'`, DENIED],
  ['fill the log from a file', () => `COPY audit.event FROM '/forged'`, DENIED],
  ['change the server’s settings', () => ['COMMIT', 'ALTER SYSTEM SET fsync = off'], DENIED],
  ['reset what PostgreSQL has counted', () => 'SELECT pg_stat_reset()', DENIED],
  ['copy the changes of everybody', () => `SELECT pg_create_physical_replication_slot('mine')`, DENIED],
];

/** This month's events, by their partition. */
const partition = () => `event_${new Date().toISOString().slice(0, 7).replace('-', '_')}`;

describe('whoever steals the application’s login', () => {
  let server: TestServer;
  let attack: Attack;

  beforeAll(async () => {
    server = await startServer();
    attack = await Attack.prepare(server);
  });
  afterAll(() => server.close());

  it.each(READING)('cannot %s', (_what, says, refusal) =>
    attack.fails(attack.asLogin('app', says(attack.loot)), refusal),
  );
  it.each(FORGING)('cannot %s', (_what, says, refusal) =>
    attack.fails(attack.asLogin('app', says(attack.loot)), refusal),
  );
  it.each(DISMANTLING)('cannot %s', (_what, says, refusal) =>
    attack.fails(attack.asLogin('app', says(attack.loot)), refusal),
  );
  it.each(REACHING_OUT)('cannot %s', (_what, says, refusal) =>
    attack.fails(attack.asLogin('app', says(attack.loot)), refusal),
  );

  it('and nothing of all this left a trace', () => attack.leavesNoTrace());
});
