/** Searching the log: what a page of each kind of search costs in a large log, against the same page in one of a hundred thousand events. */
import { fileURLToPath } from 'node:url';
import { withClient } from '../tools/connection.mjs';
import { runCommand } from '../tools/failure.mjs';
import { startTestCluster } from '../tools/test-cluster.mjs';
import { mark } from './report.mjs';

/** With ten million events: `node bench/find.mjs 10000000`, which wants some 20 GB of the folder for temporary things. */
const SIZE = 1_000_000;
const BASELINE = 100_000;
const AT_ONCE = 100_000;
const MONTHS = 12;
/** What the searched case, patient and record have of the log, whatever its size: they live as long as others do. */
const OF_ONE_CASE = 200;
const PAGE = 51;
const ROUNDS = 9;
/** In pages of 8 KiB and in time, of the same search in the small log: an index grows by a level, not by its events. */
const MOST_BUFFERS = 2;
const MOST_TIME = 3;

const ORGANISATION = '0198f3a2-7c1e-7b60-9d4e-000000000001';
const CASE = '0198f3a2-7c1e-7b60-9d4e-00000000000c';
const PATIENT = '0198f3a2-7c1e-7b60-9d4e-00000000000d';
const ACTOR = '0198f3a2-7c1e-7b60-9d4e-00000000000a';

/** In the order of audit.find's parameters. */
const CONDITIONS = ['case', 'patient', 'actor', 'types', 'outcome', 'entity', 'entityId', 'request', 'from', 'until'];

const SEARCHES = {
  everything: {},
  'a case': { case: CASE },
  'a patient': { patient: PATIENT },
  'a person': { actor: ACTOR },
  'an action': { types: ['decision.signed'] },
  'two actions': { types: ['decision.signed', 'case.opened'] },
  'an outcome': { outcome: 'refused' },
  'a record': { entity: 'case', entityId: CASE },
  'a request': { request: 'request-77777' },
  'a period': { from: monthAgo(6, 10), until: monthAgo(6, 20) },
  'a person, an action and a period': {
    actor: ACTOR,
    types: ['case.opened'],
    // Long enough for a whole page of the small log as well.
    from: monthAgo(8, 1),
    until: monthAgo(2, 1),
  },
};

export async function benchFind(size = SIZE) {
  const cluster = await startTestCluster({ settings: ['max_wal_size=8GB', 'shared_buffers=512MB'] });
  try {
    return await withClient(cluster.urls.superuser, 'the measured database', (client) => compare(client, size));
  } finally {
    await cluster.stop();
  }
}

async function compare(client, size) {
  await prepare(client);
  await fill(client, 0, BASELINE);
  const before = await measure(client);
  await fill(client, BASELINE, size);
  const after = await measure(client);

  const { rows } = await client.query(`SELECT pg_size_pretty(pg_database_size(current_database())) AS weight`);
  console.log(`Searching ${size} events in ${MONTHS} months (${rows[0].weight}), against ${BASELINE}
${'  pages of 50'.padEnd(50)}${'ms'.padStart(16)}${'buffers'.padStart(16)}`);
  const areKept = [...after].map(([title, large]) => report(title, before.get(title), large));
  console.log();
  return areKept.every(Boolean);
}

function report(title, small, large) {
  const isKept = large.buffers <= MOST_BUFFERS * small.buffers && large.milliseconds <= MOST_TIME * small.milliseconds;
  const times = `${small.milliseconds.toFixed(1)}, ${large.milliseconds.toFixed(1)}`.padStart(16);
  console.log(`  ${title.padEnd(48)}${times}${`${small.buffers}, ${large.buffers}`.padStart(16)}  ${mark(isKept)}`);
  return isKept;
}

/** Every search by its title: its first page, and one from the middle of the log. */
async function measure(client) {
  const figures = new Map();
  const middle = await firstId(client, monthAgo(6, 15));
  for (const [title, conditions] of Object.entries(SEARCHES)) {
    figures.set(`${title}, newest`, await cost(client, conditions, null, true));
    figures.set(`${title}, from the middle on`, await cost(client, conditions, middle, false));
  }
  return figures;
}

/** As an auditor's search asks the database; its time is the median of several, its buffers those of the last. */
async function cost(client, conditions, after, isNewest) {
  const values = [...CONDITIONS.map((name) => conditions[name] ?? null), after, isNewest, PAGE];
  const parameters = values.map((_, index) => `$${index + 1}`).join();
  const milliseconds = [];
  let buffers = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await client.query('BEGIN');
    await open(client);
    const { rows } = await client.query(
      `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) SELECT * FROM audit.find(${parameters})`,
      values,
    );
    await client.query('ROLLBACK');
    const [{ Plan: plan, 'Execution Time': time }] = rows[0]['QUERY PLAN'];
    milliseconds.push(time);
    buffers = plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  }
  return { milliseconds: milliseconds.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)], buffers };
}

