SET ROLE consilium_owner;

-- Which grants of break-glass are alive was asked by every statement. It is asked once, when the transaction opens, and kept with its
-- opening event: [{"id", "caseIds"}], or null where none is.
ALTER TABLE audit.pending ADD COLUMN grants jsonb;

CREATE OR REPLACE FUNCTION audit.open(p_organisation uuid, p_event uuid, p_actor uuid, p_session uuid, p_head text, p_tail text,
  OUT recorded_at text, OUT roles text[], OUT scopes text[], OUT memberships jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  seen uuid[];
  leaf jsonb;
  live jsonb;
BEGIN
  -- what points at an opening is set by one alone
  IF nullif(current_setting('consilium.event', true), '') IS NOT NULL AND audit.organisation() IS NOT NULL THEN
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
    SELECT jsonb_agg(jsonb_build_object('id', g.id, 'caseIds', g.case_ids)) INTO live FROM clinical.break_glass_grant g
      WHERE g.organisation_id = p_organisation AND g.user_id = p_actor
        AND g.expires_at > (leaf->>'occurredAt')::timestamptz AND g.recorded_at > audit.now() - interval '1 hour';
    IF live IS NOT NULL THEN
      UPDATE audit.pending p SET grants = live WHERE p.organisation_id = p_organisation AND p.event_id = p_event;
    END IF;
  END IF;
  PERFORM set_config('consilium.organisation', p_organisation::text, true), set_config('consilium.event', p_event::text, true);
END $$;

CREATE OR REPLACE FUNCTION audit.break_glass() RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT o.grants FROM audit.pending o
    WHERE o.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
      AND o.event_id = nullif(current_setting('consilium.event', true), '')::uuid
      AND o.boards IS NOT NULL AND o.tx = pg_current_xact_id_if_assigned() AND o.recorded_at = audit.now()), '[]');
END $$;

CREATE OR REPLACE FUNCTION audit.granted_cases() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT ARRAY(SELECT jsonb_array_elements_text(g->'caseIds')::uuid FROM jsonb_array_elements(o.grants) g) FROM audit.pending o
    WHERE o.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
      AND o.event_id = nullif(current_setting('consilium.event', true), '')::uuid
      AND o.boards IS NOT NULL AND o.tx = pg_current_xact_id_if_assigned() AND o.recorded_at = audit.now() AND o.grants IS NOT NULL), '{}');
END $$;
DROP FUNCTION audit.live_grants();

RESET ROLE;
