/**
 * `npm run migrate:new NAME`: the difference between the schema stored with the last migration and today's, as a new migration.
 * Never from a database: introspection through the adapter fails on catalogue types, and what is written by hand
 * (triggers, policies, grants, partitions) would come out as a difference. The engine only asks the server for its version.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withDatabase } from './database.mjs';
import { Failure, runCommand } from './failure.mjs';
import { MIGRATIONS, migrationNames, readSchema } from './migrations.mjs';
import { OWNER } from './roles.mjs';
import { FILTERS, withSchemaEngine } from './schema-engine.mjs';

await runCommand(async () => {
  const name = process.argv[2] ?? '';
  if (!/^[a-z][a-z0-9_-]*$/.test(name)) {
    throw new Failure('Name the migration in small letters, like `npm run migrate:new patient-deceased-on`.');
  }

  const schema = readSchema();
  const sql = await withDatabase(({ migration }) => difference(migration.url, lastSchema(), schema));
  if (sql === undefined) {
    console.log('Nothing in prisma/schema changed since the last migration; nothing is written.');
    return;
  }

  const folder = join(MIGRATIONS, `${timestamp(new Date())}_${name.replaceAll('-', '_')}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), `SET ROLE ${OWNER};\n\n${sql.trim()}\n\nRESET ROLE;\n`);
  writeFileSync(join(folder, 'schema.prisma'), schema);
  console.log(`Wrote ${folder}. Add triggers, policies and grants there by hand, then \`npm run migrate\`.`);
});

/** The schema as the last migration that stored one left it; undefined before the first. */
function lastSchema() {
  const stored = migrationNames().map((name) => join(MIGRATIONS, name, 'schema.prisma'));
  const last = stored.findLast((path) => existsSync(path));
  return last && readFileSync(last, 'utf8');
}

/** @returns {Promise<string | undefined>} SQL, or undefined when the schemas mean the same */
function difference(url, before, after) {
  const target = (content) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] });
  return withSchemaEngine(url, after, async (engine) => {
    const { exitCode, stdout } = await engine.diff({
      from: before === undefined ? { tag: 'empty' } : target(before),
      to: target(after),
      script: true,
      shadowDatabaseUrl: null,
      exitCode: true,
      filters: FILTERS,
    });
    return exitCode === 0 ? undefined : stdout;
  });
}

/** Prisma's own form: 20261121093000, in UTC. */
function timestamp(now) {
  return now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
}
