/**
 * What the audit costs: the same read and the same write with the ledger and without, at the database and over HTTP; how long an event
 * waits for the signed log while everybody works; and whether an append takes longer when there are many.
 */
import { fileURLToPath } from 'node:url';
import { withClient, withDatabaseName } from '../tools/connection.mjs';
import { runCommand } from '../tools/failure.mjs';
import { startTestCluster } from '../tools/test-cluster.mjs';
import { fillBoard, foundBoard, signIn } from './board.mjs';
import { load, warmUp } from './load.mjs';
import { leaveServerCore } from './processor.mjs';
import { mark } from './report.mjs';
import { environmentFor, startOurs, startSequencer, startWithoutLedger } from './servers.mjs';
import { fillWithEvents } from './fill-with-events.mjs';
import { ActsAtDatabase } from './acts-at-database.mjs';

/** With five million events: `node bench/ledger.mjs 5000000`. */
const MANY = 200_000;
const FEW = 10_000;
const CASES = 64;
const WRITES_AT_LEAST = 0.6;
const READS_AT_LEAST = 0.25;
const READS_OVER_HTTP_AT_LEAST = 0.5;
const MERGED_WITHIN_MILLISECONDS = 250;
const APPENDS_AT_MOST = 1.5;

/** Short ones that alternate, so that what else the machine does falls on both: at the database, and over HTTP. */
const ROUNDS = 80;
const ROUND_SECONDS = 0.25;
const HTTP_ROUNDS = 15;
const HTTP_ROUND_SECONDS = 0.8;
const MERGING_SECONDS = 8;
const AT_ONCE = 8;
const APPENDS = 2_000;
const TURNS = 40;

export async function benchLedger(events = MANY) {
  const cluster = await startTestCluster();
  try {
    const environment = environmentFor(cluster.urls.app);
    const board = await foundBoard(environment);
    const server = await startOurs(environment);
    const session = await signIn(server, board);
    const filled = await fillBoard(server, board, session, CASES).finally(() => server.stop());
    const { superuser } = cluster.urls;
    await copyOf(superuser, 'plain', SWITCH_OFF);
    const grown = { few: await copyOf(superuser, 'few'), many: await copyOf(superuser, 'many') };
    const plainEnvironment = environmentOf(environment, withDatabaseName(cluster.urls.app, 'plain'));
    const measured = { environment, plainEnvironment, board, session, superuserUrl: superuser, ...filled };

    const together = await withActs(measured, async (acts) => [
      await measureAtDatabase(acts),
      await measureMerging(cluster.urls.sequencer, acts),
      await measureOverHttp(measured, acts.present),
    ]);
    const inCopy = (name, work) => {
      const copied = environmentOf(environment, withDatabaseName(cluster.urls.app, name));
      return withActs({ ...measured, environment: copied, superuserUrl: grown[name] }, work);
    };
    const isFlat = await inCopy('few', (few) => inCopy('many', (many) => measureAppends({ few, many }, events)));
    return [...together, isFlat].every(Boolean);
  } finally {
    await cluster.stop();
  }
}

async function withActs(measured, work) {
  const acts = await ActsAtDatabase.begin(measured);
  return work(acts).finally(() => acts.end());
}

