SET ROLE consilium_owner;

-- The audit ledger: every transaction opens with an event that says who asks for what, every change carries its own event and
-- version. The log's tree, tiles and checkpoints only add to these tables (ARCHITECTURE.md, "The audit trail").
CREATE SCHEMA audit;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE TABLE audit.event (
  organisation_id uuid NOT NULL,
  event_id        uuid NOT NULL,
  tx              xid8 NOT NULL DEFAULT pg_current_xact_id(),
  recorded_at     timestamptz NOT NULL DEFAULT transaction_timestamp(),
  -- the bytes that the log will hash: canonical JSON, no personal data
  leaf            bytea NOT NULL CHECK (octet_length(leaf) BETWEEN 2 AND 8192),
  leaf_hash       bytea NOT NULL GENERATED ALWAYS AS (sha256('\x00'::bytea || leaf)) STORED,
  -- copied out of the leaf by audit.append, for finding
  type            text NOT NULL,
  actor_id        uuid,
  entity          text,
  entity_id       uuid,
  patients        uuid[] NOT NULL,
  outcome         text NOT NULL,
  -- what the transaction that this event opened may see; null on every other event
  boards          uuid[],
  sees_patients   boolean,
  PRIMARY KEY (organisation_id, event_id)
) PARTITION BY RANGE (event_id);
CREATE INDEX event_by_entity ON audit.event (organisation_id, entity_id, event_id);
CREATE INDEX event_by_actor ON audit.event (organisation_id, actor_id, event_id);
CREATE INDEX event_by_tx ON audit.event (tx);

-- The sequencer's work queue: not evidence.
CREATE TABLE audit.pending (
  organisation_id uuid NOT NULL,
  event_id        uuid NOT NULL,
  PRIMARY KEY (organisation_id, event_id)
);

-- Which person with psql may read which organisation's log.
CREATE TABLE audit.auditor_login (
  login           name NOT NULL,
  organisation_id uuid NOT NULL,
  PRIMARY KEY (login, organisation_id)
);

-- Each state of each aggregate: its document, bound to its event by a salted commitment.
CREATE TABLE clinical.version (
  organisation_id uuid NOT NULL,
  entity          text NOT NULL,
  entity_id       uuid NOT NULL,
  version         int NOT NULL CHECK (version > 0),
  board_id        uuid,
  case_id         uuid,
  event_id        uuid NOT NULL,
  tx              xid8 NOT NULL DEFAULT pg_current_xact_id(),
  recorded_at     timestamptz NOT NULL DEFAULT transaction_timestamp(),
  -- an erasure empties these two; the commitment stays
  salt            bytea CHECK (octet_length(salt) = 32),
  doc             bytea,
  commitment      bytea NOT NULL CHECK (octet_length(commitment) = 32),
  PRIMARY KEY (organisation_id, entity, entity_id, version),
  FOREIGN KEY (organisation_id, event_id) REFERENCES audit.event (organisation_id, event_id)
);
CREATE INDEX version_by_case ON clinical.version (organisation_id, case_id, event_id) WHERE case_id IS NOT NULL;

-- Append-only, for everybody, whatever is granted one day. ---------------------------------------------------------------------

CREATE FUNCTION audit.deny() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

CREATE FUNCTION audit.make_append_only(p_table regclass) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER deny BEFORE UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION audit.deny()', p_table);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER deny', p_table);
END $$;

SELECT audit.make_append_only('audit.event');
SELECT audit.make_append_only('clinical.version');

-- Partitions by month. A UUIDv7 sorts by its time, so a range of ids is a range of time. -----------------------------------------

