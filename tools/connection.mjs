import pg from 'pg';
import { Failure } from './failure.mjs';

const REACHING = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'no such host is known',
  EAI_AGAIN: 'the host name could not be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'it did not answer',
  '28P01': 'the name or password is wrong',
  28000: 'the server does not admit this login',
  '3D000': 'it has no such database',
  42501: 'this login may not enter the database',
  53300: 'it has no connection left',
  '57P03': 'the server is starting or stopping',
};

/**
 * A connected client. `name` is where the URL came from (`DATABASE_URL`), so that a refusal says what to mend.
 * The password never appears in a message.
 * @returns {Promise<pg.Client>}
 */
export async function connect(url, name) {
  const { username, host, pathname } = requirePostgresUrl({ url, name });
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'consilium tools',
  });
  try {
    await client.connect();
    return client;
  } catch (cause) {
    const code = cause.code ?? cause.errors?.[0]?.code;
    throw new Failure(`${name} (${username}@${host}${pathname}) cannot be used: ${REACHING[code] ?? cause.message}.`, {
      cause,
    });
  }
}

/** Connects, lends the client to `work`, and closes it whatever happens. */
export async function withClient(url, name, work) {
  const client = await connect(url, name);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * The parts of a PostgreSQL address; anything else is refused in a sentence that names where it came from.
 * @returns {URL}
 */
export function requirePostgresUrl({ url, name }) {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isPostgres = parsed?.protocol === 'postgresql:' || parsed?.protocol === 'postgres:';
  if (isPostgres && parsed.hostname && parsed.pathname.length > 1) return parsed;

  throw new Failure(`${name} is not a PostgreSQL address: write postgresql://name:password@host:5432/database.`);
}

/** The same server and database under another login. */
export function withLogin(url, username, password) {
  const changed = new URL(url);
  changed.username = username;
  changed.password = encodeURIComponent(password);
  return changed.href;
}

/** The same server and login in another database. */
export function withDatabaseName(url, database) {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
