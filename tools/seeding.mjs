import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withClient } from './connection.mjs';
import { Failure } from './failure.mjs';
import { DIST } from './paths.mjs';
import { OWNER } from './roles.mjs';

const SEED = join(DIST, 'prisma', 'seed', 'seed.js');

/**
 * Seeds the demonstration board into a database that holds no organisation yet.
 * Its users' passwords are published in the source, so never where NODE_ENV says production.
 * @param {import('./database.mjs').Database} database
 * @returns {Promise<boolean>} was anything written?
 */
export async function seedWhenEmpty(database) {
  if (process.env.NODE_ENV === 'production' || !(await isEmpty(database))) return false;

  const { seed } = await loadSeed();
  await seed({ databaseUrl: database.app.url, migrationUrl: database.migration.url });
  return true;
}

/** The demonstration's users as the seed's own table tells them, for whoever starts it. */
export async function demonstrationUsers() {
  return (await loadSeed()).demonstrationUsers ?? [];
}

async function loadSeed() {
  if (!existsSync(SEED)) throw new Failure(`The build has no ${SEED}: run \`npm run build\`.`);
  return import(pathToFileURL(SEED).href);
}

/** Asked as the owner, whom row-level security does not hide rows from. */
function isEmpty({ migration: { url, name } }) {
  return withClient(url, name, async (client) => {
    await client.query(`SET ROLE ${OWNER}`);
    const { rows } = await client.query('SELECT NOT EXISTS (SELECT FROM people.organisation) AS "isEmpty"');
    return rows[0].isEmpty;
  });
}