/** The same hospital in another database of the same PostgreSQL, changed by a statement. */
async function copyOf(superuserUrl, name, change = 'SELECT 1') {
  const template = new URL(superuserUrl).pathname.slice(1);
  await withClient(withDatabaseName(superuserUrl, 'postgres'), 'the measured database', (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`),
  );
  const url = withDatabaseName(superuserUrl, name);
  for (const [each, statements] of [
    [url, [change, 'VACUUM ANALYZE']],
    [superuserUrl, ['VACUUM ANALYZE']],
  ]) {
    await withClient(each, 'the measured database', async (client) => {
      for (const statement of statements) await client.query(statement);
    });
  }
  return url;
}

/** The same secrets on another database, which is another's past: it has a memory of its own. */
function environmentOf(environment, databaseUrl) {
  const { STATE_DIR } = environmentFor(databaseUrl);
  return { ...environment, DATABASE_URL: databaseUrl, STATE_DIR };
}

/**
 * No event, no version, none of our triggers; a row still refers to rows that exist. Who sees which row is still the database's to say, by the same policies: what they ask is read from
 * the settings of the transaction, which is how a program without an audit does it. And who somebody is today is asked when a transaction
 * opens, by what `audit.open` asks, without its event.
 */
const SWITCH_OFF = `
DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('clinical', 'people') LOOP
    EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', t.name);
  END LOOP;
END $$;
CREATE OR REPLACE FUNCTION audit.organisation() RETURNS uuid LANGUAGE sql STABLE AS
  'SELECT nullif(current_setting(''plain.organisation'', true), '''')::uuid';
CREATE OR REPLACE FUNCTION audit.boards() RETURNS uuid[] LANGUAGE sql STABLE AS
  'SELECT nullif(current_setting(''plain.boards'', true), '''')::uuid[]';
CREATE OR REPLACE FUNCTION audit.actor() RETURNS uuid LANGUAGE sql STABLE AS
  'SELECT nullif(current_setting(''plain.actor'', true), '''')::uuid';
CREATE OR REPLACE FUNCTION audit.sees_patients() RETURNS boolean LANGUAGE sql STABLE AS
  'SELECT audit.organisation() IS NOT NULL';
CREATE OR REPLACE FUNCTION audit.granted_cases() RETURNS uuid[] LANGUAGE sql STABLE AS 'SELECT ''{}''::uuid[]';
CREATE OR REPLACE FUNCTION audit.emergency_case() RETURNS uuid LANGUAGE sql STABLE AS 'SELECT NULL::uuid';
DO $do$
DECLARE
  said text := (SELECT prosrc FROM pg_proc WHERE oid = 'audit.open'::regproc);
  from_here int := strpos(said, 'IF p_actor IS NULL THEN');
  asks text := substr(said, from_here, strpos(said, 'recorded_at := audit.instant') - from_here);
BEGIN
  EXECUTE format($f$
    CREATE FUNCTION audit.open_plainly(p_organisation uuid, p_actor uuid, p_session uuid, OUT roles text[], OUT scopes text[], OUT memberships jsonb)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS %L $f$,
    'DECLARE seen uuid[]; BEGIN ' || asks || ' PERFORM set_config(''plain.organisation'', p_organisation::text, true),
      set_config(''plain.boards'', seen::text, true), set_config(''plain.actor'', p_actor::text, true); END');
END $do$;
GRANT EXECUTE ON FUNCTION audit.open_plainly TO consilium_app`;

async function measureAtDatabase(acts) {
  const reads = await alternatingAtDatabase(acts.readAudited, acts.readPlainly);
  const writes = await alternatingAtDatabase(acts.writeAudited, acts.writePlainly);
  // What the plain act does for the ledger all the same is taken off: everything runs on one core, so that times add up.
  const plain = 1_000 / (1_000 / writes.plain - (await acts.documentTime()));
  return [
    tell('Reading a case at the database, audited and plainly', reads, READS_AT_LEAST),
    tell('Recording an assessment at the database, audited and plainly', { ...writes, plain }, WRITES_AT_LEAST),
  ].every(Boolean);
}

async function alternatingAtDatabase(audited, plain) {
  for (const act of [audited, plain]) await pace(act, 1);
  return alternating({ audited, plain }, ROUNDS, (act) => pace(act, ROUND_SECONDS));
}

/** How often each is done in a second: medians of rounds that alternate, each going first as often as the other. */
async function alternating(pair, rounds, measure) {
  const each = Object.entries(pair);
  const rates = { audited: [], plain: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, subject] of round % 2 ? each.toReversed() : each) rates[name].push(await measure(subject));
  }
  return { audited: quantile(rates.audited, 0.5), plain: quantile(rates.plain, 0.5) };
}

async function pace(act, seconds) {
  const began = performance.now();
  const until = began + seconds * 1_000;
  let count = 0;
  const work = async () => {
    while (performance.now() < until) {
      await act(count++);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return (count * 1_000) / (performance.now() - began);
}

function tell(title, { audited, plain }, atLeast) {
  const ratio = audited / plain;
  const isKept = ratio >= atLeast;
  console.log(`${title}
  audited ${audited.toFixed(0)}/s, plain ${plain.toFixed(0)}/s: ratio ${ratio.toFixed(2)}, at least ${atLeast}: ${mark(isKept)}
`);
  return isKept;
}

/** From the making of an event's id, which comes before its commit, to the checkpoint that holds it, for every event of some seconds. */
async function measureMerging(sequencerUrl, acts) {
  const sequencer = startSequencer(sequencerUrl);
  try {
    await acts.emptyQueue();
    const from = await acts.newestEvent();
    await pace((index) => (index % 4 === 0 ? acts.writeAudited(index) : acts.readAudited(index)), MERGING_SECONDS);
    await acts.emptyQueue();
    const [{ count, p50, p99 }] = await acts.look(MERGE_DELAY, [acts.actor.organisationId, from]);
    const isKept = p99 <= MERGED_WITHIN_MILLISECONDS;
    console.log(`Merging ${count} events into the signed log while they are written
  p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, at most ${MERGED_WITHIN_MILLISECONDS}: ${mark(isKept)}
`);
    return isKept;
  } finally {
    await sequencer.stop();
  }
}

const MERGE_DELAY = `
  SELECT count(*)::int AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY delay) AS p50, percentile_cont(0.99) WITHIN GROUP (ORDER BY delay) AS p99
  FROM (SELECT extract(epoch FROM c.signed_at - uuid_extract_timestamp(n.event_id))::float8 * 1000 AS delay
    FROM audit.entry n CROSS JOIN LATERAL (SELECT k.signed_at FROM audit.checkpoint k
      WHERE k.organisation_id = n.organisation_id AND k.size > n.position ORDER BY k.size LIMIT 1) c
    WHERE n.organisation_id = $1 AND n.event_id > $2) d`;

/** Each append by itself, one after the other, in both logs by turns: an event that opens, the read, an event that discloses. */
async function measureAppends(logs, many) {
  await fillWithEvents(logs.few.owner, logs.few.actor.organisationId, FEW);
  await fillWithEvents(logs.many.owner, logs.many.actor.organisationId, many);
  for (const acts of Object.values(logs)) await timesOf(acts.readAudited, APPENDS / 4);
  const times = { few: [], many: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [name, acts] of Object.entries(logs)) {
      times[name].push(...(await timesOf(acts.readAudited, APPENDS / TURNS)));
    }
  }

  const p95 = { few: quantile(times.few, 0.95), many: quantile(times.many, 0.95) };
  const ratio = p95.many / p95.few;
  const isKept = ratio <= APPENDS_AT_MOST;
  console.log(`Appending with ${FEW} events in the log, and with ${many}
  p95 ${p95.few.toFixed(2)} ms and ${p95.many.toFixed(2)} ms: ratio ${ratio.toFixed(2)}, at most ${APPENDS_AT_MOST}: ${mark(isKept)}
`);
  return isKept;
}

async function timesOf(act, count) {
  const times = [];
  for (let index = 0; index < count; index += 1) {
    const began = performance.now();
    await act(index);
    times.push(performance.now() - began);
  }
  return times;
}

/** The same server in both, so that nothing but the ledger makes the difference. */
async function measureOverHttp({ environment, plainEnvironment, session, caseIds }, present) {
  const [audited, plain] = await Promise.all([
    startOurs(environment),
    startWithoutLedger({ environment: plainEnvironment, present }),
  ]);
  try {
    const headers = { authorization: `Bearer ${session.accessToken}` };
    const requests = caseIds.map((id) => ({ method: 'GET', path: `/api/v1/cases/${id}`, headers }));
    for (const server of [audited, plain]) await warmUp(server, requests);
    const medians = await alternating({ audited, plain }, HTTP_ROUNDS, async (server) => {
      const { rate } = await load(server, requests, HTTP_ROUND_SECONDS);
      return rate;
    });
    return tell('Reading a case over HTTP, audited and plainly', medians, READS_OVER_HTTP_AT_LEAST);
  } finally {
    await Promise.all([audited.stop(), plain.stop()]);
  }
}

function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runCommand(async () => {
    leaveServerCore();
    if (!(await benchLedger(Number(process.argv[2] ?? MANY)))) process.exitCode = 1;
  });
}
