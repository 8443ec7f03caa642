import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { newId } from '#database';
import { createTestDatabase, type TestDatabase } from './support/database.js';

const ORGANISATION = '0198f3a2-7c1e-7b60-9d4e-000000000001';
const CASE = '0198f3a2-7c1e-7b60-9d4e-00000000000c';
const PATIENT = '0198f3a2-7c1e-7b60-9d4e-00000000000d';
const ACTOR = '0198f3a2-7c1e-7b60-9d4e-00000000000a';
const MONTHS = 3;

/** One value for each condition of a search; a combination takes some of them. */
const CONDITIONS = {
  case: CASE,
  patient: PATIENT,
  actor: ACTOR,
  types: ['decision.signed'],
  outcome: 'refused',
  entity: 'case',
  entityId: CASE,
  request: 'request-7',
  period: true,
} as const;
type Condition = keyof typeof CONDITIONS;

/** How one partition of the log was read. */
interface Access {
  readonly partition: string;
  readonly node: string;
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  /** Only while plans are analysed. */
  readonly 'Actual Rows'?: number;
  readonly Plans?: readonly PlanNode[];
}

/**
 * PostgreSQL tells the plan of every statement inside the function that searches, as it ran. The log holds three months, unevenly:
 * one person did most of it, one thing was done most often.
 */
