SET ROLE consilium_owner;

-- Every statement asks, several times, for the opening of its transaction. It is found by the transaction's own number, which nobody can
-- choose, instead of by settings that point at it: nothing is left that could be forged. Numbers begin anew in another PostgreSQL, after a
-- restore, while old openings may still wait: so the time belongs to the key.
CREATE UNIQUE INDEX pending_opening ON audit.pending (tx, recorded_at) WHERE tx IS NOT NULL;

-- Written into what asks it: for the functions below alone, which run as its owner.
CREATE FUNCTION audit.opening() RETURNS SETOF audit.pending LANGUAGE sql STABLE AS $$
  SELECT * FROM audit.pending p WHERE p.tx = pg_current_xact_id_if_assigned() AND p.recorded_at = audit.now()
$$;

CREATE OR REPLACE FUNCTION audit.organisation() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.organisation_id FROM audit.opening() o
$$;
CREATE OR REPLACE FUNCTION audit.boards() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.boards FROM audit.opening() o
$$;
CREATE OR REPLACE FUNCTION audit.actor() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.actor_id FROM audit.opening() o
$$;
CREATE OR REPLACE FUNCTION audit.purpose() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.type FROM audit.opening() o
$$;
CREATE OR REPLACE FUNCTION audit.sees_patients() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT o.sees_patients FROM audit.opening() o), false)
$$;
CREATE OR REPLACE FUNCTION audit.granted_cases() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT ARRAY(SELECT jsonb_array_elements_text(g->'caseIds')::uuid FROM jsonb_array_elements(o.grants) g)
    FROM audit.opening() o WHERE o.grants IS NOT NULL), '{}')
$$;
-- Not stable: it is asked beside audit.open, in one statement, and sees what that has written.
CREATE OR REPLACE FUNCTION audit.break_glass() RETURNS jsonb LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT o.grants FROM audit.opening() o), '[]')
$$;
CREATE OR REPLACE FUNCTION audit.emergency_case() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.entity_id FROM audit.opening() o WHERE o.type = 'emergency.opened' AND o.entity_id = ANY (audit.granted_cases())
$$;

CREATE OR REPLACE FUNCTION audit.require_open(p_organisation uuid, p_actor uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM audit.opening() o WHERE o.organisation_id = p_organisation AND o.actor_id IS NOT DISTINCT FROM p_actor) THEN
    RAISE EXCEPTION 'an event is recorded in the transaction that its actor opened' USING ERRCODE = '42501';
  END IF;
END $$;

SELECT audit.amend('clinical.break_glass', $$
  SELECT (convert_from(e.leaf, 'UTF8')::jsonb->>'occurredAt')::timestamptz INTO granted_at FROM audit.event e
    WHERE e.organisation_id = mine AND e.event_id = nullif(current_setting('consilium.event', true), '')::uuid AND e.type = 'break-glass.asking';$$, $$
  SELECT o.occurred_at INTO granted_at FROM audit.opening() o WHERE o.type = 'break-glass.asking';$$);

SELECT audit.amend('audit.open', $$nullif(current_setting('consilium.event', true), '') IS NOT NULL AND audit.organisation()$$,
  $$pg_current_xact_id_if_assigned() IS NOT NULL AND audit.organisation()$$);
SELECT audit.amend('audit.open', $$
  PERFORM set_config('consilium.organisation', p_organisation::text, true), set_config('consilium.event', p_event::text, true);$$, '');

-- PostgreSQL writes a body into what asks it only where it is declared no steadier than what it calls, and to_char is stable.
ALTER FUNCTION audit.instant(timestamptz) STABLE;

-- An index on a function of SQL parses that function's body for every event. On its body it does not: a query that asks by the function
-- has it written in, and meets the same words. A request's id is of letters, digits, dots, hyphens and underscores, which 'escape' leaves
-- alone; and bytes as text, unlike a decoded text, are the same in every database, as an index demands.
DROP INDEX audit.event_by_request;
CREATE OR REPLACE FUNCTION audit.request_of(p_leaf bytea) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT nullif(split_part(split_part(encode(p_leaf, 'escape'), '"req":"', 2), '"', 1), '')
$$;
CREATE INDEX event_by_request ON audit.event
  (organisation_id, nullif(split_part(split_part(encode(leaf, 'escape'), '"req":"', 2), '"', 1), ''), event_id);

RESET ROLE;
