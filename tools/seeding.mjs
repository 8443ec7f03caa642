import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withClient } from './connection.mjs';
import { DIST } from './paths.mjs';
import { OWNER } from './roles.mjs';
import { serverEnvironment } from './server-environment.mjs';

const SEED = join(DIST, 'prisma', 'seed', 'seed.js');
const USERS = join(DIST, 'prisma', 'seed', 'demonstration-users.js');

/**
 * Seeds the demonstration board into a database that holds no organisation yet.
 * Its users' passwords are published in the source, so never where NODE_ENV says production.
 * @param {import('./database.mjs').Database} database
 * @returns {Promise<boolean>} was anything written?
 */
export async function seedWhenEmpty(database) {
  if (process.env.NODE_ENV === 'production' || !existsSync(SEED) || !(await isEmpty(database))) return false;

  const { seed } = await import(pathToFileURL(SEED).href);
  await seed(serverEnvironment(database));
  return true;
}

/**
 * Who may sign in to the demonstration, for whoever starts it. A file of its own, because the seed brings the whole server with it.
 * @returns {Promise<readonly { email: string, password: string, role: string }[]>}
 */
export async function demonstrationUsers() {
  return existsSync(USERS) ? (await import(pathToFileURL(USERS).href)).demonstrationUsers : [];
}

/** Asked as the owner, whom row-level security does not hide rows from. */
function isEmpty({ migration: { url, name } }) {
  return withClient(url, name, async (client) => {
    await client.query(`SET ROLE ${OWNER}`);
    const { rows } = await client.query('SELECT NOT EXISTS (SELECT FROM people.organisation) AS "isEmpty"');
    return rows[0].isEmpty;
  });
}
