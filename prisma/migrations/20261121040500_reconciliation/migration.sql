SET ROLE consilium_owner;

-- Reconciliation: whether the rows, their versions, the events and the signed log still say one thing. Nightly and on demand; what it
-- found is a version of its own, so that a report cannot be mended later.
CREATE TABLE audit.reconciliation (
  organisation_id uuid NOT NULL,
  id              uuid NOT NULL,
  state           text NOT NULL DEFAULT 'asked',
  -- null: the system, at night
  asked_by        uuid,
  asked_at        timestamptz(3) NOT NULL,
  ended_at        timestamptz(3),
  -- on which end of the log it rests, what was checked, what was found, and the seals that the next one is held to
  report          jsonb,
  version         int NOT NULL DEFAULT 1,
  recorded_at     timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (organisation_id, id),
  CONSTRAINT reconciliation_state CHECK (state IN ('asked', 'done') AND (state = 'done') = (ended_at IS NOT NULL) AND (state = 'done') = (report IS NOT NULL))
);
-- Whoever asks while one is under way waits for that one.
CREATE UNIQUE INDEX reconciliation_one_asked ON audit.reconciliation (organisation_id) WHERE state = 'asked';
SELECT audit.guard('audit.reconciliation', 'reconciliation', 'id', true);
CREATE POLICY audited ON audit.reconciliation FOR ALL TO consilium_app USING ((SELECT audit.reads_whole_log()));
GRANT SELECT, INSERT ON audit.reconciliation TO consilium_app;
GRANT UPDATE (state, ended_at, report, version) ON audit.reconciliation TO consilium_app;

-- Whether one waits to be carried out, or the nightly one is due: once between one and six o'clock where the organisation's first board
-- sits, or at any hour when the last is more than 28 hours old.
CREATE FUNCTION audit.door_reconciliation(p_organisation uuid, p_now timestamptz) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  since_last interval;
  hour_there int;
BEGIN
  IF EXISTS (SELECT FROM audit.reconciliation r WHERE r.organisation_id = p_organisation AND r.state = 'asked') THEN
    RETURN 'asked';
  END IF;
  SELECT p_now - coalesce((SELECT max(r.asked_at) FROM audit.reconciliation r WHERE r.organisation_id = o.id), o.recorded_at),
      extract(hour FROM p_now AT TIME ZONE coalesce((SELECT b.time_zone FROM people.board b WHERE b.organisation_id = o.id ORDER BY b.id LIMIT 1), 'UTC'))
    INTO since_last, hour_there FROM people.organisation o WHERE o.id = p_organisation;
  RETURN CASE WHEN since_last > interval '28 hours' OR (hour_there BETWEEN 1 AND 5 AND since_last > interval '18 hours') THEN 'due' ELSE 'none' END;
END $$;
GRANT EXECUTE ON FUNCTION audit.door_reconciliation TO consilium_app;

-- Compressing the document of an assessment, 25 kB, took as long as all the rest of its event and version together: it is stored as it
-- comes, which is what is hashed and read back too.
ALTER TABLE clinical.version ALTER COLUMN doc SET STORAGE EXTERNAL;

-- What it reads. For the system alone, in a transaction that opened for it; none of these changes anything. ------------------------------

CREATE FUNCTION audit.require_reconciling() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF audit.purpose() IS DISTINCT FROM 'reconciliation.running' OR audit.actor() IS NOT NULL THEN
    RAISE EXCEPTION 'everything is read by the system, in a transaction that opened to reconcile it' USING ERRCODE = '42501';
  END IF;
  RETURN audit.organisation();
END $$;

