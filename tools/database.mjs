/** Which PostgreSQL this checkout works with, and how each login reaches it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  SUPERUSER,
  findBinaries,
  initialiseCluster,
  logOf,
  runningPort,
  startCluster,
  stopCluster,
} from './cluster.mjs';
import { connect, requirePostgresUrl, withDatabaseName, withLogin } from './connection.mjs';
import { Failure } from './failure.mjs';
import { DATA, makeDataFolder } from './paths.mjs';
import { LOGINS } from './roles.mjs';
import { loadSecrets } from './secrets.mjs';

const CLUSTER = join(DATA, 'postgres');
const DATABASE = 'consilium';

/** Held by the command that started the embedded PostgreSQL, for as long as it lives. */
const KEEPER_LOCK = 5_432_001;

/**
 * @typedef {object} Database
 * @property {Login} migration may create roles and act as the owner
 * @property {Login} app the application's own
 * @property {Parameters<import('./roles.mjs').prepareRoles>[1]} passwords
 * @property {boolean} isShared does another command of this folder already run the embedded PostgreSQL?
 * @property {Promise<never>} lost rejects when a PostgreSQL that we started stops by itself
 * @property {() => Promise<void>} close stops what was started
 *
 * @typedef {{ url: string, name: string }} Login `name` says where the URL came from, for messages
 */

/**
 * The server that DATABASE_URL names, else the embedded one, started when it does not run.
 * @returns {Promise<Database>}
 */
export function openDatabase(environment = process.env) {
  return environment.DATABASE_URL ? describeGiven(environment) : openEmbedded();
}

/** Opens, lends to `work`, and closes whatever happens. */
export async function withDatabase(work) {
  const database = await openDatabase();
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/**
 * Two ways to name a server. With MIGRATION_DATABASE_URL, DATABASE_URL is the application's login and its password is made true.
 * With DATABASE_URL alone, that login prepares the database, and the application gets a login of its own with a generated
 * password; a login that another installation on that server made before keeps the password it has.
 */
async function describeGiven(environment) {
  const { DATABASE_URL, MIGRATION_DATABASE_URL } = environment;
  const given = { url: DATABASE_URL, name: 'DATABASE_URL' };
  const nothingStarted = { isShared: false, lost: new Promise(() => {}), close: async () => {} };

  if (MIGRATION_DATABASE_URL) {
    const migration = { url: MIGRATION_DATABASE_URL, name: 'MIGRATION_DATABASE_URL' };
    return { ...nothingStarted, migration, app: given, passwords: { ...passwordsIn(environment), renew: true } };
  }

  const { username } = requirePostgresUrl(given);
  if (username === LOGINS.app.role) {
    throw new Failure(`${username} may not prepare a database: set MIGRATION_DATABASE_URL to a login that may.`);
  }
  const passwords = loadPasswords();
  return { ...nothingStarted, migration: given, app: appLogin(given, passwords), passwords };
}

/** Each login's password stands in the URL that uses it. */
function passwordsIn(environment) {
  const variables = { app: 'DATABASE_URL', sequencer: 'SEQUENCER_DATABASE_URL', auditor: 'AUDITOR_DATABASE_URL' };
  const passwords = {};
  for (const [login, name] of Object.entries(variables)) {
    if (!environment[name]) continue;
    const { username, password } = requirePostgresUrl({ url: environment[name], name });
    if (username === LOGINS[login].role) passwords[login] = decodeURIComponent(password);
  }
  return passwords;
}

function loadPasswords() {
  const { app, sequencer, auditor } = loadSecrets(['app', 'sequencer', 'auditor']);
  return { app, sequencer, auditor };
}

function appLogin({ url, name }, passwords) {
  return { url: withLogin(url, LOGINS.app.role, passwords.app), name };
}

/**
 * Starts the embedded PostgreSQL, or finds the one that another command of this folder runs. Whoever holds the keeper's lock
 * stops it at the end. The lock ends with its holder, so a server left alone by a killed command is simply taken over.
 */
async function openEmbedded() {
  makeDataFolder();
  const binaries = await findBinaries();
  const { superuser } = loadSecrets(['superuser']);
  if (!existsSync(CLUSTER)) await initialiseCluster(binaries, CLUSTER, { password: superuser });
  const port = runningPort(binaries, CLUSTER) ?? (await startCluster(binaries, CLUSTER));

  try {
    return await keepEmbedded(binaries, withLogin(`postgresql://127.0.0.1:${port}/${DATABASE}`, SUPERUSER, superuser));
  } catch (error) {
    await stopCluster(binaries, CLUSTER);
    throw error;
  }
}

async function keepEmbedded(binaries, url) {
  const migration = { url, name: 'The embedded PostgreSQL' };
  const keeper = await connect(withDatabaseName(url, 'postgres'), migration.name);
  const lost = new Promise((_, reject) => keeper.on('error', (cause) => reject(stoppedByItself(cause))));
  lost.catch(() => {});
  const { rows } = await keeper.query('SELECT pg_try_advisory_lock($1) AS "isKeeper"', [KEEPER_LOCK]);
  const { isKeeper } = rows[0];
  await createDatabase(keeper);
  if (!isKeeper) await keeper.end();

  const passwords = loadPasswords();
  return {
    migration,
    app: appLogin(migration, passwords),
    passwords: { ...passwords, renew: true },
    isShared: !isKeeper,
    lost,
    async close() {
      if (!isKeeper) return;
      await keeper.end().catch(() => {});
      await stopCluster(binaries, CLUSTER);
    },
  };
}

function stoppedByItself(cause) {
  return new Failure(`The embedded PostgreSQL stopped by itself: ${logOf(CLUSTER)} says why.`, { cause });
}

async function createDatabase(client) {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
}
