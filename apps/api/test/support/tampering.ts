import { Client } from 'pg';
import type { TestDatabase } from './database.js';

/** A column of evidence, in a row that somebody may reach past every trigger. */
export interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

/** What was changed of one row, and what names it. */
export interface Tampered extends Column {
  /** What a report must name, by the row as it was and as it is: any of these. */
  readonly subjects: readonly string[];
  undo(): Promise<void>;
}

const LOG_TABLES = ['audit.event', 'audit.entry', 'audit.tile', 'audit.checkpoint', 'clinical.version'] as const;

/** Somebody with the superuser's password, who has switched every trigger and every rule of a table off. */
export class Tampering {
  /** Rows that are not what they were, by where they lie. */
  private readonly changed = new Set<string>();

  private constructor(
    readonly owner: Client,
    private readonly organisationId: string,
    /** Every column of every table that is evidence. */
    readonly columns: readonly Column[],
    /** When it began. */
    private readonly lastEvent: string,
    /** The reconciliation that sealed what no signature covers, by its id. */
    private readonly sealedBy: string,
    private readonly guards: ReadonlyMap<string, { readonly entity: string; readonly idColumn: string }>,
  ) {}

  static async begin(database: TestDatabase, organisationId: string): Promise<Tampering> {
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(SWITCH_OFF);
    const { rows: guarded } = await owner.query<{ table: string; entity: string; idColumn: string }>(
      'SELECT table_name AS table, entity, id_column AS "idColumn" FROM audit.guarded_tables()',
    );
    const tables = [...LOG_TABLES, ...guarded.map(({ table }) => table)];
    const { rows: columns } = await owner.query<Column>(COLUMNS, [tables]);
    const { rows: events } = await owner.query<{ last: string }>('SELECT max(event_id::text) AS last FROM audit.event');
    const { rows: sealed } = await owner.query<{ id: string }>(LAST_RECONCILIATION, [organisationId]);
    return new Tampering(
      owner,
      organisationId,
      columns,
      events[0]!.last,
      sealed[0]!.id,
      new Map(guarded.map(({ table, ...guard }) => [table, guard])),
    );
  }

  end(): Promise<void> {
    return this.owner.end();
  }

  /** Does something to these tables, lets somebody look, and puts every row back. */
  async meanwhile<Seen>(
    tables: readonly string[],
    change: () => Promise<unknown>,
    look: () => Promise<Seen>,
  ): Promise<Seen> {
    for (const [index, table] of tables.entries()) {
      await this.owner.query(
        `CREATE TEMP TABLE kept_${index} AS SELECT * FROM ${table} t WHERE ${this.exceptLookers(table)}`,
      );
    }
    try {
      await change();
      return await look();
    } finally {
      for (const [index, table] of tables.entries()) {
        await this.owner.query(`DELETE FROM ${table} t WHERE ${this.exceptLookers(table)}`);
        await this.owner.query(`INSERT INTO ${table} SELECT * FROM kept_${index}`);
        await this.owner.query(`DROP TABLE kept_${index}`);
      }
    }
  }

