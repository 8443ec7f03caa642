import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { startTestCluster, type TestCluster } from '../../../tools/test-cluster.mjs';
import { Walk } from './support/walk.js';
import { startServer, type TestServer } from './support/server.js';

/**
 * PostgreSQL writes down each statement that it executes, those inside functions and triggers too, with the tables of its plan and the
 * number of its transaction: what pgaudit would write, from what comes with PostgreSQL 18.
 */
const WITNESS = [
  'logging_collector=on',
  'log_destination=jsonlog',
  'session_preload_libraries=auto_explain',
  'auto_explain.log_min_duration=0',
  'auto_explain.log_nested_statements=on',
  'auto_explain.log_verbose=on',
  'auto_explain.log_format=json',
  'auto_explain.log_parameter_max_length=0',
];

interface LogLine {
  readonly user?: string;
  readonly dbname?: string;
  readonly txid?: number;
  readonly message: string;
}

interface PlanNode {
  readonly Schema?: string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** A statement of the application that touched tables of patients, as PostgreSQL saw it. */
interface Touch {
  /** 0 where the transaction had no number yet. */
  readonly tx: number;
  readonly tables: readonly string[];
  readonly text: string;
}

describe('a second judge, who sees only what PostgreSQL did', () => {
  let cluster: TestCluster;
  let server: TestServer;
  let touches: Touch[];
  const before = process.env['TEST_DATABASE_URLS'];

  beforeAll(async () => {
    cluster = await startTestCluster({ name: 'judge', settings: WITNESS });
    process.env['TEST_DATABASE_URLS'] = JSON.stringify(cluster.urls);
    server = await startServer();
    const walk = await Walk.begin(server);
    for (const entrance of walk.guarded) await walk.sendAsEveryRole(entrance);
    touches = await touchesOf(server);
  }, 240_000);

  afterAll(async () => {
    await server.close();
    await cluster.stop();
    process.env['TEST_DATABASE_URLS'] = before;
  });

  /** What the log of PostgreSQL tells of the application, once it has told everything. */
  async function touchesOf({ look, database }: TestServer): Promise<Touch[]> {
    const marker = randomUUID();
    await look(`SELECT '${marker}'`);
    const name = new URL(database.appUrl).pathname.slice(1);
    let lines: LogLine[];
    do lines = linesOf(cluster.data);
    while (!lines.some(({ message }) => message.includes(marker)));
    return lines.filter(({ user, dbname }) => user === 'consilium_app' && dbname === name).flatMap(toTouch);
  }

  it('finds a patient’s table touched before any event only to forget what had its time', () => {
    expect([...new Set(touches.filter(({ tx }) => tx === 0).map(({ text }) => text))]).toEqual([
      `DELETE FROM clinical.stored_answer WHERE stored_at < audit.now() - interval '24 hours'`,
      `DELETE FROM clinical.signing_statement WHERE expires_at < moment - interval '30 days'`,
    ]);
  });

  it('finds an event in every transaction that touched a patient’s table and was committed', async () => {
    const transactions = [...new Set(touches.map(({ tx }) => tx))].filter((tx) => tx !== 0);
    const silent = await server.look<{ tx: string }>(
      `SELECT t.tx::text FROM unnest($1::text[]) t (tx)
       WHERE pg_xact_status(t.tx::xid8) = 'committed'
         AND NOT EXISTS (SELECT FROM audit.event e WHERE e.tx = t.tx::xid8 AND e.boards IS NOT NULL)`,
      [transactions.map(String)],
    );

    expect(transactions.length).toBeGreaterThan(300);
    expect(
      silent.map(({ tx }) => touches.filter((touch) => String(touch.tx) === tx).map(({ tables }) => tables.join())),
    ).toEqual([]);
  });

  it('finds that every transaction whose events name a patient touched a patient’s table', async () => {
    const touched = new Set(touches.map(({ tx }) => String(tx)));
    const naming = await server.look<{ tx: string }>(
      `SELECT DISTINCT tx::text AS tx FROM audit.event WHERE patients <> '{}'`,
    );

    expect(naming.length).toBeGreaterThan(100);
    expect(naming.filter(({ tx }) => !touched.has(tx))).toEqual([]);
  });

  it('finds nothing left of what a refused or failed transaction did', async () => {
    const left = await server.look(
      `SELECT e.type FROM audit.event e WHERE pg_xact_status(e.tx) <> 'committed'
       UNION ALL SELECT v.entity FROM clinical.version v WHERE pg_xact_status(v.tx) <> 'committed'`,
    );
    const aborted = await server.look(
      `SELECT FROM unnest($1::text[]) t (tx) WHERE pg_xact_status(t.tx::xid8) = 'aborted'`,
      [[...new Set(touches.map(({ tx }) => tx))].filter((tx) => tx !== 0).map(String)],
    );

    expect(left).toEqual([]);
    expect(aborted.length).toBeGreaterThan(50);
  });

  it('would see whoever read past the server, with the server’s own login and no event', async () => {
    const thief = new Client({ connectionString: server.database.appUrl });
    await thief.connect();
    const { rows } = await thief.query('SELECT family_name FROM clinical.patient');
    await thief.end();

    expect(rows).toEqual([]);
    expect(await touchesOf(server)).toContainEqual({
      tx: 0,
      tables: ['patient'],
      text: 'SELECT family_name FROM clinical.patient',
    });
  });
});

function linesOf(data: string): LogLine[] {
  const folder = join(data, 'log');
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      // the last line may still be on its way
      .filter((line) => line.endsWith('}'))
      .map((line) => JSON.parse(line) as LogLine),
  );
}

function toTouch({ txid = 0, message }: LogLine): Touch[] {
  const explained = /^duration: [\d.]+ ms {2}plan:\n(.*)$/s.exec(message)?.[1];
  if (explained === undefined) return [];
  const { Plan, 'Query Text': text } = JSON.parse(explained) as { Plan: PlanNode; 'Query Text': string };
  const tables = tablesIn(Plan);
  return tables.length > 0 ? [{ tx: txid, tables, text }] : [];
}

/** The tables of patients in a plan. */
function tablesIn(plan: PlanNode): string[] {
  const own = plan.Schema === 'clinical' && plan['Relation Name'] ? [plan['Relation Name']] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(tablesIn)];
}
