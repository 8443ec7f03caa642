SET ROLE consilium_owner;

-- One clock for everything that is recorded, so that a rehearsal, on a database of its own, can put another in its place. Both are plain
-- SQL without settings of their own: PostgreSQL writes their bodies into the statements that ask, and they cost nothing.

-- The instant of this transaction: what `recordedAt` says, and what proves that an event is of this very transaction.
CREATE FUNCTION audit.now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT pg_catalog.transaction_timestamp() $$;

-- This very moment: what the id of an event is compared with, and when a checkpoint was signed.
CREATE FUNCTION audit.clock() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS $$ SELECT pg_catalog.clock_timestamp() $$;

-- Asked by whoever inserts a row that does not say when.
GRANT EXECUTE ON FUNCTION audit.now, audit.clock TO consilium_app, consilium_sequencer, consilium_auditor, consilium_eraser;

-- Every function asks it from here on. Only the question changes: each keeps its text, its owner, its settings and its grants.
DO $$
DECLARE
  f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = ANY (ARRAY['audit', 'clinical', 'people']::regnamespace[])
      AND p.proname <> ALL (ARRAY['now', 'clock']) AND p.prosrc ~* '\m(transaction_timestamp|now|clock_timestamp)\(\)|\mcurrent_timestamp\M'
  LOOP
    EXECUTE regexp_replace(regexp_replace(pg_get_functiondef(f), '\mclock_timestamp\(\)', 'audit.clock()', 'gi'),
      '\m(transaction_timestamp|now)\(\)|\mcurrent_timestamp\M', 'audit.now()', 'gi');
  END LOOP;
END $$;

-- And every column that says by itself when its row was written; a partition follows its table.
DO $$
DECLARE
  c record;
BEGIN
  FOR c IN SELECT d.adrelid::regclass AS relation, a.attname AS name, pg_get_expr(d.adbin, d.adrelid) ~ 'clock_timestamp' AS is_moment
    FROM pg_attrdef d
    JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
    JOIN pg_class t ON t.oid = d.adrelid AND NOT t.relispartition
    WHERE t.relnamespace = ANY (ARRAY['audit', 'clinical', 'people']::regnamespace[])
      AND pg_get_expr(d.adbin, d.adrelid) ~* '\m(transaction_timestamp|now|clock_timestamp)\(\)|\mcurrent_timestamp\M'
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT audit.%s()', c.relation, c.name, CASE WHEN c.is_moment THEN 'clock' ELSE 'now' END);
  END LOOP;
END $$;

RESET ROLE;
