import type { KeyObject } from 'node:crypto';
import { readWitnesses, type Witness } from '#witness';
import { privateKeyOf } from './signing-key.js';

const WEAK_SECRET = /^(.{1,4})\1+$|^(?:demo|example|change|secret|password)/i;
const DEFAULT_INTERVAL_MILLISECONDS = 50;

export type Variables = Readonly<Record<string, string | undefined>>;

/** A variable is missing or wrong: one sentence that says which and what to do. Never holds the value of a secret. */
export class EnvironmentError extends Error {}

/** What the operator decides about the log. */
export interface SequencerEnvironment {
  /** The sequencer's own login. */
  readonly databaseUrl: string;
  /** Ed25519. */
  readonly signingKey: KeyObject;
  /** The first part of every new log's origin. */
  readonly host: string;
  /** Where the highest checkpoints are remembered; null for nowhere. */
  readonly stateDir: string | null;
  readonly witnesses: readonly Witness[];
  /** Between two looks at an empty queue. */
  readonly intervalMilliseconds: number;
}

/** The environment from the process's variables, or an `EnvironmentError`. */
export function readEnvironment(variables: Variables): SequencerEnvironment {
  const isProduction = variables['NODE_ENV'] === 'production';
  if (isProduction && variables['DEMONSTRATION'] === 'true') {
    throw new EnvironmentError('DEMONSTRATION must be false in production: its logs prove nothing.');
  }
  return {
    databaseUrl: readDatabaseUrl(variables),
    signingKey: readSigningKey(variables, isProduction),
    host: readHost(variables, isProduction),
    stateDir: readStateDir(variables, isProduction),
    witnesses: readWitnessSetting(variables),
    intervalMilliseconds: readInterval(variables),
  };
}

function readDatabaseUrl({ SEQUENCER_DATABASE_URL: text = '' }: Variables): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length >= 2) return text;
  throw new EnvironmentError(
    'SEQUENCER_DATABASE_URL is missing or no PostgreSQL address: set it to postgresql://consilium_sequencer:password@host:5432/database.',
  );
}

function readSigningKey({ LOG_SIGNING_KEY: text = '' }: Variables, isProduction: boolean): KeyObject {
  const advice = 'set it to 32 random bytes in base64, from `openssl rand -base64 32`, and keep a copy apart';
  if (!text) throw new EnvironmentError(`LOG_SIGNING_KEY is missing: ${advice}.`);
  if (isProduction && WEAK_SECRET.test(text)) {
    throw new EnvironmentError(`LOG_SIGNING_KEY looks like an example, which production refuses: ${advice}.`);
  }
  const key = privateKeyOf(text);
  if (!key) throw new EnvironmentError(`LOG_SIGNING_KEY is not 32 bytes in base64: ${advice}.`);
  return key;
}

/** A demonstration says so in the name of each of its logs, which nobody can take away later. */
function readHost({ PUBLIC_ORIGIN, DEMONSTRATION, PORT = '3000' }: Variables, isProduction: boolean): string {
  if (isProduction && !PUBLIC_ORIGIN) {
    throw new EnvironmentError(
      'PUBLIC_ORIGIN is missing: new logs are named after the address people use, such as https://board.example.org.',
    );
  }
  const origin = PUBLIC_ORIGIN || `http://localhost:${PORT}`;
  if (!URL.canParse(origin))
    throw new EnvironmentError('PUBLIC_ORIGIN must be an origin, such as https://board.example.org.');
  const { host } = new URL(origin);
  return DEMONSTRATION === 'true' ? `demonstration.${host}` : host;
}

function readStateDir({ STATE_DIR }: Variables, isProduction: boolean): string | null {
  if (STATE_DIR) return STATE_DIR;
  if (!isProduction) return null;
  throw new EnvironmentError(
    'STATE_DIR is missing: set it to a folder of this machine that no restored backup replaces; the log’s highest checkpoints are remembered there.',
  );
}

function readWitnessSetting({ LOG_WITNESSES }: Variables): Witness[] {
  try {
    return readWitnesses(LOG_WITNESSES);
  } catch (error) {
    throw new EnvironmentError(`LOG_WITNESSES cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}

function readInterval({ LOG_INTERVAL_MS = String(DEFAULT_INTERVAL_MILLISECONDS) }: Variables): number {
  const interval = /^\d{1,4}$/.test(LOG_INTERVAL_MS) ? Number(LOG_INTERVAL_MS) : NaN;
  if (interval >= 5 && interval <= 1_000) return interval;
  throw new EnvironmentError('LOG_INTERVAL_MS must be a whole number of milliseconds from 5 to 1000.');
}