CREATE FUNCTION audit.first_id_of(p_at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT rpad(lpad(to_hex((extract(epoch FROM p_at) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;

-- Makes this month's partition and those of the next p_ahead months; safe to call from many processes at once.
CREATE FUNCTION audit.ensure_partitions(p_ahead int DEFAULT 12) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  made int := 0;
  month timestamptz := date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
  next_month timestamptz;
  name text;
BEGIN
  IF p_ahead NOT BETWEEN 0 AND 120 THEN
    RAISE EXCEPTION 'partitions are made 0 to 120 months ahead' USING ERRCODE = '22023';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('audit.ensure_partitions', 0));
  FOR i IN 0..p_ahead LOOP
    next_month := (month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC';
    name := 'event_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM');
    IF to_regclass('audit.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE audit.%I PARTITION OF audit.event FOR VALUES FROM (%L) TO (%L)',
        name, audit.first_id_of(month), audit.first_id_of(next_month));
      -- a statement trigger on the parent does not fire for a partition that is named directly
      PERFORM audit.make_append_only(format('audit.%I', name)::regclass);
      EXECUTE format('ALTER TABLE audit.%I ENABLE ROW LEVEL SECURITY', name);
      made := made + 1;
    END IF;
    month := next_month;
  END LOOP;
  RETURN made;
END $$;

SELECT audit.ensure_partitions(24);

-- The transaction's opening event decides what it sees. -------------------------------------------------------------------------
-- The settings below only point at an event; they prove nothing: the event must be one that this very transaction appended.

CREATE FUNCTION audit.organisation() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT e.organisation_id FROM audit.event e
    WHERE e.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
      AND e.event_id = nullif(current_setting('consilium.event', true), '')::uuid
      AND e.boards IS NOT NULL AND e.tx = pg_current_xact_id_if_assigned() AND e.recorded_at = transaction_timestamp());
END $$;

CREATE FUNCTION audit.boards() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT e.boards FROM audit.event e
    WHERE e.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
      AND e.event_id = nullif(current_setting('consilium.event', true), '')::uuid
      AND e.boards IS NOT NULL AND e.tx = pg_current_xact_id_if_assigned() AND e.recorded_at = transaction_timestamp());
END $$;

CREATE FUNCTION audit.sees_patients() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT e.sees_patients FROM audit.event e
    WHERE e.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
      AND e.event_id = nullif(current_setting('consilium.event', true), '')::uuid
      AND e.boards IS NOT NULL AND e.tx = pg_current_xact_id_if_assigned() AND e.recorded_at = transaction_timestamp()), false);
END $$;

-- Who opened this transaction; null for the system.
CREATE FUNCTION audit.actor() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT e.actor_id FROM audit.event e
    WHERE e.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
      AND e.event_id = nullif(current_setting('consilium.event', true), '')::uuid
      AND e.boards IS NOT NULL AND e.tx = pg_current_xact_id_if_assigned() AND e.recorded_at = transaction_timestamp());
END $$;

-- Appending. The caller sends the leaf in pieces, because only the database knows `recordedAt` and the commitment before. ---------