describe('a search of the log', () => {
  let database: TestDatabase;
  let client: Client;
  const plans: PlanNode[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    await fill(client);
    client.on('notice', ({ message }) => {
      const plan = /^duration: .* plan:\n(.*)$/s.exec(message ?? '')?.[1];
      if (plan) plans.push((JSON.parse(plan) as { Plan: PlanNode }).Plan);
    });
    await client.query(`LOAD 'auto_explain'`);
    await client.query(`SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;
      SET auto_explain.log_format = 'json'; SET client_min_messages = 'log'; SET statement_timeout = 0`);
  }, 120_000);
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  /** Searches as the system does, and answers how the log’s partitions were read. */
  async function search(conditions: readonly Condition[], isNewest: boolean): Promise<Access[]> {
    const value = (name: Condition) => {
      if (!conditions.includes(name)) return null;
      // One type is looked for in another way than several.
      return name === 'types' && !isNewest ? [...CONDITIONS.types, 'meeting.started'] : CONDITIONS[name];
    };
    const [from, to] = conditions.includes('period') ? [monthAgo(1, 10), monthAgo(1, 20)] : [null, null];
    await client.query('BEGIN');
    await open(client);
    plans.length = 0;
    const values = [
      ...(['case', 'patient', 'actor', 'types', 'outcome', 'entity', 'entityId', 'request'] as const).map(value),
      from,
      to,
      isNewest,
    ];
    await client.query('SELECT * FROM audit.find($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, $11, 51)', values);
    await client.query('ROLLBACK');
    // months that hold nothing may be read as PostgreSQL likes
    return plans.flatMap(accessesIn).filter(({ partition }) => FILLED.includes(partition));
  }

  it('reads the partitions of the log by an index whatever it asks for, and only those of the period', async () => {
    const complaints: string[] = [];
    const used = new Set<string>();
    const names = Object.keys(CONDITIONS) as Condition[];
    for (let bits = 0; bits < 2 ** names.length; bits += 1) {
      const conditions = names.filter((_, place) => bits & (1 << place));
      const accesses = await search(conditions, bits % 2 === 0);
      const what = conditions.join(' and ') || 'nothing';
      if (accesses.length === 0) complaints.push(`${what}: reads nothing`);
      for (const { partition, node } of accesses) {
        used.add(node.replace(/event_\d{4}_\d{2}_/, ''));
        if (/^Seq Scan/.test(node)) complaints.push(`${what}: reads the whole of ${partition}`);
        const isOfPeriod = partition === nameOf(monthAgo(1, 1)) || !conditions.includes('period');
        if (!isOfPeriod) complaints.push(`${what}: looks into ${partition}`);
      }
    }

    expect(complaints).toEqual([]);
    // one index for each leading condition; only the events of a patient are gathered before they are put in order
    expect([...used].sort()).toEqual([
      'Bitmap Index Scan patients_idx',
      'Index Only Scan organisation_id_actor_id_event_id_idx',
      'Index Only Scan organisation_id_entity_id_event_id_idx',
      'Index Only Scan organisation_id_outcome_event_id_idx',
      'Index Only Scan organisation_id_type_event_id_idx',
      'Index Only Scan pkey',
      'Index Scan organisation_id_actor_id_event_id_idx',
      'Index Scan organisation_id_entity_id_event_id_idx',
      'Index Scan organisation_id_nullif_event_id_idx',
      'Index Scan organisation_id_outcome_event_id_idx',
      'Index Scan organisation_id_type_event_id_idx',
      'Index Scan pkey',
    ]);
  }, 240_000);

  it('merges the events of several types as it reads them, and ends with the page', async () => {
    await client.query('BEGIN');
    await open(client);
    await client.query('SET LOCAL auto_explain.log_analyze = on');
    plans.length = 0;
    const { rows } = await client.query(
      `SELECT * FROM audit.find(NULL, NULL, NULL, $1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, 51)`,
      [['decision.signed', 'case.opened']],
    );
    await client.query('ROLLBACK');

    expect(rows).toHaveLength(51);
    // One in a hundred is a decision: both types are read, each about as far as the page goes.
    const read = plans.flatMap(rowsReadInOrder).filter((count) => count > 0);
    expect(read.length).toBeGreaterThanOrEqual(2);
    expect(Math.max(...read)).toBeLessThan(60);
  });

  it('finds an event once, however often its type is asked for', async () => {
    await client.query('BEGIN');
    await open(client);
    const { rows } = await client.query<{ event_id: string }>(
      `SELECT event_id FROM audit.find(NULL, NULL, NULL, $1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, 51)`,
      [['decision.signed', 'decision.signed', 'case.opened']],
    );
    await client.query('ROLLBACK');
    expect(new Set(rows.map(({ event_id }) => event_id)).size).toBe(51);
  });

  it('accounts for the disclosures of a patient from the index of patients alone', async () => {
    await client.query('BEGIN');
    await open(client);
    plans.length = 0;
    const { rows } = await client.query('SELECT * FROM audit.disclosures($1, $2, $3, NULL, true, 51)', [
      PATIENT,
      monthAgo(1, 10),
      monthAgo(1, 20),
    ]);
    await client.query('ROLLBACK');

    const accesses = plans.flatMap(accessesIn).filter(({ partition }) => FILLED.includes(partition));
    expect(rows).toHaveLength(2);
    expect(accesses).toContainEqual({ partition: FILLED[0], node: `Bitmap Index Scan ${FILLED[0]}_patients_idx` });
    expect(accesses.filter(({ node }) => node.startsWith('Seq Scan'))).toEqual([]);
  });
});

function accessesIn(plan: PlanNode): Access[] {
  const inside = (plan.Plans ?? []).flatMap(accessesIn);
  const partition = plan['Relation Name'] ?? plan['Index Name'] ?? '';
  if (!/^event_\d{4}_\d{2}/.test(partition) || plan['Node Type'] === 'Bitmap Heap Scan') return inside;
  const name = /^event_\d{4}_\d{2}/.exec(partition)![0];
  return [{ partition: name, node: `${plan['Node Type']} ${plan['Index Name'] ?? ''}`.trim() }, ...inside];
}

/** How many events each reading of a partition in the order of time has given. */
function rowsReadInOrder(plan: PlanNode): number[] {
  const inside = (plan.Plans ?? []).flatMap(rowsReadInOrder);
  const isInOrder = /^event_.*_(type_event_id_idx|pkey)$/.test(plan['Index Name'] ?? '');
  return isInOrder ? [plan['Actual Rows']!, ...inside] : inside;
}

