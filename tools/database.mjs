/** Which PostgreSQL this checkout works with, and how each login reaches it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  SUPERUSER,
  findBinaries,
  initialiseCluster,
  logOf,
  requireReachable,
  runningPort,
  startCluster,
  stopCluster,
} from './cluster.mjs';
import { connect, requirePostgresUrl, withLogin } from './connection.mjs';
import { Failure } from './failure.mjs';
import { DATA, makeDataFolder } from './paths.mjs';
import { LOGINS } from './roles.mjs';
import { loadSecrets } from './secrets.mjs';

const CLUSTER = join(DATA, 'postgres');
const DATABASE = 'consilium';
const EMBEDDED = 'The embedded PostgreSQL';

/** Held by the command that started the embedded PostgreSQL, for as long as it lives. */
const KEEPER_LOCK = 5_432_001;

/**
 * @typedef {object} Database
 * @property {Login} migration may create roles and act as the owner
 * @property {Login} app the application's own
 * @property {Login | undefined} sequencer the sequencer's own; undefined where only the operator knows its password
 * @property {Parameters<import('./roles.mjs').prepareRoles>[1]} passwords
 * @property {boolean} [isEmbedded] is it the one that comes with us?
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
    const sequencer = givenSequencer(environment);
    return {
      ...nothingStarted,
      migration,
      app: given,
      sequencer,
      passwords: { ...passwordsIn(environment), renew: true },
    };
  }

  const { username } = requirePostgresUrl(given);
  if (username === LOGINS.app.role) {
    throw new Failure(`${username} may not prepare a database: set MIGRATION_DATABASE_URL to a login that may.`);
  }
  const passwords = loadPasswords();
  const name = 'The application’s login on the server of DATABASE_URL';
  const sequencer = givenSequencer(environment) ?? sequencerLogin(given, passwords);
  return {
    ...nothingStarted,
    migration: given,
    app: appLogin({ url: given.url, name }, passwords),
    sequencer,
    passwords,
  };
}

function givenSequencer({ SEQUENCER_DATABASE_URL: url }) {
  return url ? { url, name: 'SEQUENCER_DATABASE_URL' } : undefined;
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

function sequencerLogin({ url }, passwords) {
  return { url: withLogin(url, LOGINS.sequencer.role, passwords.sequencer), name: 'The sequencer’s login' };
}

/**
 * Starts the embedded PostgreSQL, or finds the one that another command of this folder runs. Whoever holds the keeper's lock
 * stops it at the end. The lock ends with its holder, so a server left alone by a killed command is simply taken over.
 */
async function openEmbedded() {
  makeDataFolder();
  const binaries = await findBinaries();
  requireReachable(binaries, DATA);
  const { superuser } = loadSecrets(['superuser']);
  if (!existsSync(CLUSTER)) await initialiseCluster(binaries, CLUSTER, { password: superuser });

  const { client, port } = await reachCluster(binaries, superuser);
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS "isKeeper"', [KEEPER_LOCK]);
  const { isKeeper } = rows[0];
  if (isKeeper) await createDatabase(client);
  else await client.end();

  return describeEmbedded(`postgresql://${SUPERUSER}:${superuser}@127.0.0.1:${port}/${DATABASE}`, isKeeper, {
    lost: lossOf(client),
    async close() {
      if (!isKeeper) return;
      // Not awaited: a client whose server is gone never says that it ended.
      client.end().catch(() => {});
      await stopCluster(binaries, CLUSTER);
    },
  });
}

/**
 * Another command may be starting or stopping this very server, so both are tried again until it answers.
 * @returns {Promise<{ client: import('pg').Client, port: number }>}
 */
async function reachCluster(binaries, superuser) {
  const deadline = performance.now() + 10_000;
  for (let isStartedByUs = false; ; await pause(200)) {
    try {
      const found = runningPort(binaries, CLUSTER);
      const port = found ?? (await startCluster(binaries, CLUSTER));
      isStartedByUs ||= found === undefined;
      return {
        client: await connect(`postgresql://${SUPERUSER}:${superuser}@127.0.0.1:${port}/postgres`, EMBEDDED),
        port,
      };
    } catch (error) {
      if (!isPassing(error.cause)) {
        if (isStartedByUs) await stopCluster(binaries, CLUSTER);
        throw error;
      }
      if (performance.now() > deadline) throw doesNotAnswer(error);
    }
  }
}

/** The server is starting or stopping, or another command started it a moment before us. */
function isPassing({ code, stderr } = {}) {
  return code === 'ECONNREFUSED' || code === '57P03' || /another server might be running/.test(stderr);
}

function doesNotAnswer(cause) {
  const file = join(CLUSTER, 'postmaster.pid');
  return new Failure(`${EMBEDDED} does not answer: if no postgres runs here, remove ${file} and start again.`, {
    cause,
  });
}

function describeEmbedded(url, isKeeper, rest) {
  const migration = { url, name: EMBEDDED };
  const passwords = loadPasswords();
  return {
    migration,
    app: appLogin(migration, passwords),
    sequencer: sequencerLogin(migration, passwords),
    passwords: { ...passwords, renew: true },
    isShared: !isKeeper,
    isEmbedded: true,
    ...rest,
  };
}

/** Rejects when the server ends this client, which only ever happens when it stops. */
function lossOf(client) {
  const lost = new Promise((_, reject) => client.on('error', (cause) => reject(stoppedByItself(cause))));
  lost.catch(() => {});
  return lost;
}

function stoppedByItself(cause) {
  return new Failure(`${EMBEDDED} stopped by itself: ${logOf(CLUSTER)} says why.`, { cause });
}

async function createDatabase(client) {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
}