  /**
   * Changes one byte of a column in a row that has one there; `choice` says which row and which byte. Null where no row has anything,
   * a key forbids it, or the row, or what it would be held against, has been changed already and is not put back yet. `until` is the size
   * of the log that the reconciliation before rested on.
   */
  async flip(column: Column, choice: number, until: number): Promise<Tampered | null> {
    const { table, name, type } = column;
    const { rows } = await this.owner.query<{ ctid: string; relation: string; value: string; row: Row }>(
      `SELECT t.ctid, t.tableoid::regclass AS relation, t.${name}::text AS value, to_jsonb(t) AS row FROM ${table} t
       WHERE t.organisation_id = $1 AND t.${name} IS NOT NULL AND ${withinLog(table)}
       ORDER BY t.ctid`,
      [this.organisationId, until],
    );
    const found = rows[choice % rows.length];
    if (!found || this.changed.has(`${found.relation} ${found.ctid}`)) return null;
    // A record that leaves the organisation together with its version is missed by its event, which is another attack.
    const moved = name === 'organisation_id' ? this.subjectsOf(table, found.row).map((each) => `moved ${each}`) : [];
    if (moved.some((each) => this.changed.has(each))) return null;
    // What no signature covers is held against the seals of a reconciliation: of both at once the seals alone would be named.
    const side = this.sideOfSeals(column, found.row);
    if (side !== null && this.changed.has(side === 'seals' ? 'sealed' : 'seals')) return null;
    const changed = withOneByteChanged(found.value, type, choice);
    try {
      const set = `UPDATE ${table} SET ${name} = $1::${type} WHERE ctid = $2 AND tableoid = $3::regclass RETURNING ctid, tableoid::regclass AS relation, to_jsonb(${table.split('.')[1]}) AS row`;
      const { rows: after } = await this.owner.query<{ ctid: string; relation: string; row: Row }>(set, [
        changed,
        found.ctid,
        found.relation,
      ]);
      const [now] = after;
      const place = `${now!.relation} ${now!.ctid}`;
      const marks = [place, ...moved, ...(side === null ? [] : [side])];
      for (const each of marks) this.changed.add(each);
      return {
        ...column,
        subjects: [...this.subjectsOf(table, found.row), ...this.subjectsOf(table, now!.row), ...sealOf(column)],
        undo: async () => {
          for (const each of marks) this.changed.delete(each);
          await this.owner.query(set, [found.value, now!.ctid, now!.relation]);
        },
      };
    } catch (error) {
      // a key that is taken, an id outside every partition, or what is no value of the type
      if (/^(23|22)/.test((error as { code?: string }).code ?? '')) return null;
      throw error;
    }
  }

  /** Whoever looks leaves an event of their own, which stays. */
  private exceptLookers(table: string): string {
    const isLookers = `type = 'reconciliation.running' AND event_id > '${this.lastEvent}'`;
    if (table === 'audit.event') return `NOT (${isLookers})`;
    return table === 'audit.pending' ? `event_id NOT IN (SELECT event_id FROM audit.event WHERE ${isLookers})` : 'true';
  }

  private subjectsOf(table: string, row: Row): string[] {
    const guard = this.guards.get(table);
    if (guard) return [`${guard.entity} ${row[guard.idColumn]}`];
    switch (table) {
      case 'clinical.version':
        return [`${row['entity']} ${row['entity_id']}`, String(row['entity'])];
      case 'audit.event':
        return [`event ${row['event_id']}`];
      case 'audit.entry':
        return [`position ${row['position']}`, `event ${row['event_id']}`];
      case 'audit.tile':
        return [`tile ${row['level']}/${row['n']}`];
      default:
        return [`checkpoint ${row['size']}`];
    }
  }

  private sideOfSeals({ table, name }: Column, row: Row): 'sealed' | 'seals' | null {
    if (SEALED[table]?.includes(name)) return 'sealed';
    const isLast = table === 'audit.reconciliation' && row['id'] === this.sealedBy;
    return isLast && SEALS.includes(name) ? 'seals' : null;
  }
}

/** What no signature covers, and the columns by which a reconciliation's seals are found. */
const SEALED: Readonly<Record<string, readonly string[]>> = {
  'audit.event': ['tx', 'boards', 'sees_patients'],
  'audit.checkpoint': ['organisation_id', 'signed_at'],
};
const SEALS = ['organisation_id', 'id', 'state', 'report'];

/** What no signature covers is named by the block that was sealed with it: the first, in the log of a test. */
function sealOf({ table, name }: Column): string[] {
  if (!SEALED[table]?.includes(name)) return [];
  return [table === 'audit.event' ? 'positions 0 to 1023' : 'checkpoints 1 to 1024'];
}

type Row = Readonly<Record<string, unknown>>;

/** Of the log what the last reconciliation has sealed: what came after it is held against nothing yet. */
function withinLog(table: string): string {
  switch (table) {
    case 'audit.event':
      return `EXISTS (SELECT FROM audit.entry n WHERE n.organisation_id = t.organisation_id AND n.event_id = t.event_id AND n.position < $2)`;
    case 'audit.entry':
      return 't.position < $2';
    case 'audit.checkpoint':
      return 't.size < $2';
    default:
      return '$2::bigint IS NOT NULL';
  }
}

