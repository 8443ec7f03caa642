import type { Client } from 'pg';

/** A measure of a board's quality, in words that a person at a terminal reads. */
export interface Measure {
  readonly name: string;
  readonly value: string;
  /** What is published, where something is. */
  readonly reference: string | null;
}

/** Takes one measure, or one for each group; `audit.now()` is the rehearsal's own. */
export type Formula = (client: Client) => Promise<readonly Measure[]>;

/** What a revision `r` froze: `{ content, evidence, blinding }`. */
export const FROZEN = `convert_from(r.frozen, 'UTF8')::jsonb`;

export interface Share {
  readonly part: string;
  /** What is counted, with its joins and conditions. */
  readonly of: string;
  /** Which of those are the whole; all of them, unless it is said. */
  readonly whole?: string;
  /** One share for each of these. */
  readonly by?: string;
  readonly reference?: string;
}

/** How many of what is counted meet `part`. All of it is SQL. */
export function share(name: string, { part, of, whole = 'true', by, reference }: Share): Formula {
  const sql = `SELECT ${by ?? 'NULL'} AS group, count(*) FILTER (WHERE (${whole}) AND (${part}))::int AS part,
    count(*) FILTER (WHERE ${whole})::int AS whole FROM ${of} GROUP BY ${by ?? '()'} ORDER BY 1`;
  return taken<{ part: number; whole: number }>(name, sql, ({ part, whole }) => percent(part, whole), reference);
}

export interface Spread {
  readonly unit: 'minutes' | 'hours' | 'days' | 'cases';
  /** An interval, or of cases a number. */
  readonly value: string;
  readonly of: string;
  readonly by?: string;
  readonly reference?: string;
}

const SECONDS = { minutes: 60, hours: 3_600, days: 86_400 };

/** The middle and the tail of what is measured. `value`, `of` and `by` are SQL; what is not known counts for nothing. */
export function spread(name: string, { unit, value, of, by, reference }: Spread): Formula {
  const number = unit === 'cases' ? value : `extract(epoch FROM ${value}) / ${SECONDS[unit]}`;
  const quantile = (at: number) => `round((percentile_cont(${at}) WITHIN GROUP (ORDER BY s.number))::numeric, 1)::text`;
  const group = by ? 's.group' : 'NULL';
  const sql = `SELECT ${group} AS group, ${quantile(0.5)} AS middle, ${quantile(0.9)} AS tail, count(s.number)::int AS count
    FROM (SELECT ${by ?? 'NULL'} AS group, (${number})::float8 AS number FROM ${of}) s GROUP BY ${by ? group : '()'} ORDER BY 1`;
  return taken<{ middle: string | null; tail: string | null; count: number }>(
    name,
    sql,
    ({ middle, tail, count }) =>
      middle === null ? NOTHING : `median ${middle}, 90th percentile ${tail} ${unit} (n = ${count})`,
    reference,
  );
}

/** What is said where there is nothing to measure. */
export const NOTHING = '– (none)';

/** A share in words. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? NOTHING : `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`;
}

function taken<Row extends object>(
  name: string,
  sql: string,
  inWords: (row: Row) => string,
  reference: string | null = null,
): Formula {
  return async (client) => {
    const { rows } = await client.query<Row & { group: string | null }>(sql);
    return rows.map((row) => ({
      name: row.group === null ? name : `${name}: ${row.group.replaceAll('-', ' ')}`,
      value: inWords(row),
      reference,
    }));
  };
}