-- The places of the log from one on, each with the event that stands there. `kept_aside` is what an event says outside its leaf.
CREATE FUNCTION audit.reconciled_places(p_from bigint, p_limit int)
RETURNS TABLE ("position" bigint, event_id uuid, leaf_hash bytea, leaf bytea, event_hash bytea, recorded_at text, type text, actor_id uuid,
  entity text, entity_id uuid, patients uuid[], outcome text, kept_aside text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.require_reconciling();
BEGIN
  RETURN QUERY
    SELECT n.position, n.event_id, n.leaf_hash, e.leaf, e.leaf_hash, audit.instant(e.recorded_at), e.type, e.actor_id, e.entity, e.entity_id,
      e.patients, e.outcome, concat_ws('|', e.tx, coalesce(e.boards::text, '-'), coalesce(e.sees_patients::text, '-'))
    FROM (SELECT i.position, i.event_id, i.leaf_hash FROM audit.entry i
          WHERE i.organisation_id = mine AND i.position >= p_from ORDER BY i.position LIMIT p_limit) n
    LEFT JOIN LATERAL (SELECT v.* FROM audit.event v WHERE v.organisation_id = mine AND v.event_id = n.event_id LIMIT 1) e ON true
    ORDER BY n.position;
END $$;

-- Checkpoints after a size, with the lines of their witnesses.
CREATE FUNCTION audit.reconciled_checkpoints(p_after bigint, p_limit int)
RETURNS TABLE (size bigint, root bytea, note text, signed_at timestamptz, witnesses text[], lines text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.require_reconciling();
BEGIN
  RETURN QUERY
    SELECT c.size, c.root, c.note, c.signed_at,
      ARRAY(SELECT s.witness FROM audit.cosignature s WHERE s.organisation_id = mine AND s.size = c.size ORDER BY s.witness),
      ARRAY(SELECT s.line FROM audit.cosignature s WHERE s.organisation_id = mine AND s.size = c.size ORDER BY s.witness)
    FROM audit.checkpoint c WHERE c.organisation_id = mine AND c.size > p_after ORDER BY c.size LIMIT p_limit;
END $$;

-- Stored tiles behind one of them, in their order.
CREATE FUNCTION audit.reconciled_tiles(p_level int, p_n bigint, p_width int, p_limit int)
RETURNS TABLE (level smallint, n bigint, width smallint, hashes bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.require_reconciling();
BEGIN
  RETURN QUERY
    SELECT t.level, t.n, t.width, t.hashes FROM audit.tile t
    WHERE t.organisation_id = mine AND (t.level, t.n, t.width) > (p_level, p_n, p_width)
    ORDER BY t.level, t.n, t.width LIMIT p_limit;
END $$;

-- When the log of this organisation was opened.
CREATE FUNCTION audit.reconciled_birth() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.require_reconciling();
BEGIN
  RETURN (SELECT audit.instant(l.opened_at) FROM audit.log l WHERE l.organisation_id = mine);
END $$;

-- Versions of one kind behind one of them, in their order, each with its event and that event's place. The document is that of the last
-- version alone, and null where it is not what was committed to.
CREATE FUNCTION audit.reconciled_versions(p_entity text, p_id uuid, p_version int, p_limit int)
RETURNS TABLE (entity_id uuid, version int, board_id uuid, case_id uuid, event_id uuid, commitment bytea, is_empty boolean, is_half boolean,
  is_bound boolean, is_last boolean, document text, leaf bytea, is_of_event boolean, is_placed boolean, alias uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.require_reconciling();
BEGIN
  RETURN QUERY
    SELECT w.entity_id, w.version, w.board_id, w.case_id, w.event_id, w.commitment, w.is_empty, w.is_half, w.is_bound, w.is_last,
      CASE WHEN w.is_bound AND w.is_last THEN convert_from(w.doc, 'UTF8') END,
      e.leaf, e.tx = w.tx AND e.recorded_at = w.recorded_at,
      EXISTS (SELECT FROM audit.entry n WHERE n.organisation_id = mine AND n.event_id = w.event_id)
        OR EXISTS (SELECT FROM audit.pending q WHERE q.organisation_id = mine AND q.event_id = w.event_id),
      (SELECT p.alias FROM clinical.patient p WHERE p_entity = 'patient' AND p.organisation_id = mine AND p.id = w.entity_id)
    FROM (
      SELECT v.*, v.doc IS NULL AND v.salt IS NULL AS is_empty, (v.doc IS NULL) <> (v.salt IS NULL) AS is_half,
        sha256(v.salt || v.doc) = v.commitment AS is_bound,
        NOT EXISTS (SELECT FROM clinical.version l WHERE l.organisation_id = mine AND l.entity = p_entity AND l.entity_id = v.entity_id
          AND l.version > v.version) AS is_last
      FROM clinical.version v
      WHERE v.organisation_id = mine AND v.entity = p_entity AND (v.entity_id, v.version) > (p_id, p_version)
      ORDER BY v.entity_id, v.version LIMIT p_limit) w
    LEFT JOIN LATERAL (SELECT x.leaf, x.tx, x.recorded_at FROM audit.event x
      WHERE x.organisation_id = mine AND x.event_id = w.event_id LIMIT 1) e ON true
    ORDER BY w.entity_id, w.version;
END $$;

-- The kinds of aggregates that there are versions of.
CREATE FUNCTION audit.reconciled_kinds() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.require_reconciling();
BEGIN
  RETURN ARRAY(
    WITH RECURSIVE kind AS (
      (SELECT v.entity FROM clinical.version v WHERE v.organisation_id = mine ORDER BY v.entity LIMIT 1)
      UNION ALL
      SELECT (SELECT v.entity FROM clinical.version v WHERE v.organisation_id = mine AND v.entity > k.entity ORDER BY v.entity LIMIT 1)
      FROM kind k WHERE k.entity IS NOT NULL)
    SELECT k.entity FROM kind k WHERE k.entity IS NOT NULL);
END $$;

-- Which of these commitments, base64, an erasure lists as emptied.
CREATE FUNCTION audit.reconciled_erasures(p_commitments text[]) RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.require_reconciling();
BEGIN
  RETURN ARRAY(SELECT DISTINCT c FROM clinical.erasure x, unnest(x.commitments) c WHERE x.organisation_id = mine AND c = ANY (p_commitments));
END $$;

-- Which of these agenda items belong to somebody who was erased: a meeting's last version still names them.
CREATE FUNCTION audit.reconciled_erased(p_ids uuid[]) RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.require_reconciling();
BEGIN
  RETURN ARRAY(SELECT DISTINCT v.entity_id FROM clinical.version v
    WHERE v.organisation_id = mine AND v.entity = 'agenda-item' AND v.entity_id = ANY (p_ids) AND v.doc IS NULL);
END $$;

-- Events that are nowhere, or in two places, or a change whose version is gone: at most p_limit of each.
CREATE FUNCTION audit.reconciled_strays(p_changes text[], p_limit int) RETURNS TABLE (what text, event_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.require_reconciling();
BEGIN
  RETURN QUERY
    (SELECT 'nowhere', e.event_id FROM audit.event e
      WHERE e.organisation_id = mine AND NOT EXISTS (SELECT FROM audit.entry n WHERE n.organisation_id = mine AND n.event_id = e.event_id)
        AND NOT EXISTS (SELECT FROM audit.pending q WHERE q.organisation_id = mine AND q.event_id = e.event_id)
      ORDER BY e.event_id LIMIT p_limit)
    UNION ALL
    (SELECT 'twice', q.event_id FROM audit.pending q
      WHERE q.organisation_id = mine AND EXISTS (SELECT FROM audit.entry n WHERE n.organisation_id = mine AND n.event_id = q.event_id)
      ORDER BY q.event_id LIMIT p_limit)
    UNION ALL
    (SELECT 'no-event', q.event_id FROM audit.pending q
      WHERE q.organisation_id = mine AND NOT EXISTS (SELECT FROM audit.event e WHERE e.organisation_id = mine AND e.event_id = q.event_id)
      ORDER BY q.event_id LIMIT p_limit)
    UNION ALL
    (SELECT 'no-version', e.event_id FROM audit.event e
      WHERE e.organisation_id = mine AND e.type = ANY (p_changes)
        AND NOT EXISTS (SELECT FROM clinical.version v WHERE v.organisation_id = mine AND v.event_id = e.event_id)
      ORDER BY e.event_id LIMIT p_limit);
END $$;

-- Rows. Which aggregate a table's rows belong to is what its guard says: the trigger that lets no row commit without a version. -----------

CREATE FUNCTION audit.guarded_tables() RETURNS TABLE (table_name text, relation oid, entity text, id_column text, is_root boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.tgrelid::regclass::text, t.tgrelid, substring(p.prosrc FROM 'v\.entity = ''([a-z-]+)'''),
    substring(p.prosrc FROM 'v\.entity_id = NEW\.([a-z_]+)'), p.prosrc LIKE '%v.version = NEW.version%'
  FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
  WHERE t.tgname = 'need_version' AND NOT t.tgisinternal
  ORDER BY 1
$$;

-- When a row was recorded is for the database to say, in every table: it is the time of the version that stands for it.
CREATE FUNCTION audit.stamp() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.recorded_at := transaction_timestamp();
  RETURN NEW;
END $$;

DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT g.table_name FROM audit.guarded_tables() g
      JOIN pg_attribute a ON a.attrelid = g.relation AND a.attname = 'recorded_at' AND NOT a.attisdropped LOOP
    EXECUTE format('CREATE TRIGGER stamp BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION audit.stamp()', t.table_name);
  END LOOP;
END $$;

-- Rows that no version stands for, and what no document holds: board, case, time of recording, instants finer than a millisecond, which
-- nobody writes.
CREATE FUNCTION audit.reconciled_rows(p_limit int) RETURNS TABLE (table_name text, entity text, id uuid, what text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $outer$
DECLARE
  mine uuid := audit.require_reconciling();
  t record;
  has record;
BEGIN
  FOR t IN SELECT * FROM audit.guarded_tables() LOOP
    SELECT bool_or(a.attname = 'board_id') AND t.id_column <> 'board_id' AS board, bool_or(a.attname = 'case_id') AS its_case,
      bool_or(a.attname = 'recorded_at') AS recorded,
      string_agg(format('date_trunc(''milliseconds'', r.%I) <> r.%1$I', a.attname), ' OR ') FILTER (WHERE a.atttypid = 'timestamptz'::regtype
        AND a.attname <> 'recorded_at') AS finer INTO has FROM pg_attribute a WHERE a.attrelid = t.relation AND a.attnum > 0 AND NOT a.attisdropped;
    RETURN QUERY EXECUTE format($f$
      SELECT %1$L, %2$L, r.%3$I, f.what
      FROM %4$s r
      LEFT JOIN LATERAL (SELECT v.version, v.board_id, v.case_id, v.salt IS NULL AND v.doc IS NULL AS is_empty FROM clinical.version v
        WHERE v.organisation_id = $1 AND v.entity = %2$L AND v.entity_id = r.%3$I ORDER BY v.version DESC LIMIT 1) l ON true
      CROSS JOIN LATERAL (SELECT CASE
        WHEN l.version IS NULL THEN 'no-version'
        WHEN l.is_empty THEN 'erased'
        WHEN %5$s THEN 'version'
        WHEN %6$s THEN 'board'
        WHEN %7$s THEN 'case'
        WHEN %8$s THEN 'recorded'
        WHEN %9$s THEN 'instant' END) f (what)
      WHERE r.organisation_id = $1 AND f.what IS NOT NULL LIMIT $2 $f$,
      t.table_name, t.entity, t.id_column, t.table_name,
      CASE WHEN t.is_root THEN 'r.version <> l.version' ELSE 'false' END,
      CASE WHEN has.board THEN 'l.board_id IS NOT NULL AND r.board_id <> l.board_id' ELSE 'false' END,
      CASE WHEN has.its_case THEN 'l.case_id IS NOT NULL AND r.case_id <> l.case_id' ELSE 'false' END,
      CASE WHEN has.recorded THEN format('NOT EXISTS (SELECT FROM clinical.version v WHERE v.organisation_id = $1 AND v.entity = %L
        AND v.entity_id = r.%I AND v.recorded_at = r.recorded_at%s)', t.entity, t.id_column, CASE WHEN t.is_root THEN ' AND v.version = 1' ELSE '' END)
        ELSE 'false' END,
      coalesce(has.finer, 'false'))
    USING mine, p_limit;
  END LOOP;

  -- What is kept beside its source, for queries.
  RETURN QUERY SELECT 'clinical.score_result', 'assessment', s.assessment_id, 'result' FROM clinical.score_result s
    WHERE s.organisation_id = mine AND ((s.system, s.system_version, s.category) IS DISTINCT FROM
        (s.result->>'system', s.result->>'version', s.result->'category'->>'id')
      -- compared as JSON: what somebody has changed past recognition must not end the reconciliation
      OR to_jsonb(s.complete) IS DISTINCT FROM s.result->'complete' OR to_jsonb(s.total) IS DISTINCT FROM nullif(s.result->'total', 'null'))
    LIMIT p_limit;
  RETURN QUERY SELECT 'clinical.score_result', 'assessment', s.assessment_id, 'position' FROM clinical.score_result s
    WHERE s.organisation_id = mine GROUP BY s.assessment_id HAVING min(s.position) <> 0 OR max(s.position) <> count(*) - 1
    LIMIT p_limit;
  RETURN QUERY SELECT 'clinical.patient', 'patient', p.id, 'key' FROM clinical.patient p
    WHERE p.organisation_id = mine AND p.family_name_key IS DISTINCT FROM lower(normalize(p.family_name, NFC))
    LIMIT p_limit;
  RETURN QUERY SELECT 'clinical.clock', 'case', k.case_id, 'state' FROM clinical.clock k
    WHERE k.organisation_id = mine AND k.state IS DISTINCT FROM CASE
      WHEN k.due_at < k.stopped_at THEN 'breached' WHEN k.stopped_at IS NOT NULL AND k.reason IS NULL THEN 'met' WHEN k.stopped_at IS NOT NULL THEN 'stopped'
      -- of one that runs, what it was when the case was last changed
      WHEN k.state = 'breached' AND k.due_at IS NOT NULL THEN 'breached' ELSE 'running' END
    LIMIT p_limit;
  RETURN QUERY SELECT 'clinical.signature_revocation', 'decision-revision', r.revision_id, 'revision' FROM clinical.signature_revocation r
    WHERE r.organisation_id = mine AND NOT EXISTS (SELECT FROM clinical.signature s
      WHERE s.organisation_id = mine AND s.id = r.signature_id AND s.revision_id = r.revision_id)
    LIMIT p_limit;
END $outer$;

GRANT EXECUTE ON FUNCTION audit.reconciled_places, audit.reconciled_checkpoints, audit.reconciled_tiles, audit.reconciled_birth,
  audit.reconciled_versions, audit.reconciled_kinds, audit.reconciled_erasures, audit.reconciled_erased, audit.reconciled_strays,
  audit.reconciled_rows TO consilium_app;

RESET ROLE;
