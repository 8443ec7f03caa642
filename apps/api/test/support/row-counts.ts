import type { TestServer } from './server.js';

/**
 * How many rows each table of patients, boards and people holds, versions included: the trail and sign-in's own aside, and what a
 * reconciliation writes by itself after it was answered.
 */
export async function rowCounts(server: TestServer): Promise<Record<string, number>> {
  const tables = await server.look<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname = 'clinical' OR (schemaname = 'people' AND tablename IN ('account', 'organisation')) ORDER BY 1`,
  );
  const counts = tables.map(({ name }) => {
    const aside = name === 'clinical.version' ? `WHERE entity <> 'reconciliation'` : '';
    return `SELECT '${name}' AS name, count(*)::int AS count FROM ${name} ${aside}`;
  });
  const rows = await server.look<{ name: string; count: number }>(counts.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}
