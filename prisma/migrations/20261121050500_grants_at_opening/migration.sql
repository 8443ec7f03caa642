SET ROLE consilium_owner;

-- Which grants of break-glass are alive was asked by every statement. It is asked once, when the transaction opens, and kept with its
-- opening event: [{"id", "caseIds"}], or null where none is.
ALTER TABLE audit.pending ADD COLUMN grants jsonb;

SELECT audit.amend('audit.open', '  leaf jsonb;
', '  leaf jsonb;
  live jsonb;
');
SELECT audit.amend('audit.open', '  PERFORM set_config(', $$  -- By the clock of the request, and by the database's own for a server whose clock stands still; for who works clinically alone.
  IF roles && ARRAY['coordinator', 'specialist', 'chair'] THEN
    SELECT jsonb_agg(jsonb_build_object('id', g.id, 'caseIds', g.case_ids)) INTO live FROM clinical.break_glass_grant g
      WHERE g.organisation_id = p_organisation AND g.user_id = p_actor
        AND g.expires_at > (leaf->>'occurredAt')::timestamptz AND g.recorded_at > audit.now() - interval '1 hour';
    IF live IS NOT NULL THEN
      UPDATE audit.pending p SET grants = live WHERE p.organisation_id = p_organisation AND p.event_id = p_event;
    END IF;
  END IF;
  PERFORM set_config($$);
-- what points at an opening is set by one alone
SELECT audit.amend('audit.open', '  IF audit.organisation() IS NOT NULL THEN',
  $$  IF nullif(current_setting('consilium.event', true), '') IS NOT NULL AND audit.organisation() IS NOT NULL THEN$$);

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