function monthAgo(months: number, day: number): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, day));
}

function nameOf(month: Date): string {
  return `event_${month.toISOString().slice(0, 7).replace('-', '_')}`;
}

const FILLED = Array.from({ length: MONTHS }, (_, index) => nameOf(monthAgo(index + 1, 1)));

/** Past months and their events, put in as only the owner of the database can. */
async function fill(client: Client): Promise<void> {
  for (let months = 1; months <= MONTHS; months += 1) {
    const [from, to] = [monthAgo(months, 1), monthAgo(months - 1, 1)];
    await client.query(
      `CREATE TABLE audit.${nameOf(from)} PARTITION OF audit.event
       FOR VALUES FROM ('${await firstId(client, from)}') TO ('${await firstId(client, to)}')`,
    );
  }
  await client.query(EVENTS, [monthAgo(MONTHS, 1), monthAgo(0, 1), ORGANISATION, CASE, PATIENT, ACTOR]);
  await client.query(`ALTER TABLE clinical.patient DISABLE TRIGGER ALL`);
  await client.query(
    `INSERT INTO clinical.patient (organisation_id, id, alias, family_name, given_name, born_on, sex)
     VALUES ($1, $2, $2, 'Canary', 'C', '1960-01-01', 'female')`,
    [ORGANISATION, PATIENT],
  );
  await client.query(`ALTER TABLE clinical.version DISABLE TRIGGER ALL`);
  await client.query(
    `INSERT INTO clinical.version (organisation_id, entity, entity_id, version, board_id, case_id, event_id, commitment)
     VALUES ($1, 'case', $2, 1, $3, $2, $4, sha256('x'))`,
    [ORGANISATION, CASE, randomUUID(), newId()],
  );
  await client.query('VACUUM ANALYZE audit.event');
}

async function firstId(client: Client, at: Date): Promise<string> {
  const { rows } = await client.query<{ id: string }>('SELECT audit.first_id_of($1) AS id', [at]);
  return rows[0]!.id;
}

async function open(client: Client): Promise<void> {
  const id = newId();
  const leaf = { type: 'audit.read', outcome: 'done', actor: null, organisation: ORGANISATION, patients: [] };
  const tail = `,${JSON.stringify(leaf).slice(1)}`;
  await client.query('SELECT audit.open($1, $2, NULL, NULL, $3, $4)', [
    ORGANISATION,
    id,
    `{"id":"${id}","recordedAt":`,
    tail,
  ]);
}

/** $1 and $2 between when; half of it by $6, most of it opening cases, few things about case $4 and patient $5. */
const EVENTS = `
  INSERT INTO audit.event (organisation_id, event_id, recorded_at, tx, leaf, type, actor_id, entity, entity_id, patients, outcome, boards)
  SELECT $3::uuid, overlay(overlay(overlay(audit.first_id_of(at)::text placing '7' from 15) placing '8' from 20) placing substr(md5(g::text), 1, 12) from 25)::uuid, at,
    g::text::xid8, convert_to(format('{"padding":"%s","req":"request-%s"}', repeat('x', 200), g), 'UTF8'),
    CASE WHEN g % 100 = 0 THEN 'decision.signed' ELSE 'case.opened' END,
    CASE WHEN g % 2 = 0 THEN $6::uuid ELSE md5((g % 100)::text)::uuid END,
    'case', CASE WHEN g % 3000 = 0 THEN $4::uuid ELSE md5((g % 3000)::text)::uuid END,
    CASE WHEN g % 3000 = 0 THEN ARRAY[$5::uuid] WHEN g % 2 = 0 THEN ARRAY[md5((g % 3000)::text)::uuid] ELSE '{}' END,
    CASE WHEN g % 500 = 0 THEN 'refused' ELSE 'done' END, '{}'
  FROM generate_series(1, 60000) g, LATERAL (SELECT $1::timestamptz + ($2::timestamptz - $1::timestamptz) * (g / 60001.0) AS at) t`;