/** Past months, one patient and one case: put in as only a superuser can. */
async function prepare(client) {
  for (let months = 1; months <= MONTHS; months += 1) {
    const [from, to] = [monthAgo(months, 1), monthAgo(months - 1, 1)];
    await client.query(
      `CREATE TABLE audit.event_${from.toISOString().slice(0, 7).replace('-', '_')} PARTITION OF audit.event
       FOR VALUES FROM ('${await firstId(client, from)}') TO ('${await firstId(client, to)}')`,
    );
  }
  await client.query('ALTER TABLE clinical.patient DISABLE TRIGGER ALL');
  await client.query('ALTER TABLE clinical.version DISABLE TRIGGER ALL');
  await client.query(
    `INSERT INTO clinical.patient (organisation_id, id, alias, family_name, given_name, born_on, sex)
     VALUES ($1, $2, $2, 'Searched', 'S', '1960-01-01', 'female')`,
    [ORGANISATION, PATIENT],
  );
  await client.query(
    `INSERT INTO clinical.version (organisation_id, entity, entity_id, version, board_id, case_id, event_id, commitment)
     VALUES ($1, 'case', $2, 1, gen_random_uuid(), $2, uuidv7(), sha256('x'))`,
    [ORGANISATION, CASE],
  );
}

async function fill(client, from, until) {
  for (let done = from; done < until; done += AT_ONCE) {
    const share = [monthAgo(MONTHS, 1), monthAgo(0, 1), done, Math.min(AT_ONCE, until - done)];
    await client.query(FILL, [...share, ORGANISATION, CASE, PATIENT, ACTOR, Math.ceil(BASELINE / OF_ONE_CASE)]);
  }
  // Bulk loading leaves what autovacuum would have tidied up long since.
  await client.query('VACUUM (ANALYZE) audit.event');
  await client.query('VACUUM (ANALYZE) audit.entry');
  await client.query('CHECKPOINT');
}

async function firstId(client, at) {
  const { rows } = await client.query('SELECT audit.first_id_of($1) AS id', [at]);
  return rows[0].id;
}

/** The system's transaction, which may read the whole log. */
async function open(client) {
  const { rows } = await client.query('SELECT uuidv7() AS id');
  const leaf = { type: 'audit.read', outcome: 'done', actor: null, organisation: ORGANISATION, patients: [] };
  await client.query('SELECT audit.open($1, $2, NULL, NULL, $3, $4)', [
    ORGANISATION,
    rows[0].id,
    `{"id":"${rows[0].id}","recordedAt":`,
    `,${JSON.stringify(leaf).slice(1)}`,
  ]);
}

function monthAgo(months, day) {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, day));
}

/**
 * $4 events behind the first $3, spread over all months between $1 and $2: of the first hundred thousand every $9th is about the searched
 * case; all others are about as many cases as that makes. One event of 200 is the searched person's, one of 100 a signature, one of 500 refused.
 */
const FILL = `
  WITH raw AS MATERIALIZED (
    SELECT g, $1::timestamptz + ($2::timestamptz - $1::timestamptz) * ((g - $3::bigint - 0.5) / $4::int) AS at,
      g <= ${BASELINE} AND g % $9::int = 0 AS is_searched, md5((g / ${OF_ONE_CASE})::text || g % 7)::uuid AS other
    FROM generate_series($3::bigint + 1, $3::bigint + $4::int) g),
  facts AS MATERIALIZED (
    SELECT raw.*, CASE WHEN is_searched THEN $6::uuid ELSE other END AS entity_id, CASE WHEN is_searched THEN $7::uuid ELSE other END AS patient,
      CASE WHEN g % 200 = 0 THEN $8::uuid ELSE md5('person ' || g % 199)::uuid END AS actor,
      overlay(overlay(overlay(audit.first_id_of(at)::text placing '7' from 15) placing '8' from 20)
        placing substr(md5(g::text), 1, 12) from 25)::uuid AS event_id,
      CASE WHEN g % 100 = 7 THEN 'decision.signed' WHEN g % 3 = 0 THEN 'case.opened' ELSE 'patients.disclosed' END AS type,
      CASE WHEN g % 500 = 11 THEN 'refused' ELSE 'done' END AS outcome
    FROM raw),
  events AS (
    INSERT INTO audit.event (organisation_id, event_id, recorded_at, tx, leaf, type, actor_id, entity, entity_id, patients, outcome)
    SELECT $5::uuid, event_id, at, g::text::xid8, convert_to(format('{"actor":"%s","after":null,"auth":"password+totp","before":null,"client":"bench",'
      || '"entity":"case","entityId":"%s","id":"%s","ipHash":null,"occurredAt":"2026-03-02T08:00:00.000Z","onBehalfOf":null,"organisation":"%s",'
      || '"outcome":"%s","patients":["%s"],"purpose":null,"reasonCode":null,"recordedAt":"%s","req":"request-%s","role":"specialist","session":null,'
      || '"type":"%s","v":1,"version":null}', actor, entity_id, event_id, $5, outcome, patient, audit.instant(at), g, type), 'UTF8'),
      type, actor, 'case', entity_id, ARRAY[patient], outcome FROM facts ORDER BY event_id
    RETURNING event_id, leaf_hash)
  INSERT INTO audit.entry (organisation_id, position, event_id, leaf_hash)
  SELECT $5::uuid, $3::bigint + row_number() OVER (ORDER BY event_id) - 1, event_id, leaf_hash FROM events`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runCommand(async () => {
    if (!(await benchFind(Number(process.argv[2] ?? SIZE)))) process.exitCode = 1;
  });
}