CREATE FUNCTION audit.instant(p_at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

CREATE FUNCTION audit.append(p_organisation uuid, p_event uuid, p_leaf text, p_boards uuid[], p_sees_patients boolean)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  j jsonb := p_leaf::jsonb;
BEGIN
  IF j->>'id' IS DISTINCT FROM p_event::text OR j->>'organisation' IS DISTINCT FROM p_organisation::text
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

-- Opens a transaction: appends the access event, and answers who this person is today. A person who is no longer active, or whose
-- session has ended, is refused with CS401; a second opening with CS409.
CREATE FUNCTION audit.open(p_organisation uuid, p_event uuid, p_actor uuid, p_session uuid, p_head text, p_tail text,
  OUT recorded_at text, OUT roles text[], OUT scopes text[], OUT memberships jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  seen uuid[];
  leaf jsonb;
BEGIN
  IF audit.organisation() IS NOT NULL THEN
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

  recorded_at := audit.instant(transaction_timestamp());
  leaf := audit.append(p_organisation, p_event, p_head || to_json(recorded_at)::text || p_tail, seen,
    p_actor IS NULL OR roles && ARRAY['coordinator', 'specialist', 'chair', 'auditor', 'integration']);
  IF (leaf->>'actor')::uuid IS DISTINCT FROM p_actor THEN
    RAISE EXCEPTION 'the leaf names another actor' USING ERRCODE = '23514';
  END IF;
  PERFORM set_config('consilium.organisation', p_organisation::text, true), set_config('consilium.event', p_event::text, true);
END $$;

CREATE FUNCTION audit.require_open(p_organisation uuid, p_actor uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF audit.organisation() IS DISTINCT FROM p_organisation OR audit.actor() IS DISTINCT FROM p_actor THEN
    RAISE EXCEPTION 'an event is recorded in the transaction that its actor opened' USING ERRCODE = '42501';
  END IF;
END $$;

-- One further event without a version: a disclosure, a sign-in.
CREATE FUNCTION audit.record(p_organisation uuid, p_event uuid, p_head text, p_tail text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  leaf jsonb;
BEGIN
  leaf := audit.append(p_organisation, p_event, p_head || to_json(audit.instant(transaction_timestamp()))::text || p_tail, NULL, NULL);
  PERFORM audit.require_open(p_organisation, (leaf->>'actor')::uuid);
END $$;

-- One change: its event and its version, bound by the commitment. A version that does not follow the last one is 40001.
CREATE FUNCTION audit.record_change(p_organisation uuid, p_event uuid, p_head text, p_middle text, p_tail text,
  p_entity text, p_entity_id uuid, p_version int, p_board uuid, p_case uuid, p_salt bytea, p_doc bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  leaf jsonb;
  before bytea;
  after bytea := sha256(p_salt || p_doc);
BEGIN
  IF p_version > 1 THEN
    SELECT v.commitment INTO before FROM clinical.version v
      WHERE v.organisation_id = p_organisation AND v.entity = p_entity AND v.entity_id = p_entity_id AND v.version = p_version - 1;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'version % of % does not follow the last one', p_version, p_entity USING ERRCODE = '40001';
    END IF;
  END IF;

  leaf := audit.append(p_organisation, p_event,
    p_head || coalesce(to_json(encode(before, 'base64'))::text, 'null')
      || p_middle || to_json(audit.instant(transaction_timestamp()))::text || p_tail, NULL, NULL);
  PERFORM audit.require_open(p_organisation, (leaf->>'actor')::uuid);

  IF leaf->>'entity' IS DISTINCT FROM p_entity OR (leaf->>'version')::int IS DISTINCT FROM p_version
     OR leaf->>'after' IS DISTINCT FROM encode(after, 'base64')
     OR (p_entity <> 'patient' AND (leaf->>'entityId')::uuid IS DISTINCT FROM p_entity_id)
     -- the log knows a patient by an alias that an erasure removes
     OR (p_entity = 'patient' AND NOT EXISTS (SELECT FROM clinical.patient p
          WHERE p.organisation_id = p_organisation AND p.id = p_entity_id AND p.alias = (leaf->>'entityId')::uuid)) THEN
    RAISE EXCEPTION 'the leaf does not commit to this version' USING ERRCODE = '23514';
  END IF;

  INSERT INTO clinical.version (organisation_id, entity, entity_id, version, board_id, case_id, event_id, salt, doc, commitment)
  VALUES (p_organisation, p_entity, p_entity_id, p_version, p_board, p_case, p_event, p_salt, p_doc, after);
END $$;

-- The story of one case: each change with its event, after p_after, of p_done_by alone where one is named. Only for who may see the
-- case's board.
CREATE FUNCTION audit.case_history(p_case uuid, p_after uuid, p_limit int, p_done_by uuid)
RETURNS TABLE (event_id uuid, leaf jsonb, entity text, entity_id uuid, version int, doc text, doc_before text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.organisation();
  seen uuid[] := audit.boards();
BEGIN
  RETURN QUERY
    SELECT v.event_id, convert_from(e.leaf, 'UTF8')::jsonb, v.entity, v.entity_id, v.version, convert_from(v.doc, 'UTF8'), convert_from(b.doc, 'UTF8')
    FROM clinical.version v
    JOIN audit.event e ON e.organisation_id = v.organisation_id AND e.event_id = v.event_id
    LEFT JOIN clinical.version b ON b.organisation_id = v.organisation_id AND b.entity = v.entity AND b.entity_id = v.entity_id AND b.version = v.version - 1
    WHERE v.organisation_id = mine AND v.case_id = p_case AND v.board_id = ANY (seen) AND (p_after IS NULL OR v.event_id > p_after)
      AND (p_done_by IS NULL OR e.actor_id = p_done_by)
    ORDER BY v.event_id
    LIMIT least(greatest(p_limit, 1), 1000);
END $$;

RESET ROLE;
