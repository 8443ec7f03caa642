/**
 * The five database roles. They belong to the whole server, while databases come and go (each test has its own),
 * so everything here may run again, and at the same time from two databases.
 */
import { createHmac, createHash, pbkdf2Sync, randomBytes } from 'node:crypto';
import { Failure } from './failure.mjs';

/** Owns tables and definer functions; nobody signs in as it. */
export const OWNER = 'consilium_owner';

/** Removes what a legal request says; nobody signs in as it: only the two-person procedure runs as it. */
const ERASER = 'consilium_eraser';

/** Who signs in, and how long a statement, a wait for a lock and an idle transaction of theirs may last. */
export const LOGINS = {
  app: {
    role: 'consilium_app',
    limits: { statement_timeout: '15s', lock_timeout: '5s', idle_in_transaction_session_timeout: '30s' },
  },
  sequencer: {
    role: 'consilium_sequencer',
    limits: { statement_timeout: '30s', lock_timeout: '5s', idle_in_transaction_session_timeout: '30s' },
  },
  auditor: {
    role: 'consilium_auditor',
    limits: { statement_timeout: '5min', lock_timeout: '5s', idle_in_transaction_session_timeout: '5min' },
  },
};

/**
 * Creates what is missing and changes nothing else.
 * @param {import('pg').Client} client a login that may create roles
 * @param {{ app?: string, sequencer?: string, auditor?: string, renew?: boolean }} passwords
 *   given to a login that is created now; with `renew`, also to one that was there
 */
export async function prepareRoles(client, passwords) {
  const { rows } = await client.query('SELECT rolname, rolconfig FROM pg_roles WHERE rolname LIKE $1', [
    'consilium\\_%',
  ]);
  const existing = new Map(rows.map(({ rolname, rolconfig }) => [rolname, rolconfig ?? []]));

  for (const role of [OWNER, ERASER]) {
    if (!existing.has(role)) await change(client, `CREATE ROLE ${role} NOLOGIN NOINHERIT`);
  }
  for (const [login, { role, limits }] of Object.entries(LOGINS)) {
    if (!existing.has(role)) await change(client, `CREATE ROLE ${role} LOGIN NOINHERIT`);
    if (passwords[login] && (passwords.renew || !existing.has(role))) {
      await change(client, `ALTER ROLE ${role} PASSWORD '${scramVerifier(passwords[login])}'`);
    }
    for (const [name, value] of Object.entries(limits)) {
      if (existing.get(role)?.includes(`${name}=${value}`)) continue;
      await change(client, `ALTER ROLE ${role} SET ${name} = '${value}'`);
    }
  }
  for (const role of [OWNER, ERASER]) await letUsActAs(client, role);
  await closeDatabaseToOthers(client);
}

/** SET without INHERIT: whoever migrates acts as one of these only where a migration says SET ROLE. */
async function letUsActAs(client, role) {
  const { rows } = await client.query('SELECT pg_has_role($1, $2) AS may', [role, 'SET']);
  if (rows[0].may) return;
  await change(client, `GRANT ${role} TO CURRENT_USER WITH SET TRUE, INHERIT FALSE`);
}

/** A grant on a database is not copied from its template, so it is given to each. */
async function closeDatabaseToOthers(client) {
  const database = client.escapeIdentifier(client.database);
  const logins = Object.values(LOGINS).map(({ role }) => role);
  await change(client, `REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await change(client, `GRANT CONNECT ON DATABASE ${database} TO ${[OWNER, ...logins].join(', ')}`);
  await change(client, `GRANT CREATE ON DATABASE ${database} TO ${OWNER}`);
}

/** Roles are shared: another database may be making the same change at this moment, which is as good as our own. */
async function change(client, statement, attempts = 20) {
  try {
    await client.query(statement);
  } catch (error) {
    const isThere = error.code === '42710' || error.code === '23505';
    const isBusy = /^tuple concurrently/.test(error.message) && attempts > 1;
    if (isBusy) return change(client, statement, attempts - 1);
    if (error.code === '42501') throw notAllowed(client, error);
    if (!isThere) throw error;
  }
}

function notAllowed(client, cause) {
  return new Failure(
    `The login ${client.user} may not prepare the database (${cause.message}): set MIGRATION_DATABASE_URL to one that owns the database and may create roles.`,
    { cause },
  );
}

/** What PostgreSQL keeps of a password (RFC 5803). Sending this instead keeps the password itself out of every server log. */
function scramVerifier(password) {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, 4096, 32, 'sha256');
  const key = (name) => createHmac('sha256', salted).update(name).digest();
  const storedKey = createHash('sha256').update(key('Client Key')).digest('base64');
  return `SCRAM-SHA-256$4096:${salt.toString('base64')}$${storedKey}:${key('Server Key').toString('base64')}`;
}
