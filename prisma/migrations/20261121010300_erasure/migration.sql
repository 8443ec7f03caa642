SET ROLE consilium_owner;

-- Erasure of a patient on a legal request: an administrator asks, a second one approves, and only then the one procedure below removes
-- what is theirs. The trail's leaves stay: they know the patient by an alias that nothing leads back from any more.
CREATE TABLE "clinical"."erasure" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "reason_code" TEXT NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(6) NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(6),
    "rejection" TEXT,
    "removed_rows" INTEGER,
    "commitments" TEXT[],
    "reapplied_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("organisation_id","id")
);

-- Who was erased, without anything personal: after a restore the same people are erased again before the server opens.
CREATE TABLE "clinical"."erased_patient" (
    "organisation_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "erasure_id" UUID NOT NULL,
    "reason_code" TEXT NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(6) NOT NULL,
    "decided_by" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "erased_patient_pkey" PRIMARY KEY ("organisation_id","patient_id")
);
SELECT audit.make_append_only('clinical.erased_patient');

CREATE UNIQUE INDEX erasure_one_asked ON clinical.erasure (organisation_id, patient_id) WHERE state = 'asked';
ALTER TABLE clinical.erasure ADD CONSTRAINT erasure_state CHECK (state IN ('asked', 'done', 'rejected'));
ALTER TABLE clinical.erasure ADD CONSTRAINT erasure_decided CHECK ((state = 'asked') = (decided_by IS NULL) AND (state = 'asked') = (decided_at IS NULL)
  AND (state = 'rejected') = (rejection IS NOT NULL) AND (state = 'done') = (removed_rows IS NOT NULL));
ALTER TABLE clinical.erasure ADD CONSTRAINT two_people CHECK (state <> 'done' OR decided_by <> asked_by);

-- What an erasure removes: every table that holds anything of a patient, children after their parents, with its rows in terms of
-- $1 organisation, $2 patient, $3 the patient's alias, $4 the patient's cases. A catalogue test finds the clinical table that is missing.
CREATE TABLE audit.erasable (
  table_name text PRIMARY KEY,
  rows       text NOT NULL,
  place      int GENERATED ALWAYS AS IDENTITY
);
ALTER TABLE audit.erasable ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON audit.erasable FOR SELECT TO consilium_eraser USING (true);
GRANT SELECT ON audit.erasable TO consilium_eraser;
GRANT USAGE ON SCHEMA audit, clinical TO consilium_eraser;

