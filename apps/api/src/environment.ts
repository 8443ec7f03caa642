import { hkdfSync } from 'node:crypto';
import { isIP } from 'node:net';
import { isEmail } from 'class-validator';
import { readWitnesses, type Witness } from '#witness';
import type { MailSettings } from './notifications/index.js';

const SECRET_BYTES = 32;
const WEAK_SECRET = /^(.{1,4})\1+$|^(?:demo|example|change|secret|password)/i;
const LOCAL_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

const PROXY_RANGES: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

export type Variables = Readonly<Record<string, string | undefined>>;

/** A variable is missing or wrong: one sentence that says which and what to do. Never holds the value of a secret. */
export class EnvironmentError extends Error {}

/** What the operator decides, read once and checked; the token by which everything asks for it. */
export class Environment {
  readonly mode: 'development' | 'test' | 'production';
  /** The application's login to PostgreSQL. */
  readonly databaseUrl: string;
  readonly port: number;
  readonly host: string;
  /** Under which people reach the server: for cookies, links and security headers. */
  readonly publicOrigin: string;
  /** What passkeys are bound to (WebAuthn's RP ID); null where people reach the server under an IP address, which has none. */
  readonly passkeyRpId: string | null;
  /** Whoever has had the same password for longer signs nothing with it; null for ever. */
  readonly passwordMaxAgeDays: number | null;
  readonly tokenSecret: string;
  /** Encrypts what authenticators share with us. A secret of its own: a new `tokenSecret` must not lose it. */
  readonly credentialKey: Buffer;
  /** Under which callers' addresses are hashed; derived, so that one secret is enough. */
  readonly addressKey: Buffer;
  /** Under which bodies are hashed that an Idempotency-Key came with; derived as well. */
  readonly fingerprintKey: Buffer;
  /** The proxies that may say who the caller is; false for none. */
  readonly trustProxy: false | string[];
  readonly isDemonstration: boolean;
  /** A folder of this machine that no restored backup replaces; null for none. */
  readonly stateDir: string | null;
  /** Who outside is asked at start whether the log was set back. */
  readonly witnesses: readonly Witness[];
  /** Who takes mail for the world, and as whom it is sent; null where nobody is told anything by mail. */
  readonly mail: MailSettings | null;
  /** The scoring key of SOSGOQ2.0, where the site is licensed for it. */
  readonly sosgoqKeyFile?: string | undefined;
}

/** The environment from the process's variables, or an `EnvironmentError`. */
export function readEnvironment(variables: Variables): Environment {
  const mode = readMode(variables);
  const port = readPort(variables);
  const tokenSecret = readSecret(variables, 'TOKEN_SECRET', mode);
  const publicOrigin = readPublicOrigin(variables, mode, port);

  return {
    mode,
    databaseUrl: readDatabaseUrl(variables),
    port,
    host: variables.HOST || '127.0.0.1',
    publicOrigin,
    passkeyRpId: readPasskeyRpId(variables, publicOrigin),
    passwordMaxAgeDays: readPasswordMaxAge(variables),
    tokenSecret,
    credentialKey: deriveKey(readSecret(variables, 'CREDENTIAL_KEY', mode), 'consilium credentials'),
    addressKey: deriveKey(tokenSecret, 'consilium caller addresses'),
    fingerprintKey: deriveKey(tokenSecret, 'consilium request fingerprints'),
    trustProxy: readTrustProxy(variables),
    isDemonstration: readDemonstration(variables, mode),
    stateDir: readStateDir(variables, mode),
    witnesses: readWitnessSetting(variables),
    mail: readMail(variables, mode),
    sosgoqKeyFile: variables.SOSGOQ_KEY_FILE || undefined,
  };
}

function readMode({ NODE_ENV = 'development' }: Variables): Environment['mode'] {
  if (NODE_ENV === 'development' || NODE_ENV === 'test' || NODE_ENV === 'production') return NODE_ENV;
  throw new EnvironmentError('NODE_ENV must be development, test or production.');
}

function readDatabaseUrl({ DATABASE_URL }: Variables): string {
  if (!DATABASE_URL) {
    throw new EnvironmentError('DATABASE_URL is missing: set it to postgresql://name:password@host:5432/database.');
  }
  const url = URL.canParse(DATABASE_URL) ? new URL(DATABASE_URL) : undefined;
  const isPostgres = url?.protocol === 'postgresql:' || url?.protocol === 'postgres:';
  if (!isPostgres || url.pathname.length < 2) {
    throw new EnvironmentError(
      'DATABASE_URL is not a PostgreSQL address: write postgresql://name:password@host:5432/database.',
    );
  }
  return DATABASE_URL;
}

function readPort({ PORT = '3000' }: Variables): number {
  const port = /^\d{1,5}$/.test(PORT) ? Number(PORT) : NaN;
  if (port <= 65_535) return port;
  throw new EnvironmentError('PORT must be a whole number from 0 to 65535; 0 takes any free port.');
}

function readSecret(variables: Variables, name: string, mode: Environment['mode']): string {
  const advice = 'set it to 32 random bytes or more, for example from `openssl rand -base64 48`';
  const secret = variables[name];
  if (!secret) throw new EnvironmentError(`${name} is missing: ${advice}.`);
  if (Buffer.byteLength(secret) < SECRET_BYTES) throw new EnvironmentError(`${name} is too short: ${advice}.`);
  if (mode === 'production' && WEAK_SECRET.test(secret)) {
    throw new EnvironmentError(`${name} looks like an example, which production refuses: ${advice}.`);
  }
  return secret;
}

