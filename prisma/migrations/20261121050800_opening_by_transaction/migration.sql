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

-- Opens the transaction with its first event and says who asks today, the live grants of break-glass among it; CS401 when the session or the
-- person is no longer good, CS409 when it is open already, before which a transaction without a number need not look. It sets nothing.
DROP FUNCTION audit.open, audit.break_glass;
CREATE FUNCTION audit.open(p_organisation uuid, p_event uuid, p_actor uuid, p_session uuid, p_head text, p_tail text,
  OUT recorded_at text, OUT roles text[], OUT scopes text[], OUT memberships jsonb, OUT break_glass jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  seen uuid[];
  leaf jsonb;
BEGIN
  IF pg_current_xact_id_if_assigned() IS NOT NULL AND audit.organisation() IS NOT NULL THEN
    RAISE EXCEPTION 'this transaction is open already' USING ERRCODE = 'CS409';
  END IF;

  IF p_actor IS NULL THEN
    roles := '{}';
    scopes := '{}';
    memberships := '[]';
  ELSE
    SELECT a.roles, a.scopes INTO roles, scopes FROM people.account a WHERE a.organisation_id = p_organisation AND a.id = p_actor AND a.is_active;
    IF NOT FOUND OR (p_session IS NOT NULL AND NOT EXISTS (SELECT FROM people.session s
        WHERE s.organisation_id = p_organisation AND s.id = p_session AND s.user_id = p_actor AND s.ended_at IS NULL)) THEN
      RAISE EXCEPTION 'the session has ended' USING ERRCODE = 'CS401';
    END IF;

    SELECT coalesce(jsonb_agg(m.membership), '[]') INTO memberships FROM (
      SELECT jsonb_build_object('boardId', b.id, 'isChair', b.chair_id = p_actor,
        'isMember', bool_or(bm.user_id = p_actor), 'specialty', max(bm.specialty) FILTER (WHERE bm.user_id = p_actor),
        'deputyFor', coalesce(jsonb_agg(jsonb_build_object('userId', bm.user_id, 'specialty', bm.specialty))
          FILTER (WHERE p_actor = ANY (bm.deputy_ids)), '[]')) AS membership
      FROM people.board_member bm JOIN people.board b ON b.organisation_id = bm.organisation_id AND b.id = bm.board_id
      WHERE bm.organisation_id = p_organisation AND bm.is_active
        AND (bm.user_id = p_actor OR bm.deputy_ids @> ARRAY[p_actor])
      GROUP BY b.id, b.chair_id) m;
  END IF;

  -- the system and the organisation's own readers see every board; everybody else the boards they sit on or deputise for
  IF p_actor IS NULL OR roles && ARRAY['auditor', 'integration'] THEN
    seen := ARRAY(SELECT b.id FROM people.board b WHERE b.organisation_id = p_organisation);
  ELSE
    seen := ARRAY(SELECT (m->>'boardId')::uuid FROM jsonb_array_elements(memberships) m);
  END IF;

  recorded_at := audit.instant(audit.now());
  leaf := audit.append(p_organisation, p_event, p_head || to_json(recorded_at)::text || p_tail, seen,
    p_actor IS NULL OR roles && ARRAY['coordinator', 'specialist', 'chair', 'auditor', 'integration']);
  IF (leaf->>'actor')::uuid IS DISTINCT FROM p_actor THEN
    RAISE EXCEPTION 'the leaf names another actor' USING ERRCODE = '23514';
  END IF;
  -- By the clock of the request, and by the database's own for a server whose clock stands still; for who works clinically alone.
  IF roles && ARRAY['coordinator', 'specialist', 'chair'] THEN
    SELECT jsonb_agg(jsonb_build_object('id', g.id, 'caseIds', g.case_ids)) INTO break_glass FROM clinical.break_glass_grant g
      WHERE g.organisation_id = p_organisation AND g.user_id = p_actor
        AND g.expires_at > (leaf->>'occurredAt')::timestamptz AND g.recorded_at > audit.now() - interval '1 hour';
    IF break_glass IS NOT NULL THEN
      UPDATE audit.pending p SET grants = break_glass WHERE p.organisation_id = p_organisation AND p.event_id = p_event;
    END IF;
  END IF;
  break_glass := coalesce(break_glass, '[]');
END $$;
GRANT EXECUTE ON FUNCTION audit.open TO consilium_app;

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
