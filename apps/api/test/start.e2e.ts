import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join, resolve } from 'node:path';
import { createTestDatabase, type TestDatabase } from './support/database.js';

const tools = resolve(import.meta.dirname, '../../../tools');

describe('starting Consilium', () => {
  let database: TestDatabase;
  let occupied: Server;
  let port: string;
  let at: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    at = new URL(database.ownerUrl).host;
    occupied = createServer().listen(0);
    await once(occupied, 'listening');
    port = String((occupied.address() as AddressInfo).port);
  });

  afterAll(async () => {
    occupied.close();
    await database.drop();
  });

  /** The whole of what the start says before it gives up, and how it ends. */
  function start(variables: Record<string, string>): { said: string; code: number | null } {
    const env = { PATH: process.env['PATH'], PORT: '48997', ...variables };
    const result = spawnSync(process.execPath, [join(tools, 'start.mjs')], { env, encoding: 'utf8' });
    return { said: `${result.stdout}${result.stderr}`.trim(), code: result.status };
  }

  it('is refused when something else listens on the port', () => {
    expect(start({ PORT: port })).toEqual({
      said: `Port ${port} is in use: stop what listens there, or choose another with PORT=3001 npm start.`,
      code: 1,
    });
  });

  it.each(['0', '65536', '-1', 'http', ' '])('is refused with %p for a port', (wrong) => {
    expect(start({ PORT: wrong })).toEqual({
      said: `PORT is ${JSON.stringify(wrong)}: give a whole number from 1 to 65535.`,
      code: 1,
    });
  });

  it.each(['board', 'http://board.example/board', 'postgresql://', 'postgresql://app:secret@host'])(
    'is refused with %p for a database',
    (wrong) => {
      expect(start({ DATABASE_URL: wrong })).toEqual({
        said: 'DATABASE_URL is not a PostgreSQL address: write postgresql://name:password@host:5432/database.',
        code: 1,
      });
    },
  );

  it('is refused when no database listens there', () => {
    expect(start({ DATABASE_URL: `postgresql://postgres:test@127.0.0.1:1/board` })).toEqual({
      said: 'DATABASE_URL (postgres@127.0.0.1:1/board) cannot be used: nothing listens there.',
      code: 1,
    });
  });

  it('is refused with a wrong password, which it does not repeat', () => {
    expect(start({ DATABASE_URL: `postgresql://postgres:guessed@${at}/postgres` })).toEqual({
      said: `DATABASE_URL (postgres@${at}/postgres) cannot be used: the name or password is wrong.`,
      code: 1,
    });
  });

  it('is refused when the server has no such database', () => {
    expect(start({ DATABASE_URL: `postgresql://postgres:test@${at}/tumours` })).toEqual({
      said: `DATABASE_URL (postgres@${at}/tumours) cannot be used: it has no such database.`,
      code: 1,
    });
  });

  it('is refused when the only login given is the application’s, which may not prepare a database', () => {
    expect(start({ DATABASE_URL: database.appUrl })).toEqual({
      said: 'consilium_app may not prepare a database: set MIGRATION_DATABASE_URL to a login that may.',
      code: 1,
    });
  });
});
