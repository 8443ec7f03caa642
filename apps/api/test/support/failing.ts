import type { TestServer } from './server.js';

/** A statement of PostgreSQL that is made to fail: `INSERT ON clinical.version`, optionally for some rows only. */
export interface Fault {
  readonly at: string;
  /** A condition on `NEW`. */
  readonly when?: string;
}

/** Does something while a statement fails, as on a full disk, and mends it again. */
export async function whileFailing(server: TestServer, { at, when = 'true' }: Fault, act: () => PromiseLike<unknown>) {
  const table = at.split(' ON ')[1];
  await server.look(`CREATE OR REPLACE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'disk full'; END $$`);
  await server.look(`CREATE TRIGGER fail BEFORE ${at} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION public.fail()`);
  try {
    await act();
  } finally {
    await server.look(`DROP TRIGGER fail ON ${table}`);
  }
}
