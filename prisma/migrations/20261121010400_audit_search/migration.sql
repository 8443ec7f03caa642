SET ROLE consilium_owner;

-- Finding events. Every search has one leading key with an index in the order of event ids, which is the order of time; all other
-- conditions are tried on what the key leads to, newest or oldest first, at most a window of events for one page. No combination of
-- conditions therefore reads the whole log, whatever the planner thinks of their frequency.

-- A request's id is in the leaf alone.
CREATE FUNCTION audit.request_of(p_leaf bytea) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT convert_from(p_leaf, 'UTF8')::jsonb->>'req'
$$;

CREATE INDEX event_by_type ON audit.event (organisation_id, type, event_id);
CREATE INDEX event_by_request ON audit.event (organisation_id, audit.request_of(leaf), event_id);
-- nearly everything is done, and then time itself leads
CREATE INDEX event_by_outcome ON audit.event (organisation_id, outcome, event_id) WHERE outcome <> 'done';
CREATE INDEX event_by_patient ON audit.event USING gin (patients) WHERE patients <> '{}';

-- Where a period begins and ends among event ids: an id may be five minutes off the database's time.
CREATE FUNCTION audit.first_id_for(p_from timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT audit.first_id_of(greatest(coalesce(p_from, '1970-01-01Z'), '1970-01-01 00:05Z') - interval '5 minutes')
$$;
CREATE FUNCTION audit.last_id_for(p_to timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT audit.first_id_of(greatest(p_to, '1970-01-01Z') + interval '6 minutes')
$$;

-- The events that a leading key leads to, in order, at most $5 of them. $1 organisation, $2 the key's values as text, $3 and $4 the ids
-- between which to look (both exclusive). Several values of one key are each looked up in order and merged.
CREATE FUNCTION audit.led_by(p_lead text, p_newest boolean) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_lead
    WHEN 'entities' THEN replace('SELECT e.* FROM unnest($2::uuid[]) k CROSS JOIN LATERAL (' || part || ') e' || in_order, ':key', 'e.entity_id = k AND')
    WHEN 'types' THEN replace('SELECT e.* FROM unnest($2) k CROSS JOIN LATERAL (' || part || ') e' || in_order, ':key', 'e.type = k AND')
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
  FROM (SELECT ' ORDER BY e.event_id ' || CASE WHEN p_newest THEN 'DESC' ELSE 'ASC' END || ' LIMIT $5') o (in_order),
    LATERAL (SELECT 'SELECT e.event_id, e.recorded_at, e.type, e.actor_id, e.entity, e.entity_id, e.patients, e.outcome FROM audit.event e
      WHERE e.organisation_id = $1 AND :key e.event_id > $3 AND e.event_id < $4') u (unordered),
    LATERAL (SELECT unordered || in_order) s (part)
$$;

-- Which boards whoever opened this transaction chairs: as a member still, and with an account that still backs the seat.
CREATE FUNCTION audit.chaired_boards() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT b.id FROM people.board b
    JOIN people.board_member m ON m.organisation_id = b.organisation_id AND m.board_id = b.id AND m.user_id = b.chair_id AND m.is_active
    JOIN people.account a ON a.organisation_id = b.organisation_id AND a.id = b.chair_id AND a.is_active
    WHERE b.organisation_id = audit.organisation() AND b.chair_id = audit.actor() AND a.roles && ARRAY['specialist', 'chair']);
END $$;

-- An event is of a board when what it is about belongs to a case of that board.
CREATE FUNCTION audit.is_of_boards(p_organisation uuid, p_entity text, p_entity_id uuid, p_boards uuid[]) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN p_entity_id IS NOT NULL AND cardinality(p_boards) > 0 AND EXISTS (SELECT FROM clinical.version v
    WHERE v.organisation_id = p_organisation AND v.entity = p_entity AND v.entity_id = p_entity_id
      AND v.case_id IS NOT NULL AND v.board_id = ANY (p_boards));
END $$;

-- Everything that is about a case: the case, what hangs on it, and the break-glass grants that reach it.
CREATE FUNCTION audit.entities_of_case(p_organisation uuid, p_case uuid) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(
    SELECT v.entity_id::text FROM clinical.version v WHERE v.organisation_id = p_organisation AND v.case_id = p_case
    UNION
    SELECT g.id::text FROM clinical.board_case c
      JOIN clinical.break_glass_grant g ON g.organisation_id = c.organisation_id AND g.patient_id = c.patient_id AND p_case = ANY (g.case_ids)
      WHERE c.organisation_id = p_organisation AND c.id = p_case);
END $$;

-- One page of events that meet every condition that is not null, in the order of their ids. Auditors find all of the organisation, a
-- chair what concerns the cases of their boards, everybody what they did themselves. A row without a leaf says how far was looked when
-- the window ended before the page was full: the next page begins behind it.
CREATE FUNCTION audit.find(p_case uuid, p_patient uuid, p_actor uuid, p_types text[], p_outcome text, p_entity text, p_entity_id uuid,
  p_request text, p_from timestamptz, p_to timestamptz, p_after uuid, p_newest boolean, p_limit int)
RETURNS TABLE (event_id uuid, leaf text, leaf_hash bytea, "position" bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
-- Reading by an index in its order, and stopping, is never much slower than what the planner may prefer; the other way round it is.
SET enable_seqscan = off SET enable_sort = off SET jit = off AS $$
DECLARE
  looked_at CONSTANT int := 20000;
  mine uuid := audit.organisation();
  me uuid := audit.actor();
  sees_all boolean := audit.reads_whole_log();
  chaired uuid[] := audit.chaired_boards();
  alias uuid;
  of_case text[];
  lead text;
  keys text[];
  low uuid := audit.first_id_for(p_from);
  high uuid := audit.last_id_for(least(p_to, now()));
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
  IF p_case IS NOT NULL THEN
    of_case := audit.entities_of_case(mine, p_case);
  END IF;

  -- the key that leaves the fewest events to look at
  SELECT k.lead, k.keys INTO lead, keys FROM (VALUES
    (1, 'request', ARRAY[p_request]), (2, 'entity', ARRAY[p_entity_id::text]), (3, 'entities', of_case), (4, 'patient', ARRAY[alias::text]),
    (5, 'actor', ARRAY[p_actor::text]), (6, 'outcome', ARRAY[nullif(p_outcome, 'done')]),
    (7, CASE cardinality(p_types) WHEN 1 THEN 'type' ELSE 'types' END, p_types), (8, 'time', ARRAY[''])) k (rank, lead, keys)
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
    ORDER BY h.event_id %2$s $f$, audit.led_by(lead, p_newest), CASE WHEN p_newest THEN 'DESC' ELSE 'ASC' END);
  RETURN QUERY EXECUTE statement USING mine, keys, low, high, looked_at, p_actor, p_types, p_outcome, p_entity, p_entity_id, alias, of_case,
    p_from, p_to, sees_all, me, chaired, wanted;
  GET DIAGNOSTICS given = ROW_COUNT;

  IF given < wanted THEN
    RETURN QUERY EXECUTE format('SELECT c.event_id, NULL::text, NULL::bytea, NULL::bigint FROM (%s) c ORDER BY c.event_id %s OFFSET $5 - 1',
      audit.led_by(lead, p_newest), CASE WHEN p_newest THEN 'DESC' ELSE 'ASC' END) USING mine, keys, low, high, looked_at;
  END IF;
END $$;

-- One event of those that audit.find would find.
CREATE FUNCTION audit.find_one(p_event uuid) RETURNS TABLE (event_id uuid, leaf text, leaf_hash bytea, "position" bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.organisation();
BEGIN
  IF audit.purpose() IS DISTINCT FROM 'audit.read' THEN
    RAISE EXCEPTION 'events are found in a transaction that opened for it' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
    SELECT e.event_id, convert_from(e.leaf, 'UTF8'), e.leaf_hash, n.position FROM audit.event e
    LEFT JOIN audit.entry n ON n.organisation_id = e.organisation_id AND n.event_id = e.event_id
    WHERE e.organisation_id = mine AND e.event_id = p_event
      AND (audit.reads_whole_log() OR e.actor_id = audit.actor() OR audit.is_of_boards(mine, e.entity, e.entity_id, audit.chaired_boards()));
END $$;

-- Who saw a patient: one row for each transaction that showed the patient or changed anything about them, with its opening event and,
-- under a broken glass, the event that granted it. The events of one patient are read through their index, whole, and then grouped.
CREATE FUNCTION audit.disclosures(p_patient uuid, p_from timestamptz, p_to timestamptz, p_after uuid, p_newest boolean, p_limit int)
RETURNS TABLE (event_id uuid, opening text, leaves text[], granting text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off SET jit = off AS $$
DECLARE
  mine uuid := audit.organisation();
  me uuid := audit.actor();
  sees_all boolean := audit.reads_whole_log();
  chaired uuid[] := audit.chaired_boards();
  alias uuid;
  margin CONSTANT interval := interval '10 minutes';
  direction text := CASE WHEN p_newest THEN 'DESC' ELSE 'ASC' END;
BEGIN
  IF audit.purpose() IS DISTINCT FROM 'audit.read' THEN
    RAISE EXCEPTION 'disclosures are accounted for in a transaction that opened for it' USING ERRCODE = '42501';
  END IF;
  SELECT p.alias INTO alias FROM clinical.patient p WHERE p.organisation_id = mine AND p.id = p_patient;
  RETURN QUERY EXECUTE format($f$
    SELECT g.event_id, convert_from(o.leaf, 'UTF8'), g.leaves, convert_from(b.leaf, 'UTF8')
    FROM (SELECT (array_agg(e.event_id ORDER BY e.event_id))[1] AS event_id, e.tx, e.recorded_at,
        array_agg(convert_from(e.leaf, 'UTF8') ORDER BY e.event_id) AS leaves
      FROM audit.event e
      WHERE e.organisation_id = $1 AND e.patients @> ARRAY[$2] AND e.patients <> '{}' AND e.event_id > $3 AND e.event_id < $4
        AND ($5 IS NULL OR e.recorded_at >= $5) AND ($6 IS NULL OR e.recorded_at < $6)
        AND ($7 OR e.actor_id = $8 OR audit.is_of_boards($1, e.entity, e.entity_id, $9))
      GROUP BY e.tx, e.recorded_at
      HAVING $10 IS NULL OR CASE WHEN $11 THEN (array_agg(e.event_id ORDER BY e.event_id))[1] < $10 ELSE (array_agg(e.event_id ORDER BY e.event_id))[1] > $10 END
      ORDER BY 1 %1$s LIMIT $12) g
    CROSS JOIN LATERAL (SELECT o.leaf FROM audit.event o
      WHERE o.tx = g.tx AND o.recorded_at = g.recorded_at AND o.organisation_id = $1 AND o.boards IS NOT NULL
        AND o.event_id > audit.first_id_of(uuid_extract_timestamp(g.event_id) - $13) AND o.event_id < audit.first_id_of(uuid_extract_timestamp(g.event_id) + $13)
      LIMIT 1) o
    LEFT JOIN LATERAL (SELECT b.leaf FROM audit.event b
      WHERE b.organisation_id = $1 AND b.type = 'break-glass.granted'
        AND b.entity_id = nullif(split_part((SELECT l FROM unnest(g.leaves) l WHERE l::jsonb->>'purpose' LIKE 'break-glass:%%' LIMIT 1)::jsonb->>'purpose', ':', 2), '')::uuid
      LIMIT 1) b ON true
    ORDER BY g.event_id %1$s $f$, direction)
  USING mine, alias, audit.first_id_for(p_from), audit.last_id_for(least(p_to, now())), p_from, p_to, sees_all, me, chaired, p_after, p_newest,
    least(greatest(p_limit, 1), 1000), margin;
END $$;

-- A case as it was known: the last version of each of its aggregates, and of its patient, whose event is among the first p_size of the
-- log; before there was a log, that was recorded until p_at. Only for who may see the case's board.
CREATE FUNCTION audit.case_known_at(p_case uuid, p_at timestamptz, p_size bigint)
RETURNS TABLE (entity text, entity_id uuid, version int, recorded_at timestamptz, doc text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.organisation();
  seen uuid[] := audit.boards();
BEGIN
  IF audit.purpose() IS DISTINCT FROM 'history.opened' THEN
    RAISE EXCEPTION 'a case''s past is read in a transaction that opened for its story' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
    WITH subject AS (SELECT c.patient_id FROM clinical.board_case c
      WHERE c.organisation_id = mine AND c.id = p_case AND c.board_id = ANY (seen)),
    -- found by their keys first, so that only the documents that are shown are read
    latest AS (
      SELECT DISTINCT ON (v.entity, v.entity_id) v.entity, v.entity_id, v.version
      FROM subject s JOIN clinical.version v ON v.organisation_id = mine
        AND (v.case_id = p_case OR (v.entity = 'patient' AND v.entity_id = s.patient_id))
      WHERE CASE WHEN p_size IS NULL THEN v.recorded_at <= p_at
        ELSE EXISTS (SELECT FROM audit.entry n WHERE n.organisation_id = mine AND n.event_id = v.event_id AND n.position < p_size) END
      ORDER BY v.entity, v.entity_id, v.version DESC)
    SELECT v.entity, v.entity_id, v.version, v.recorded_at, convert_from(v.doc, 'UTF8')
    FROM latest l JOIN clinical.version v ON v.organisation_id = mine AND v.entity = l.entity AND v.entity_id = l.entity_id AND v.version = l.version
    ORDER BY v.recorded_at, v.event_id;
END $$;

GRANT EXECUTE ON FUNCTION audit.find, audit.find_one, audit.disclosures, audit.case_known_at TO consilium_app;

RESET ROLE;
