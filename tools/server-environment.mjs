import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { DATA, makeDataFolder } from './paths.mjs';
import { loadSecrets } from './secrets.mjs';

/** What the server keeps to itself. Whoever sets none of them gets generated ones, kept in `.data`. */
const SECRETS = ['TOKEN_SECRET', 'CREDENTIAL_KEY'];
/** What only the sequencer holds: a server that is broken into cannot sign the log. */
const SEQUENCER_SECRETS = ['LOG_SIGNING_KEY'];
const LOGINS = ['DATABASE_URL', 'MIGRATION_DATABASE_URL', 'SEQUENCER_DATABASE_URL', 'AUDITOR_DATABASE_URL'];

/**
 * The environment variables of the server and of the seed: the application's login, and nothing that could do more.
 * @param {import('./database.mjs').Database} database
 */
export function serverEnvironment(database, variables = process.env) {
  return {
    ...commonEnvironment(database, without(variables, [...LOGINS, ...SEQUENCER_SECRETS])),
    ...generated(SECRETS, variables),
    DATABASE_URL: database.app.url,
  };
}

/**
 * The environment variables of the sequencer: its login and the log's key, and none of the server's secrets.
 * @param {import('./database.mjs').Database} database
 */
export function sequencerEnvironment(database, variables = process.env) {
  if (!database.sequencer) {
    throw new Failure(
      'SEQUENCER_DATABASE_URL is missing: with MIGRATION_DATABASE_URL the sequencer’s login is given as well, as postgresql://consilium_sequencer:password@host:5432/database.',
    );
  }
  return {
    ...commonEnvironment(database, without(variables, [...LOGINS, ...SECRETS])),
    ...generated(SEQUENCER_SECRETS, variables),
    SEQUENCER_DATABASE_URL: database.sequencer.url,
  };
}

function commonEnvironment(database, variables) {
  const isDemonstration = variables.NODE_ENV !== 'production';
  return { DEMONSTRATION: String(isDemonstration), STATE_DIR: stateDirOf(database), ...variables };
}

/** What was seen of one database is not held against another. */
function stateDirOf({ migration, isEmbedded }) {
  makeDataFolder();
  if (isEmbedded) return join(DATA, 'state', 'embedded');
  const { host, pathname } = new URL(migration.url);
  const name = createHash('sha256').update(host).update(pathname).digest('hex');
  return join(DATA, 'state', name.slice(0, 16));
}

function without(variables, names) {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !names.includes(name)));
}

function generated(names, variables) {
  const missing = names.filter((name) => !variables[name]);
  const secrets = missing.length > 0 ? loadSecrets(missing) : {};
  return Object.fromEntries(missing.map((name) => [name, secrets[name]]));
}
