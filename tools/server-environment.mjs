import { join } from 'node:path';
import { DATA } from './paths.mjs';
import { loadSecrets } from './secrets.mjs';

/** What the server keeps to itself. Whoever sets none of them gets generated ones, kept in `.data`. */
const SECRETS = ['TOKEN_SECRET', 'CREDENTIAL_KEY'];

/**
 * The environment variables of the server and of the seed: the application's login, and nothing that could do more.
 * @param {import('./database.mjs').Database} database
 */
export function serverEnvironment(database, variables = process.env) {
  const { MIGRATION_DATABASE_URL: _, ...inherited } = variables;
  const isDemonstration = inherited.NODE_ENV !== 'production';
  return {
    DEMONSTRATION: String(isDemonstration),
    STATE_DIR: join(DATA, 'state'),
    ...generatedSecrets(inherited),
    ...inherited,
    DATABASE_URL: database.app.url,
  };
}

function generatedSecrets(variables) {
  const missing = SECRETS.filter((name) => !variables[name]);
  const secrets = missing.length > 0 ? loadSecrets(missing) : {};
  return Object.fromEntries(missing.map((name) => [name, secrets[name]]));
}
