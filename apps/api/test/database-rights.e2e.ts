import { readFileSync } from 'node:fs';
import pg from 'pg';
import { describeRights, RIGHTS_PAGE } from '../../../tools/database-rights.mjs';
import { createTestDatabase, type TestDatabase } from './support/database.js';

describe('the rights in the database', () => {
  let database: TestDatabase;
  let owner: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });

  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  it('are those of the page that people review: every grant, policy and function, and nothing else', async () => {
    expect(await describeRights(owner)).toBe(readFileSync(RIGHTS_PAGE, 'utf8'));
  });

  it('change on that page when a right, a policy, a function or a table is added', async () => {
    const added = [
      'GRANT DELETE ON clinical.patient TO consilium_app',
      'GRANT UPDATE (leaf) ON audit.event TO consilium_sequencer',
      'CREATE POLICY mine ON clinical.patient FOR SELECT TO consilium_app USING (true)',
      `CREATE FUNCTION audit.mine() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'`,
      'CREATE TABLE people.mine (a int)',
      'CREATE SCHEMA mine',
      'ALTER FUNCTION audit.organisation() RESET search_path',
      'ALTER TABLE clinical.signature DISABLE TRIGGER deny',
      'ALTER TABLE clinical.patient DISABLE ROW LEVEL SECURITY',
    ];
    const page = await describeRights(owner);
    for (const statement of added) {
      await owner.query('BEGIN');
      await owner.query(statement);
      expect({ statement, isSeen: (await describeRights(owner)) !== page }).toEqual({ statement, isSeen: true });
      await owner.query('ROLLBACK');
    }
  });

  it('have nothing in them that is marked as wrong', () => {
    expect(readFileSync(RIGHTS_PAGE, 'utf8')).not.toContain('!');
  });

  it('are none in any partition of the events, each of which denies for its owner too', async () => {
    const { rows } = await owner.query<{ acl: unknown; guarded: boolean; denies: boolean }>(
      `SELECT c.relacl AS acl, c.relrowsecurity AS guarded, EXISTS (SELECT FROM pg_trigger g
         WHERE g.tgrelid = c.oid AND g.tgfoid = 'audit.deny'::regproc AND g.tgenabled = 'A') AS denies
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'audit.event'::regclass`,
    );

    expect(rows.length).toBeGreaterThanOrEqual(13);
    expect(rows.filter(({ acl, guarded, denies }) => acl !== null || !guarded || !denies)).toEqual([]);
  });
});