/** The text of a value of this type that differs from another in one place. */
function withOneByteChanged(value: string, type: string, choice: number): string {
  if (type === 'boolean') return value === 'true' ? 'false' : 'true';
  if (/^(smallint|integer|bigint|xid8)$/.test(type)) return String(BigInt(value) ^ 1n);
  if (type.startsWith('numeric')) return String(Number(value) + 1);
  if (type === 'date') return new Date(Date.parse(value) + 86_400_000).toISOString().slice(0, 10);
  if (type.startsWith('timestamp')) return moved(value, type.includes('(3)') ? '001' : '000001');
  if (type === 'bytea') return hexChanged(value, 2, choice);
  if (type === 'uuid') return hexChanged(value, 0, choice);
  if (type === 'uuid[]')
    return value === '{}' ? '{00000000-0000-0000-0000-000000000001}' : hexChanged(value, 1, choice);
  if (type === 'jsonb') return JSON.stringify(jsonChanged(JSON.parse(value), choice));
  if (type.endsWith('[]')) return value === '{}' ? '{1}' : value.replace(/[0-9a-zA-Z]/, nextCharacter);
  return textChanged(value, choice);
}

/** One unit of the last place that it keeps later. */
function moved(value: string, least: string): string {
  const [, seconds, fraction = '', zone] = /^(.*?)(?:\.(\d+))?([+-]\d+)$/.exec(value)!;
  const digits = fraction.padEnd(least.length, '0');
  const next = (BigInt(digits) ^ 1n).toString().padStart(least.length, '0');
  return `${seconds}.${next}${zone}`;
}

function hexChanged(value: string, from: number, choice: number): string {
  const places = [...value].flatMap((digit, index) => (index >= from && /[0-9a-f]/.test(digit) ? [index] : []));
  const place = places[choice % places.length]!;
  const digit = (parseInt(value[place]!, 16) ^ 1).toString(16);
  return value.slice(0, place) + digit + value.slice(place + 1);
}

function textChanged(value: string, choice: number): string {
  const letters = [...value];
  if (letters.length === 0) return 'x';
  const place = choice % letters.length;
  return letters.with(place, nextCharacter(letters[place]!)).join('');
}

const nextCharacter = (character: string): string =>
  character === 'z' ? 'y' : String.fromCodePoint(character.codePointAt(0)! + 1);

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

function jsonChanged(value: Json, choice: number): Json {
  if (typeof value === 'string') return textChanged(value, choice);
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (value === null) return 'x';
  const names = Object.keys(value);
  if (names.length === 0) return Array.isArray(value) ? [1] : { x: 1 };
  const name = names[choice % names.length]!;
  const members = value as { [name: string]: Json };
  const changed = { [name]: jsonChanged(members[name]!, choice) };
  return Array.isArray(value) ? value.with(Number(name), changed[name]!) : { ...value, ...changed };
}

/** Triggers, checks and what is generated: of every table of ours. */
const SWITCH_OFF = `
DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relnamespace IN ('audit'::regnamespace, 'clinical'::regnamespace,
      'people'::regnamespace) AND c.relkind IN ('r', 'p') LOOP
    EXECUTE format('ALTER TABLE %s DISABLE TRIGGER ALL', r.name);
  END LOOP;
  FOR r IN SELECT conrelid::regclass AS name, conname FROM pg_constraint WHERE contype = 'c' AND conislocal
      AND connamespace IN ('audit'::regnamespace, 'clinical'::regnamespace, 'people'::regnamespace) LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', r.name, r.conname);
  END LOOP;
  ALTER TABLE audit.event ALTER COLUMN leaf_hash DROP EXPRESSION;
  ALTER TABLE clinical.patient ALTER COLUMN family_name_key DROP EXPRESSION;
  -- The server goes on, and its events have their hash.
  CREATE FUNCTION public.still_hash() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN NEW.leaf_hash := sha256(''\\x00''::bytea || NEW.leaf); RETURN NEW; END';
  CREATE TRIGGER still_hash BEFORE INSERT ON audit.event FOR EACH ROW EXECUTE FUNCTION public.still_hash();
END $$`;

const LAST_RECONCILIATION = 'SELECT id FROM audit.reconciliation WHERE organisation_id = $1 ORDER BY id DESC LIMIT 1';

const COLUMNS = `
  SELECT t AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
  FROM unnest($1::text[]) t JOIN pg_attribute a ON a.attrelid = t::regclass AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY t, a.attnum`;
