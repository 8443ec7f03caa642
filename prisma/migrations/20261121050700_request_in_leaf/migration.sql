SET ROLE consilium_owner;

-- The index of requests parsed every leaf whole, again. A leaf is canonical JSON, and a request's id has neither quotes nor backslashes
-- (the server makes up one of its own instead): it is cut out. Null where an event has none. That it is what the leaf says is held
-- against the leaf when an event is appended.
CREATE OR REPLACE FUNCTION audit.request_of(p_leaf bytea) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT nullif(split_part(split_part(convert_from(p_leaf, 'UTF8'), '"req":"', 2), '"', 1), '')
$$;

CREATE OR REPLACE FUNCTION audit.append(p_organisation uuid, p_event uuid, p_leaf text, p_boards uuid[], p_sees_patients boolean)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  j jsonb := p_leaf::jsonb;
BEGIN
  IF p_leaf IS NOT JSON OBJECT WITH UNIQUE KEYS OR j->>'id' IS DISTINCT FROM p_event::text
     OR j->>'organisation' IS DISTINCT FROM p_organisation::text
     OR j->>'recordedAt' IS DISTINCT FROM audit.instant(audit.now())
     OR j->>'type' IS NULL OR j->>'outcome' IS NULL OR NOT j ? 'actor'
     OR j->>'req' IS DISTINCT FROM audit.request_of(convert_to(p_leaf, 'UTF8')) THEN
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

RESET ROLE;
