import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from './support/database.js';

const checkout = resolve(import.meta.dirname, '../../..');

describe('migrating a database', () => {
  let database: TestDatabase;
  let folder: string;

  beforeEach(async () => {
    database = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'consilium-migrations-'));
    for (const part of ['tools', 'prisma', 'package.json'])
      cpSync(join(checkout, part), join(folder, part), { recursive: true });
    symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'));
  });

  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  });

  /** What the command says, and how it ends, against this test's own database. */
  function run(tool: string, ...args: string[]): { said: string; code: number | null } {
    const env = { ...process.env, DATABASE_URL: database.ownerUrl, NODE_OPTIONS: '' };
    const result = spawnSync(process.execPath, [join(folder, 'tools', tool), ...args], { env, encoding: 'utf8' });
    return { said: `${result.stdout}${result.stderr}`.trim(), code: result.status };
  }

  function addMigration(name: string, sql: string): void {
    mkdirSync(join(folder, 'prisma/migrations', name));
    writeFileSync(join(folder, 'prisma/migrations', name, 'migration.sql'), sql);
  }

  async function tableExists(name: string): Promise<boolean> {
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    const { rows } = await client.query<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', [name]);
    await client.end();
    return rows[0]?.exists === true;
  }

  it('changes nothing when everything is applied', () => {
    expect(run('migrate.mjs')).toEqual({ said: 'The database is up to date.', code: 0 });
  });

  it('applies a new migration, functions with semicolons in them included', async () => {
    addMigration(
      '29990101000000_minutes',
      `SET ROLE consilium_owner;
       CREATE TABLE clinical.minutes (id int);
       CREATE FUNCTION clinical.minutes_of() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$;
       RESET ROLE;`,
    );

    expect(run('migrate.mjs')).toEqual({ said: 'Applied 29990101000000_minutes.', code: 0 });
    expect(await tableExists('clinical.minutes')).toBe(true);
  });

  it('undoes a migration that fails half way, and tries it again the next time', async () => {
    addMigration(
      '29990101000000_minutes',
      'SET ROLE consilium_owner;\nCREATE TABLE clinical.minutes (id int);\nCREATE TABLE clinical.patient (id int);\nRESET ROLE;\n',
    );
    const refusal = 'The migration 29990101000000_minutes failed and was undone: relation "patient" already exists.';

    expect(run('migrate.mjs')).toEqual({ said: refusal, code: 1 });
    expect(await tableExists('clinical.minutes')).toBe(false);
    expect(run('migrate.mjs')).toEqual({ said: refusal, code: 1 });
  });

  it('is refused when an applied migration was edited', () => {
    appendFileSync(
      join(folder, 'prisma/migrations/20261121000000_tables/migration.sql'),
      '-- later thought\nRESET ROLE;\n',
    );

    expect(run('migrate.mjs')).toEqual({
      said: 'The migration 20261121000000_tables was edited after this database applied it: restore the file and put the change into a new migration.',
      code: 1,
    });
  });

  it('is refused when the database is ahead of the program', () => {
    rmSync(join(folder, 'prisma/migrations', lastOf(folder)), { recursive: true });

    expect(run('migrate.mjs')).toEqual({
      said: `The database has the migration ${lastOf(checkout)}, which this version does not know: use the version that brought it, or a newer one.`,
      code: 1,
    });
  });

  it('is refused when a migration would not act as the owner', () => {
    addMigration('29990101000000_minutes', 'CREATE TABLE clinical.minutes (id int);\n');

    expect(run('migrate.mjs')).toEqual({
      said: 'The migration 29990101000000_minutes must begin with `SET ROLE consilium_owner;` and end with `RESET ROLE;`.',
      code: 1,
    });
  });

  it('writes nothing when the schema did not change', () => {
    expect(run('migrate-new.mjs', 'nothing')).toEqual({
      said: 'Nothing in prisma/schema changed since the last migration; nothing is written.',
      code: 0,
    });
  });

  it('writes the SQL of a changed schema, with the schema it leads to', () => {
    const file = join(folder, 'prisma/schema/people.prisma');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('model Organisation {', 'model Organisation {\n  country String?'),
    );

    expect(run('migrate-new.mjs', 'organisation-country').code).toBe(0);

    const written = join(folder, 'prisma/migrations', lastOf(folder));
    expect(written).toMatch(/\d{14}_organisation_country$/);
    expect(readFileSync(join(written, 'migration.sql'), 'utf8')).toBe(
      'SET ROLE consilium_owner;\n\n-- AlterTable\nALTER TABLE "people"."organisation" ADD COLUMN     "country" TEXT;\n\nRESET ROLE;\n',
    );
    expect(readFileSync(join(written, 'schema.prisma'), 'utf8')).toContain('country String?');
  });
});

/** The name of the newest migration below this checkout. */
function lastOf(root: string): string {
  const names = readdirSync(join(root, 'prisma/migrations')).filter((name) => /^\d{14}_/.test(name));
  return names.sort().at(-1) ?? '';
}
