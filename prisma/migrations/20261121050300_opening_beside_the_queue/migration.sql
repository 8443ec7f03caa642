SET ROLE consilium_owner;

-- What a transaction may see is asked by every statement, several times. The answer still is its opening event's, which nothing but
-- audit.open writes; it is read where that event waits for the log, from a small table, instead of among all events. Nobody takes it
-- from there before the transaction ends: the sequencer does not see it yet.
ALTER TABLE audit.pending
  ADD COLUMN tx xid8,
  ADD COLUMN recorded_at timestamptz,
  ADD COLUMN type text,
  ADD COLUMN actor_id uuid,
  ADD COLUMN entity_id uuid,
  ADD COLUMN occurred_at timestamptz,
  ADD COLUMN boards uuid[],
  ADD COLUMN sees_patients boolean;

CREATE OR REPLACE FUNCTION audit.append(p_organisation uuid, p_event uuid, p_leaf text, p_boards uuid[], p_sees_patients boolean)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  j jsonb := p_leaf::jsonb;
BEGIN
  IF p_leaf IS NOT JSON OBJECT WITH UNIQUE KEYS OR j->>'id' IS DISTINCT FROM p_event::text
     OR j->>'organisation' IS DISTINCT FROM p_organisation::text
     OR j->>'recordedAt' IS DISTINCT FROM audit.instant(audit.now())
     OR j->>'type' IS NULL OR j->>'outcome' IS NULL OR NOT j ? 'actor' THEN
    RAISE EXCEPTION 'the leaf does not say what its event says' USING ERRCODE = '23514';
  END IF;
  IF uuid_extract_version(p_event) IS DISTINCT FROM 7
     OR abs(extract(epoch FROM audit.clock() - uuid_extract_timestamp(p_event))) > 300 THEN
    RAISE EXCEPTION 'the event''s id is not of this hour: compare the clocks of server and database' USING ERRCODE = '23514';
  END IF;

  INSERT INTO audit.event (organisation_id, event_id, leaf, type, actor_id, entity, entity_id, patients, outcome, boards, sees_patients)
  VALUES (p_organisation, p_event, convert_to(p_leaf, 'UTF8'), j->>'type', (j->>'actor')::uuid, j->>'entity', (j->>'entityId')::uuid,
    ARRAY(SELECT jsonb_array_elements_text(j->'patients')::uuid), j->>'outcome', p_boards, p_sees_patients);
  IF p_boards IS NULL THEN
    INSERT INTO audit.pending (organisation_id, event_id) VALUES (p_organisation, p_event);
  ELSE
    INSERT INTO audit.pending (organisation_id, event_id, tx, recorded_at, type, actor_id, entity_id, occurred_at, boards, sees_patients)
    VALUES (p_organisation, p_event, pg_current_xact_id(), audit.now(), j->>'type', (j->>'actor')::uuid, (j->>'entityId')::uuid,
      (j->>'occurredAt')::timestamptz, p_boards, p_sees_patients);
  END IF;
  RETURN j;
END $$;

CREATE OR REPLACE FUNCTION audit.organisation() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT o.organisation_id FROM audit.pending o
    WHERE o.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
      AND o.event_id = nullif(current_setting('consilium.event', true), '')::uuid
      AND o.boards IS NOT NULL AND o.tx = pg_current_xact_id_if_assigned() AND o.recorded_at = audit.now());
END $$;

CREATE OR REPLACE FUNCTION audit.boards() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT o.boards FROM audit.pending o
    WHERE o.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
      AND o.event_id = nullif(current_setting('consilium.event', true), '')::uuid
      AND o.boards IS NOT NULL AND o.tx = pg_current_xact_id_if_assigned() AND o.recorded_at = audit.now());
END $$;

CREATE OR REPLACE FUNCTION audit.sees_patients() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT o.sees_patients FROM audit.pending o
    WHERE o.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
      AND o.event_id = nullif(current_setting('consilium.event', true), '')::uuid
      AND o.boards IS NOT NULL AND o.tx = pg_current_xact_id_if_assigned() AND o.recorded_at = audit.now()), false);
END $$;

CREATE OR REPLACE FUNCTION audit.actor() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT o.actor_id FROM audit.pending o
    WHERE o.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
      AND o.event_id = nullif(current_setting('consilium.event', true), '')::uuid
      AND o.boards IS NOT NULL AND o.tx = pg_current_xact_id_if_assigned() AND o.recorded_at = audit.now());
END $$;

CREATE OR REPLACE FUNCTION audit.live_grants() RETURNS TABLE (id uuid, case_ids uuid[]) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT g.id, g.case_ids
    FROM audit.pending o
    JOIN clinical.break_glass_grant g ON g.organisation_id = o.organisation_id AND g.user_id = o.actor_id
    JOIN people.account a ON a.organisation_id = o.organisation_id AND a.id = o.actor_id
    WHERE o.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
      AND o.event_id = nullif(current_setting('consilium.event', true), '')::uuid
      AND o.boards IS NOT NULL AND o.tx = pg_current_xact_id_if_assigned() AND o.recorded_at = audit.now()
      AND a.is_active AND a.roles && ARRAY['coordinator', 'specialist', 'chair']
      AND g.expires_at > o.occurred_at
      AND g.recorded_at > audit.now() - interval '1 hour';
END $$;

CREATE OR REPLACE FUNCTION audit.granted_cases() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT unnest(g.case_ids) FROM audit.live_grants() g);
END $$;

CREATE OR REPLACE FUNCTION audit.emergency_case() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT o.entity_id FROM audit.pending o
    WHERE o.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
      AND o.event_id = nullif(current_setting('consilium.event', true), '')::uuid
      AND o.boards IS NOT NULL AND o.tx = pg_current_xact_id_if_assigned() AND o.recorded_at = audit.now()
      AND o.type = 'emergency.opened' AND o.entity_id = ANY (audit.granted_cases()));
END $$;

-- Without settings of its own PostgreSQL writes its body into the index that asks it of every event, instead of calling it.
ALTER FUNCTION audit.request_of(bytea) RESET search_path;

RESET ROLE;