function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, SECRET_BYTES));
}

function readPublicOrigin({ PUBLIC_ORIGIN }: Variables, mode: Environment['mode'], port: number): string {
  if (!PUBLIC_ORIGIN) {
    if (mode === 'production') {
      throw new EnvironmentError(
        'PUBLIC_ORIGIN is missing: set it to the address people use, such as https://board.example.org.',
      );
    }
    return `http://localhost:${port}`;
  }
  const url = URL.canParse(PUBLIC_ORIGIN) ? new URL(PUBLIC_ORIGIN) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== PUBLIC_ORIGIN) {
    throw new EnvironmentError('PUBLIC_ORIGIN must be an origin without a path, such as https://board.example.org.');
  }
  if (mode === 'production' && url.protocol === 'http:' && !LOCAL_HOSTS.includes(url.hostname)) {
    throw new EnvironmentError('PUBLIC_ORIGIN must begin with https:// in production, or name localhost.');
  }
  return PUBLIC_ORIGIN;
}

/** The host of the public origin, or a domain above it, so that passkeys survive a move to a sibling host. */
function readPasskeyRpId({ PASSKEY_RP_ID }: Variables, publicOrigin: string): string | null {
  const { hostname } = new URL(publicOrigin);
  if (isIP(hostname.replace(/^\[|\]$/g, ''))) return null;
  if (!PASSKEY_RP_ID || PASSKEY_RP_ID === hostname) return hostname;
  // A browser refuses a public suffix by itself; a bare label above the host is refused here already.
  if (hostname.endsWith(`.${PASSKEY_RP_ID}`) && PASSKEY_RP_ID.includes('.')) return PASSKEY_RP_ID;
  throw new EnvironmentError('PASSKEY_RP_ID must be the host of PUBLIC_ORIGIN, or a domain above it.');
}

function readPasswordMaxAge({ PASSWORD_MAX_AGE_DAYS = '365' }: Variables): number | null {
  const days = /^\d{1,5}$/.test(PASSWORD_MAX_AGE_DAYS) ? Number(PASSWORD_MAX_AGE_DAYS) : NaN;
  if (Number.isNaN(days)) {
    throw new EnvironmentError(
      'PASSWORD_MAX_AGE_DAYS must be a whole number of days; 0 lets passwords serve for ever.',
    );
  }
  return days === 0 ? null : days;
}

/** Never "all", and never a count: then anyone could say they are anyone. */
function readTrustProxy({ TRUST_PROXY }: Variables): Environment['trustProxy'] {
  if (!TRUST_PROXY || TRUST_PROXY === 'false') return false;

  const proxies = TRUST_PROXY.split(',').map((proxy) => proxy.trim());
  if (proxies.every(isProxy)) return proxies;
  throw new EnvironmentError(
    'TRUST_PROXY must list the addresses of the proxies in front, such as 10.0.0.0/8, or say loopback or uniquelocal.',
  );
}

function isProxy(proxy: string): boolean {
  const [address = '', prefix, ...rest] = proxy.split('/');
  if (rest.length > 0) return false;
  if (PROXY_RANGES.includes(proxy)) return true;
  const version = isIP(address);
  return (
    version !== 0 &&
    (prefix === undefined ||
      (/^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= (version === 4 ? 32 : 128)))
  );
}

function readDemonstration({ DEMONSTRATION = 'false' }: Variables, mode: Environment['mode']): boolean {
  if (DEMONSTRATION !== 'true' && DEMONSTRATION !== 'false')
    throw new EnvironmentError('DEMONSTRATION must be true or false.');
  if (DEMONSTRATION === 'true' && mode === 'production') {
    throw new EnvironmentError('DEMONSTRATION must be false in production: its users’ passwords are public.');
  }
  return DEMONSTRATION === 'true';
}

/** Nowhere would let a restored backup pass for the present. */
function readStateDir({ STATE_DIR }: Variables, mode: Environment['mode']): string | null {
  if (STATE_DIR) return STATE_DIR;
  if (mode !== 'production') return null;
  throw new EnvironmentError(
    'STATE_DIR is missing: set it to a folder of this machine that no restored backup replaces; what was published of the audit log is remembered there.',
  );
}

function readWitnessSetting({ LOG_WITNESSES }: Variables): readonly Witness[] {
  try {
    return readWitnesses(LOG_WITNESSES);
  } catch (error) {
    throw new EnvironmentError(`LOG_WITNESSES cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}

/** `smtp://` begins in the clear and goes on under STARTTLS; only to this machine it may stay in the clear. */
function readMail({ SMTP_URL, MAIL_FROM }: Variables, mode: Environment['mode']): MailSettings | null {
  if (!SMTP_URL) return null;
  const url = URL.canParse(SMTP_URL) ? new URL(SMTP_URL) : undefined;
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || url.search !== '') {
    throw new EnvironmentError('SMTP_URL is no mail server: write smtp://name:password@host:587 or smtps://…:465.');
  }
  const requireTls = mode === 'production' && !LOCAL_HOSTS.includes(url.hostname);
  return { smtpUrl: SMTP_URL, requireTls, from: readMailFrom(MAIL_FROM) };
}

function readMailFrom(from = ''): MailSettings['from'] {
  const [, name = 'Consilium', address = from] = /^([^<>"]*\S)\s*<([^<>]+)>$/.exec(from) ?? [];
  if (isEmail(address)) return { name, address };
  throw new EnvironmentError(
    'MAIL_FROM is missing or no address: with SMTP_URL, set it to Consilium <board@example.org>.',
  );
}
