SET ROLE consilium_owner;

-- A search for several types read as many events of each as one page may look at before it showed the first: it merges them now.
DROP FUNCTION audit.led_by(text, boolean);

-- The events that a leading key leads to, in order, at most $5 of them. $1 organisation, $2 the key's values as text, $3 and $4 the ids
-- between which to look (both exclusive). The events of a few types are merged as they are read, so that a page ends the reading of all of
-- them; those of a case's many entities, each of which has few, are gathered first. p_keys says how many values there are.
CREATE FUNCTION audit.led_by(p_lead text, p_newest boolean, p_keys int) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_lead
    WHEN 'entities' THEN replace('SELECT e.* FROM unnest($2::uuid[]) k CROSS JOIN LATERAL (' || part || ') e' || in_order, ':key', 'e.entity_id = k AND')
    WHEN 'types' THEN (SELECT string_agg(replace('(' || part || ')', ':key', format('e.type = $2[%s] AND', n)), ' UNION ALL ')
      FROM generate_series(1, p_keys) n) || ' ORDER BY event_id' || direction || ' LIMIT $5'
    WHEN 'type' THEN replace(part, ':key', 'e.type = $2[1] AND')
    WHEN 'entity' THEN replace(part, ':key', 'e.entity_id = $2[1]::uuid AND')
    WHEN 'actor' THEN replace(part, ':key', 'e.actor_id = $2[1]::uuid AND')
    WHEN 'request' THEN replace(part, ':key', 'audit.request_of(e.leaf) = $2[1] AND')
    WHEN 'outcome' THEN replace(part, ':key', 'e.outcome = $2[1] AND e.outcome <> ''done'' AND')
    -- OFFSET 0: a patient's events are gathered first, because this index has no order
    WHEN 'patient' THEN 'SELECT e.* FROM (' || replace(unordered, ':key', 'e.patients @> ARRAY[$2[1]::uuid] AND e.patients <> ''{}'' AND') || ' OFFSET 0) e' || in_order
    -- every statement names every parameter
    WHEN 'time' THEN replace(part, ':key', '$2 IS NOT NULL AND')
  END
  FROM (SELECT CASE WHEN p_newest THEN ' DESC' ELSE ' ASC' END) d (direction),
    LATERAL (SELECT ' ORDER BY e.event_id' || direction || ' LIMIT $5') o (in_order),
    LATERAL (SELECT 'SELECT e.event_id, e.recorded_at, e.type, e.actor_id, e.entity, e.entity_id, e.patients, e.outcome FROM audit.event e
      WHERE e.organisation_id = $1 AND :key e.event_id > $3 AND e.event_id < $4') u (unordered),
    LATERAL (SELECT unordered || in_order) s (part)
$$;

CREATE OR REPLACE FUNCTION audit.find(p_case uuid, p_patient uuid, p_actor uuid, p_types text[], p_outcome text, p_entity text, p_entity_id uuid,
  p_request text, p_from timestamptz, p_to timestamptz, p_after uuid, p_newest boolean, p_limit int)
RETURNS TABLE (event_id uuid, leaf text, leaf_hash bytea, "position" bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
-- Reading by an index in its order, and stopping, is never much slower than what the planner may prefer; the other way round it is.
SET enable_seqscan = off SET enable_sort = off SET jit = off AS $$
DECLARE
  looked_at CONSTANT int := 20000;
  -- each is planned for every month; of more, nearly every event is one
  most_types CONSTANT int := 6;
  mine uuid := audit.organisation();
  me uuid := audit.actor();
  sees_all boolean := audit.reads_whole_log();
  chaired uuid[] := audit.chaired_boards();
  alias uuid;
  of_case text[];
  lead text;
  keys text[];
  low uuid := audit.first_id_for(p_from);
  high uuid := audit.last_id_for(least(p_to, audit.now()));
  wanted int := least(greatest(p_limit, 1), 1000);
  given int;
  statement text;
BEGIN
  IF audit.purpose() IS DISTINCT FROM 'audit.read' THEN
    RAISE EXCEPTION 'events are found in a transaction that opened for it' USING ERRCODE = '42501';
  END IF;
  IF NOT sees_all AND cardinality(chaired) = 0 THEN
    p_actor := CASE WHEN p_actor IS NULL OR p_actor = me THEN me ELSE NULL END;
    IF p_actor IS NULL THEN RETURN; END IF;
  END IF;
  IF p_patient IS NOT NULL THEN
    SELECT p.alias INTO alias FROM clinical.patient p WHERE p.organisation_id = mine AND p.id = p_patient;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;
  p_types := nullif(ARRAY(SELECT DISTINCT t FROM unnest(p_types) t), '{}');
  IF p_case IS NOT NULL THEN
    of_case := audit.entities_of_case(mine, p_case);
  END IF;

  -- the key that leaves the fewest events to look at
  SELECT k.lead, k.keys INTO lead, keys FROM (VALUES
    (1, 'request', ARRAY[p_request]), (2, 'entity', ARRAY[p_entity_id::text]), (3, 'entities', of_case), (4, 'patient', ARRAY[alias::text]),
    (5, 'actor', ARRAY[p_actor::text]), (6, 'outcome', ARRAY[nullif(p_outcome, 'done')]),
    (7, CASE cardinality(p_types) WHEN 1 THEN 'type' ELSE 'types' END, CASE WHEN cardinality(p_types) <= most_types THEN p_types END), (8, 'time', ARRAY[''])) k (rank, lead, keys)
    WHERE k.keys[1] IS NOT NULL ORDER BY k.rank LIMIT 1;
  IF lead IS NULL OR (p_case IS NOT NULL AND of_case[1] IS NULL) THEN RETURN; END IF;
  IF p_newest THEN high := least(high, coalesce(p_after, high)); ELSE low := greatest(low, coalesce(p_after, low)); END IF;

  statement := format($f$
    SELECT h.event_id, convert_from(e.leaf, 'UTF8'), e.leaf_hash, n.position
    FROM (SELECT c.event_id FROM (%s) c
      WHERE ($6 IS NULL OR c.actor_id = $6) AND ($7 IS NULL OR c.type = ANY ($7)) AND ($8 IS NULL OR c.outcome = $8)
        AND ($9 IS NULL OR c.entity = $9) AND ($10 IS NULL OR c.entity_id = $10) AND ($11 IS NULL OR c.patients @> ARRAY[$11])
        AND ($12 IS NULL OR c.entity_id = ANY ($12::uuid[]))
        AND ($13 IS NULL OR c.recorded_at >= $13) AND ($14 IS NULL OR c.recorded_at < $14)
        AND ($15 OR c.actor_id = $16 OR audit.is_of_boards($1, c.entity, c.entity_id, $17))
      ORDER BY c.event_id %2$s LIMIT $18) h
    CROSS JOIN LATERAL (SELECT v.leaf, v.leaf_hash FROM audit.event v WHERE v.organisation_id = $1 AND v.event_id = h.event_id
      AND v.event_id > $3 AND v.event_id < $4 LIMIT 1) e
    LEFT JOIN audit.entry n ON n.organisation_id = $1 AND n.event_id = h.event_id
    ORDER BY h.event_id %2$s $f$, audit.led_by(lead, p_newest, cardinality(keys)), CASE WHEN p_newest THEN 'DESC' ELSE 'ASC' END);
  RETURN QUERY EXECUTE statement USING mine, keys, low, high, looked_at, p_actor, p_types, p_outcome, p_entity, p_entity_id, alias, of_case,
    p_from, p_to, sees_all, me, chaired, wanted;
  GET DIAGNOSTICS given = ROW_COUNT;

  IF given < wanted THEN
    RETURN QUERY EXECUTE format('SELECT c.event_id, NULL::text, NULL::bytea, NULL::bigint FROM (%s) c ORDER BY c.event_id %s OFFSET $5 - 1',
      audit.led_by(lead, p_newest, cardinality(keys)), CASE WHEN p_newest THEN 'DESC' ELSE 'ASC' END) USING mine, keys, low, high, looked_at;
  END IF;
END $$;

RESET ROLE;
