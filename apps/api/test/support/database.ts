import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

type Login = 'superuser' | 'app' | 'sequencer' | 'auditor';

/** A database of one test file's own, with every migration applied and no row in it. */
export interface TestDatabase {
  /** The application's login: what the server uses, and what an attack is tried as. */
  readonly appUrl: string;
  /** The sequencer's login. */
  readonly sequencerUrl: string;
  /** The auditor's login: schema audit only. */
  readonly auditorUrl: string;
  /** A superuser that may `SET ROLE consilium_owner`: for arranging and for looking behind the policies. */
  readonly ownerUrl: string;
  /** Ends every session on the database and removes it. */
  drop(): Promise<void>;
}

/** Copies the migrated template, which takes a few dozen milliseconds; files in parallel workers do not see each other. */
export function createTestDatabase(): Promise<TestDatabase> {
  const template = JSON.parse(process.env['TEST_DATABASE_URLS'] ?? '{}') as Record<Login, string>;
  return copyOf(template, 'consilium_template');
}

/** A backup: the database as it is at this moment. Nobody else may be connected to it. */
export function backUp({ ownerUrl }: TestDatabase): Promise<TestDatabase> {
  const template = JSON.parse(process.env['TEST_DATABASE_URLS'] ?? '{}') as Record<Login, string>;
  return copyOf(template, new URL(ownerUrl).pathname.slice(1));
}

async function copyOf(template: Record<Login, string>, original: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(template, `CREATE DATABASE ${name} TEMPLATE ${original}`);

  return {
    appUrl: inDatabase(template.app, name),
    sequencerUrl: inDatabase(template.sequencer, name),
    auditorUrl: inDatabase(template.auditor, name),
    ownerUrl: inDatabase(template.superuser, name),
    drop: () => administer(template, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function administer(template: Record<Login, string>, statement: string): Promise<void> {
  const client = new Client({ connectionString: inDatabase(template.superuser, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
