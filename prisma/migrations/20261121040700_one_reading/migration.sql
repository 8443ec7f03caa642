SET ROLE consilium_owner;

-- A leaf has one reading: a key that is said twice would let one program read the first value and another the last.
CREATE OR REPLACE FUNCTION audit.append(p_organisation uuid, p_event uuid, p_leaf text, p_boards uuid[], p_sees_patients boolean)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  j jsonb := p_leaf::jsonb;
BEGIN
  IF p_leaf IS NOT JSON OBJECT WITH UNIQUE KEYS OR j->>'id' IS DISTINCT FROM p_event::text
     OR j->>'organisation' IS DISTINCT FROM p_organisation::text
     OR j->>'recordedAt' IS DISTINCT FROM audit.instant(transaction_timestamp())
     OR j->>'type' IS NULL OR j->>'outcome' IS NULL OR NOT j ? 'actor' THEN
    RAISE EXCEPTION 'the leaf does not say what its event says' USING ERRCODE = '23514';
  END IF;
  IF uuid_extract_version(p_event) IS DISTINCT FROM 7
     OR abs(extract(epoch FROM clock_timestamp() - uuid_extract_timestamp(p_event))) > 300 THEN
    RAISE EXCEPTION 'the event''s id is not of this hour: compare the clocks of server and database' USING ERRCODE = '23514';
  END IF;

  INSERT INTO audit.event (organisation_id, event_id, leaf, type, actor_id, entity, entity_id, patients, outcome, boards, sees_patients)
  VALUES (p_organisation, p_event, convert_to(p_leaf, 'UTF8'), j->>'type', (j->>'actor')::uuid, j->>'entity', (j->>'entityId')::uuid,
    ARRAY(SELECT jsonb_array_elements_text(j->'patients')::uuid), j->>'outcome', p_boards, p_sees_patients);
  INSERT INTO audit.pending (organisation_id, event_id) VALUES (p_organisation, p_event);
  RETURN j;
END $$;

RESET ROLE;
