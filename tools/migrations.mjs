/** The one way a database gets its roles and tables: `npm start`, `npm test` and `npm run migrate` all come here. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { withClient } from './connection.mjs';
import { Failure } from './failure.mjs';
import { ROOT } from './paths.mjs';
import { installQueue } from './queue.mjs';
import { OWNER, prepareRoles } from './roles.mjs';
import { FILTERS, withSchemaEngine } from './schema-engine.mjs';

export const MIGRATIONS = join(ROOT, 'prisma', 'migrations');
const SCHEMA = join(ROOT, 'prisma', 'schema');

/** One session migrates a database at a time. The number is arbitrary; it only has to be the same everywhere. */
const LOCK = 20_251_121;

/** Today's Prisma schema: every file of prisma/schema, in the order of their names. */
export function readSchema() {
  const files = readdirSync(SCHEMA).filter((name) => name.endsWith('.prisma'));
  return files
    .sort()
    .map((name) => readFileSync(join(SCHEMA, name), 'utf8'))
    .join('\n');
}

/** The names of the migrations on disk, oldest first. */
export function migrationNames() {
  const folders = existsSync(MIGRATIONS) ? readdirSync(MIGRATIONS) : [];
  return folders.filter((name) => existsSync(join(MIGRATIONS, name, 'migration.sql'))).sort();
}

/**
 * Prepares the roles and applies what is not applied yet, each migration whole or not at all.
 * Refused, naming it, when a migration was edited after it was applied, was interrupted, or is unknown to this checkout.
 * @param {{ url: string, name: string, passwords: Parameters<typeof prepareRoles>[1] }} database
 *   `url`: a login that may create roles; `name`: where it came from, for messages
 * @returns {Promise<string[]>} the names of the migrations applied now
 */
export function migrate({ url, name, passwords }) {
  return withClient(url, name, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await prepareRoles(client, passwords);

    const applied = await withSchemaEngine(url, readSchema(), async (engine) => {
      const migrationsList = readMigrations();
      refuseBrokenHistory(await diagnose(engine, migrationsList));

      return apply(engine, migrationsList);
    });
    await installQueue(client);
    return applied;
  });
}

/**
 * Settles a migration that was interrupted: whoever looked says whether its changes are there.
 * @param {'applied' | 'rolled-back'} outcome
 */
export function settle({ url, name }, migrationName, outcome) {
  return withClient(url, name, () =>
    withSchemaEngine(url, readSchema(), async (engine) => {
      if (outcome === 'applied') await engine.markMigrationApplied({ migrationName, migrationsList: readMigrations() });
      else await engine.markMigrationRolledBack({ migrationName });
    }).catch((cause) => {
      throw new Failure(`The migration ${migrationName} cannot be settled: ${cause.message}`, { cause });
    }),
  );
}

function refuseBrokenHistory({ editedMigrationNames, failedMigrationNames, history }) {
  const [edited] = editedMigrationNames;
  if (edited) {
    throw new Failure(
      `The migration ${edited} was edited after this database applied it: restore the file and put the change into a new migration.`,
    );
  }
  const [interrupted] = failedMigrationNames;
  if (interrupted) {
    throw new Failure(
      `The migration ${interrupted} was interrupted: see whether its changes are in the database, then run \`npm run migrate -- --applied ${interrupted}\` or \`npm run migrate -- --rolled-back ${interrupted}\`.`,
    );
  }
  const [unknown] = history?.unpersistedMigrationNames ?? [];
  if (unknown) {
    throw new Failure(
      `The database has the migration ${unknown}, which this version does not know: use the version that brought it, or a newer one.`,
    );
  }
}

async function apply(engine, migrationsList) {
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: FILTERS });
    return appliedMigrationNames;
  } catch (cause) {
    // A migration is one transaction: a failed one left nothing behind but the note that it was tried, which goes too.
    const { failedMigrationNames } = await diagnose(engine, migrationsList);
    for (const migrationName of failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });

    const reason = /ERROR: (.*)/.exec(cause.message)?.[1] ?? cause.message;
    throw new Failure(`The migration ${failedMigrationNames[0]} failed and was undone: ${reason}.`, { cause });
  }
}

function diagnose(engine, migrationsList) {
  return engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters: FILTERS });
}

function readMigrations() {
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames().map((path) => ({
      path,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: readMigration(path) } },
    })),
  };
}

/** Everything belongs to the owner, so a migration that forgets to act as the owner is refused before it runs. */
function readMigration(name) {
  const sql = readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8');
  const statements = sql.replace(/^\s*--.*$/gm, '').trim();
  if (!statements.startsWith(`SET ROLE ${OWNER};`) || !statements.endsWith('RESET ROLE;')) {
    throw new Failure(`The migration ${name} must begin with \`SET ROLE ${OWNER};\` and end with \`RESET ROLE;\`.`);
  }
  return sql;
}
