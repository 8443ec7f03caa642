import { Client } from 'pg';
import { StoryClock } from '../seed/story-clock.js';

/** Something is recorded in this database already: its clock stays as it is. */
export class NotEmpty extends Error {
  override readonly message = 'A rehearsal wants an empty database of its own: this one holds an organisation.';
}

/** Weeks of a month at least, so that no month of a rehearsal lacks its part of the table of events. */
const WEEKS_OF_A_MONTH = 4;

/**
 * The clock of a rehearsal, and of its database: what is recorded, the ids of events and the instants of checkpoints all follow it.
 * Only a database's owner can put it there, and only while nothing is recorded.
 */
export class RehearsalClock extends StoryClock {
  private told = '';

  private constructor(
    start: Date,
    private readonly owner: Client,
  ) {
    super(start);
  }

  /** Takes the place of the database's clock. @throws NotEmpty */
  static async takeOver(owner: Client, start: Date, weeks: number): Promise<RehearsalClock> {
    const { rowCount } = await owner.query('SELECT FROM people.organisation LIMIT 1');
    if (rowCount !== 0) throw new NotEmpty();

    await owner.query(REPLACEMENT);
    const clock = new RehearsalClock(start, owner);
    await clock.settle();
    await owner.query('SELECT audit.ensure_partitions($1)', [Math.ceil(weeks / WEEKS_OF_A_MONTH)]);
    return clock;
  }

  override async settle(): Promise<void> {
    const now = this.now().toISOString();
    if (now === this.told) return;
    await this.owner.query('UPDATE rehearsal.clock SET instant = $1::timestamptz', [now]);
    this.told = now;
  }
}

/** The instant of a transaction stays what it was when somebody first asked, as PostgreSQL's own does. */
const REPLACEMENT = `
  CREATE SCHEMA rehearsal AUTHORIZATION consilium_owner;
  SET ROLE consilium_owner;
  CREATE TABLE rehearsal.clock (instant timestamptz NOT NULL);
  INSERT INTO rehearsal.clock VALUES (pg_catalog.now());

  CREATE OR REPLACE FUNCTION audit.clock() RETURNS timestamptz LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN (SELECT c.instant FROM rehearsal.clock c);
  END $$;

  CREATE OR REPLACE FUNCTION audit.now() RETURNS timestamptz LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    instant text := nullif(current_setting('rehearsal.instant', true), '');
  BEGIN
    RETURN coalesce(instant, set_config('rehearsal.instant', (SELECT c.instant::text FROM rehearsal.clock c), true))::timestamptz;
  END $$;
  RESET ROLE`;
