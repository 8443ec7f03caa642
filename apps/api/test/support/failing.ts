import type { TestServer } from './server.js';

/** A statement of PostgreSQL that is made to fail: `INSERT ON clinical.version`, optionally for some rows only. */
export interface Fault {
  readonly at: string;
  /** A condition on `NEW`. */
  readonly when?: string;
  /** Not at once, but when all is written and only the COMMIT is left. */
  readonly atCommit?: boolean;
  /** What the database says: an expression of PostgreSQL, such as a column of `NEW`. */
  readonly saying?: string;
}

/** Does something while a statement fails, as on a full disk, and mends it again. */
export async function whileFailing(
  server: TestServer,
  { at, when = 'true', atCommit = false, saying = `'disk full'` }: Fault,
  act: () => PromiseLike<unknown>,
) {
  const table = at.split(' ON ')[1];
  await server.look(`CREATE OR REPLACE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '%', ${saying} USING DETAIL = ${saying}; END $$`);
  const [trigger, time, deferred] = atCommit
    ? ['CONSTRAINT TRIGGER', 'AFTER', 'DEFERRABLE INITIALLY DEFERRED']
    : ['TRIGGER', 'BEFORE', ''];
  await server.look(
    `CREATE ${trigger} fail ${time} ${at} ${deferred} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION public.fail()`,
  );
  try {
    await act();
  } finally {
    // Locked first, the table before its partitions as everybody does: DROP takes them in an order of its own, and meets who reads them.
    await server.look(`LOCK TABLE ${table}; DROP TRIGGER fail ON ${table}`);
  }
}