-- For a migration that makes such a table.
CREATE FUNCTION audit.make_erasable(p_table regclass, p_rows text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO audit.erasable (table_name, rows) VALUES (p_table::text, p_rows);
  EXECUTE format('GRANT SELECT, DELETE, MAINTAIN ON %s TO consilium_eraser', p_table);
  EXECUTE format('CREATE POLICY erased ON %s FOR ALL TO consilium_eraser USING (organisation_id = (SELECT audit.organisation()))', p_table);
END $$;

DO $$
DECLARE
  of_case text := 'case_id = ANY ($4::uuid[])';
  t text;
BEGIN
  PERFORM audit.make_erasable('clinical.patient', 'id = $2');
  PERFORM audit.make_erasable('clinical.patient_identifier', 'patient_id = $2');
  PERFORM audit.make_erasable('clinical.break_glass_grant', 'patient_id = $2');
  PERFORM audit.make_erasable('clinical.board_case', 'patient_id = $2');
  FOREACH t IN ARRAY ARRAY['clock', 'readiness_waiver', 'case_notice', 'treatment', 'assessment', 'agenda_item', 'decision_draft',
    'decision_revision', 'recommendation', 'follow_up', 'imaging_order'] LOOP
    PERFORM audit.make_erasable(format('clinical.%I', t)::regclass, of_case);
  END LOOP;
  PERFORM audit.make_erasable('clinical.score_result',
    format('assessment_id IN (SELECT a.id FROM clinical.assessment a WHERE a.organisation_id = $1 AND a.%s)', of_case));
  PERFORM audit.make_erasable('clinical.preliminary_plan',
    format('agenda_item_id IN (SELECT a.id FROM clinical.agenda_item a WHERE a.organisation_id = $1 AND a.%s)', of_case));
  FOREACH t IN ARRAY ARRAY['revision_event', 'signing_statement', 'signature', 'signature_revocation'] LOOP
    PERFORM audit.make_erasable(format('clinical.%I', t)::regclass,
      format('revision_id IN (SELECT r.id FROM clinical.decision_revision r WHERE r.organisation_id = $1 AND r.%s)', of_case));
  END LOOP;
  -- A stored answer is anything that was ever answered: by the alias it lies under, and by the ids that it says.
  PERFORM audit.make_erasable('clinical.stored_answer', $rows$patients @> ARRAY[$3]
    OR EXISTS (SELECT FROM unnest($4::uuid[] || $2) u (id) WHERE strpos(answer, u.id::text) > 0 OR strpos(path, u.id::text) > 0)$rows$);
END $$;

-- Append-only for everybody, but for the eraser, in the clinical schema.
CREATE OR REPLACE FUNCTION audit.deny() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user = 'consilium_eraser' AND TG_TABLE_SCHEMA = 'clinical' AND TG_OP <> 'TRUNCATE' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

-- Of a version only document and salt can go; the commitment stays, and with it every leaf and proof.
CREATE POLICY erased ON clinical.version FOR SELECT TO consilium_eraser USING (organisation_id = (SELECT audit.organisation()));
CREATE POLICY emptied ON clinical.version FOR UPDATE TO consilium_eraser
  USING (organisation_id = (SELECT audit.organisation())) WITH CHECK (salt IS NULL AND doc IS NULL);
GRANT SELECT, MAINTAIN ON clinical.version TO consilium_eraser;
GRANT UPDATE (salt, doc) ON clinical.version TO consilium_eraser;

-- The patient and their cases, held until the transaction ends: nobody refers, discusses or decides meanwhile.
CREATE FUNCTION clinical.hold_for_erasure(p_patient uuid, OUT alias uuid, OUT cases uuid[], OUT in_session boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := audit.organisation();
BEGIN
  SELECT p.alias INTO alias FROM clinical.patient p WHERE p.organisation_id = mine AND p.id = p_patient FOR UPDATE;
  SELECT coalesce(array_agg(c.id), '{}'), coalesce(bool_or(c.state = 'in-discussion'), false) INTO cases, in_session
    FROM (SELECT id, state FROM clinical.board_case WHERE organisation_id = mine AND patient_id = p_patient ORDER BY id FOR UPDATE) c;
END $$;

-- The aliases that the trail knows these patients by, for the events of an erasure; an administrator sees no patient otherwise.
CREATE FUNCTION clinical.aliases_for_erasure(p_patients uuid[]) RETURNS TABLE (patient_id uuid, alias uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF coalesce(audit.purpose(), '') NOT LIKE 'erasure%' OR NOT (audit.administers() OR audit.reads_whole_log()) THEN
    RAISE EXCEPTION 'aliases are asked for in a transaction that opened for an erasure' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY SELECT p.id, p.alias FROM clinical.patient p WHERE p.organisation_id = audit.organisation() AND p.id = ANY (p_patients);
END $$;

-- Whose erasure is on the list and who is in the database nevertheless, as after a restore. For the system, of one organisation.
CREATE FUNCTION clinical.erased_and_present() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT l.patient_id FROM clinical.erased_patient l
    JOIN clinical.patient p ON p.organisation_id = l.organisation_id AND p.id = l.patient_id
    WHERE l.organisation_id = audit.organisation() AND audit.actor() IS NULL ORDER BY l.patient_id);
END $$;
GRANT EXECUTE ON FUNCTION clinical.aliases_for_erasure, clinical.erased_and_present TO consilium_app;

-- Policies. Administrators and auditors see what was asked; an administrator asks and decides; the list is written by the eraser alone.
SELECT audit.guard('clinical.erasure', 'erasure', 'id', true);
CREATE POLICY administered ON clinical.erasure FOR SELECT TO consilium_app
  USING ((SELECT audit.administers()) OR (SELECT audit.reads_whole_log()));
CREATE POLICY asked ON clinical.erasure FOR INSERT TO consilium_app
  WITH CHECK (state = 'asked' AND asked_by = (SELECT audit.actor()) AND (SELECT audit.administers()));
CREATE POLICY decided ON clinical.erasure FOR UPDATE TO consilium_app
  USING (state = 'asked' AND (SELECT audit.administers()))
  WITH CHECK (decided_by = (SELECT audit.actor()) AND (state = 'rejected' OR EXISTS (SELECT FROM clinical.erased_patient l
    WHERE l.organisation_id = erasure.organisation_id AND l.patient_id = erasure.patient_id AND l.erasure_id = erasure.id)));
CREATE POLICY applied_again ON clinical.erasure FOR ALL TO consilium_app
  USING ((SELECT audit.organisation()) IS NOT NULL AND (SELECT audit.actor()) IS NULL AND EXISTS (SELECT FROM clinical.erased_patient l
    WHERE l.organisation_id = erasure.organisation_id AND l.patient_id = erasure.patient_id AND l.erasure_id = erasure.id));
GRANT SELECT, INSERT ON clinical.erasure TO consilium_app;
GRANT UPDATE (state, decided_by, decided_at, rejection, removed_rows, commitments, reapplied_at, version) ON clinical.erasure TO consilium_app;

ALTER TABLE clinical.erased_patient ENABLE ROW LEVEL SECURITY;
CREATE POLICY opened ON clinical.erased_patient AS RESTRICTIVE FOR ALL TO consilium_app USING (organisation_id = (SELECT audit.organisation()));
CREATE POLICY listed ON clinical.erased_patient FOR SELECT TO consilium_app
  USING ((SELECT audit.administers()) OR (SELECT audit.reads_whole_log()));
CREATE POLICY erasing ON clinical.erased_patient FOR ALL TO consilium_eraser USING (organisation_id = (SELECT audit.organisation()));
CREATE POLICY erasing ON clinical.erasure FOR SELECT TO consilium_eraser USING (organisation_id = (SELECT audit.organisation()));
GRANT SELECT ON clinical.erased_patient TO consilium_app;
GRANT SELECT, INSERT ON clinical.erased_patient TO consilium_eraser;
GRANT SELECT ON clinical.erasure TO consilium_eraser;

ALTER POLICY seen ON clinical.version
  USING (organisation_id = (SELECT audit.organisation())
    AND CASE WHEN board_id IS NOT NULL THEN board_id = ANY ((SELECT audit.boards())::uuid[]) OR case_id = ANY ((SELECT audit.granted_cases())::uuid[])
             WHEN entity = 'patient' THEN (SELECT audit.sees_patients())
             WHEN entity = 'break-glass-grant' THEN (SELECT audit.reads_whole_log())
             WHEN entity = 'erasure' THEN (SELECT audit.administers()) OR (SELECT audit.reads_whole_log()) ELSE true END);

-- The answer to asking names a patient by id and shows nothing of them: an administrator may have it repeated.
ALTER POLICY own_answers ON clinical.stored_answer
  USING (organisation_id = (SELECT audit.organisation()) AND actor_id = (SELECT audit.actor())
    AND CASE WHEN board_id IS NOT NULL THEN board_id = ANY ((SELECT audit.boards())::uuid[])
               OR board_id = (SELECT c.board_id FROM clinical.board_case c WHERE c.id = (SELECT audit.emergency_case()))
             WHEN cardinality(patients) > 0 THEN (SELECT audit.sees_patients() OR (audit.administers() AND audit.purpose() LIKE 'erasure%'))
             ELSE true END);

GRANT EXECUTE ON FUNCTION audit.organisation, audit.actor, audit.purpose, audit.administers, clinical.hold_for_erasure TO consilium_eraser;
GRANT CREATE ON SCHEMA clinical TO consilium_eraser;

RESET ROLE;
SET ROLE consilium_eraser;

-- Removes a patient: empties the versions, deletes the rows, and takes what the planner remembers of them out of its statistics.
-- Answers with the alias, what it removed and the commitments that stay without their documents; nothing while a case is in session.
CREATE FUNCTION clinical.erase_patient(p_patient uuid) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.organisation();
  held record;
  grants uuid[] := ARRAY(SELECT g.id FROM clinical.break_glass_grant g WHERE g.organisation_id = mine AND g.patient_id = p_patient);
  commitments text[];
  removed int := 0;
  gone int;
  t record;
  touched text[] := '{clinical.version}';
  name text;
BEGIN
  SELECT * INTO held FROM clinical.hold_for_erasure(p_patient);
  IF held.alias IS NULL OR held.in_session THEN
    RETURN jsonb_build_object('alias', held.alias, 'isInSession', held.in_session);
  END IF;

  WITH emptied AS (
    UPDATE clinical.version v SET salt = NULL, doc = NULL
    WHERE v.organisation_id = mine AND v.doc IS NOT NULL AND (v.case_id = ANY (held.cases) OR (v.entity = 'patient' AND v.entity_id = p_patient)
      OR (v.entity = 'break-glass-grant' AND v.entity_id = ANY (grants)))
    RETURNING v.event_id, encode(v.commitment, 'base64') AS commitment)
  SELECT coalesce(array_agg(e.commitment ORDER BY e.event_id), '{}') INTO commitments FROM emptied e;

  FOR t IN SELECT e.table_name, e.rows FROM audit.erasable e ORDER BY e.place DESC LOOP
    EXECUTE format('DELETE FROM %s WHERE organisation_id = $1 AND (%s)', t.table_name, t.rows) USING mine, p_patient, held.alias, held.cases;
    GET DIAGNOSTICS gone = ROW_COUNT;
    removed := removed + gone;
    IF gone > 0 THEN
      touched := touched || t.table_name;
    END IF;
  END LOOP;

  -- ANALYZE alone would keep what it knows of a table that is empty now.
  FOREACH name IN ARRAY touched LOOP
    PERFORM pg_clear_attribute_stats(c.relnamespace::regnamespace::text, c.relname::text, a.attname::text, false)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.oid = name::regclass AND a.attnum > 0 AND NOT a.attisdropped;
    EXECUTE 'ANALYZE ' || name;
  END LOOP;
  RETURN jsonb_build_object('alias', held.alias, 'isInSession', false, 'removedRows', removed, 'commitments', commitments);
END $$;

-- The two doors to it. The first is opened by a second administrator, on what another one asked for.
CREATE FUNCTION clinical.erase(p_erasure uuid, p_at timestamptz) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.organisation();
  asked clinical.erasure;
  outcome jsonb;
BEGIN
  SELECT * INTO asked FROM clinical.erasure e WHERE e.organisation_id = mine AND e.id = p_erasure AND e.state = 'asked';
  IF NOT FOUND OR audit.purpose() IS DISTINCT FROM 'erasure.opened' OR NOT audit.administers() OR asked.asked_by = audit.actor() THEN
    RAISE EXCEPTION 'an erasure is carried out by a second administrator, on what the first one asked' USING ERRCODE = '42501';
  END IF;

  outcome := clinical.erase_patient(asked.patient_id);
  IF outcome->>'removedRows' IS NOT NULL THEN
    INSERT INTO clinical.erased_patient (organisation_id, patient_id, erasure_id, reason_code, asked_by, asked_at, decided_by, decided_at)
    VALUES (mine, asked.patient_id, asked.id, asked.reason_code, asked.asked_by, asked.asked_at, audit.actor(), p_at);
  END IF;
  RETURN outcome;
END $$;

-- The second by the system, for a patient on the list: the list is written by the first door, and by the operator after a restore.
CREATE FUNCTION clinical.erase_again(p_patient uuid) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := audit.organisation();
BEGIN
  IF mine IS NULL OR audit.actor() IS NOT NULL
     OR NOT EXISTS (SELECT FROM clinical.erased_patient l WHERE l.organisation_id = mine AND l.patient_id = p_patient) THEN
    RAISE EXCEPTION 'only who was erased before is erased again' USING ERRCODE = '42501';
  END IF;
  RETURN clinical.erase_patient(p_patient);
END $$;

REVOKE EXECUTE ON FUNCTION clinical.erase_patient, clinical.erase, clinical.erase_again FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clinical.erase, clinical.erase_again TO consilium_app;

RESET ROLE;
SET ROLE consilium_owner;
REVOKE CREATE ON SCHEMA clinical FROM consilium_eraser;

RESET ROLE;
