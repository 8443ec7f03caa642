SET ROLE consilium_owner;

-- One hour with the cases of one patient, outside the boards of whoever asked by an exact identifier. Only its review ever changes.
CREATE TABLE "clinical"."break_glass_grant" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "patient_id" UUID,
    "case_ids" UUID[],
    "reason_code" TEXT NOT NULL,
    "reason_text" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "finding" TEXT,
    "note" TEXT,
    "reviewed_by" UUID,
    "reviewed_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "break_glass_grant_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE INDEX "break_glass_grant_organisation_id_user_id_expires_at_idx" ON "clinical"."break_glass_grant"("organisation_id", "user_id", "expires_at");
CREATE INDEX "break_glass_grant_organisation_id_patient_id_idx" ON "clinical"."break_glass_grant"("organisation_id", "patient_id");
ALTER TABLE "clinical"."break_glass_grant" ADD CONSTRAINT "break_glass_grant_organisation_id_user_id_fkey" FOREIGN KEY ("organisation_id", "user_id") REFERENCES "people"."account"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "clinical"."break_glass_grant" ADD CONSTRAINT "break_glass_grant_organisation_id_patient_id_fkey" FOREIGN KEY ("organisation_id", "patient_id") REFERENCES "clinical"."patient"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The auditors' queue is short beside what they have reviewed.
CREATE INDEX break_glass_to_review ON clinical.break_glass_grant (organisation_id, id) WHERE reviewed_at IS NULL;
ALTER TABLE clinical.break_glass_grant ADD CONSTRAINT one_hour CHECK (expires_at = granted_at + interval '1 hour');
ALTER TABLE clinical.break_glass_grant ADD CONSTRAINT review_whole CHECK (num_nonnulls(finding, note, reviewed_by, reviewed_at) IN (0, 4));
ALTER TABLE clinical.break_glass_grant ADD CONSTRAINT cases_of_patient CHECK (patient_id IS NOT NULL OR cardinality(case_ids) = 0);

-- Which grants are alive for whoever opened this transaction. -------------------------------------------------------------------------
-- By the clock of the request, and by the database's own for a server whose clock stands still; only while the account is active and
-- clinical. Nothing that the application sets takes part: the opening event says who asks, the grants are the database's.

CREATE FUNCTION audit.live_grants() RETURNS TABLE (id uuid, case_ids uuid[]) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT g.id, g.case_ids
    FROM audit.event e
    JOIN people.account a ON a.organisation_id = e.organisation_id AND a.id = e.actor_id
    JOIN clinical.break_glass_grant g ON g.organisation_id = e.organisation_id AND g.user_id = e.actor_id
    WHERE e.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
      AND e.event_id = nullif(current_setting('consilium.event', true), '')::uuid
      AND e.boards IS NOT NULL AND e.tx = pg_current_xact_id_if_assigned() AND e.recorded_at = transaction_timestamp()
      AND a.is_active AND a.roles && ARRAY['coordinator', 'specialist', 'chair']
      AND g.expires_at > (convert_from(e.leaf, 'UTF8')::jsonb->>'occurredAt')::timestamptz
      AND g.recorded_at > transaction_timestamp() - interval '1 hour';
END $$;

-- For the server, which decides by the same grants. VOLATILE: asked in the statement that opens the transaction, it must see the opening.
CREATE FUNCTION audit.break_glass() RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'caseIds', g.case_ids)), '[]') FROM audit.live_grants() g);
END $$;

CREATE FUNCTION audit.granted_cases() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT unnest(g.case_ids) FROM audit.live_grants() g);
END $$;

-- The case that this transaction was opened for in an emergency, where a grant reaches it: the only one that a grant lets write.
CREATE FUNCTION audit.emergency_case() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT e.entity_id FROM audit.event e
    WHERE e.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
      AND e.event_id = nullif(current_setting('consilium.event', true), '')::uuid
      AND e.boards IS NOT NULL AND e.tx = pg_current_xact_id_if_assigned() AND e.recorded_at = transaction_timestamp()
      AND e.type = 'emergency.opened' AND e.entity_id = ANY (audit.granted_cases()));
END $$;

-- An urgent decision takes the case off its agenda, and a meeting's version names every item that it holds.
CREATE FUNCTION audit.emergency_meetings() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT DISTINCT a.meeting_id FROM clinical.agenda_item a
    WHERE a.organisation_id = audit.organisation() AND a.case_id = audit.emergency_case());
END $$;

-- Whether a revision is the emergency case's: one that exists, or one that this very statement makes.
CREATE FUNCTION audit.is_of_emergency(p_board uuid, p_revision uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.organisation();
  emergency uuid := audit.emergency_case();
BEGIN
  RETURN EXISTS (SELECT FROM clinical.board_case c WHERE c.organisation_id = mine AND c.id = emergency AND c.board_id = p_board)
    AND NOT EXISTS (SELECT FROM clinical.decision_revision r WHERE r.organisation_id = mine AND r.id = p_revision AND r.case_id <> emergency);
END $$;

GRANT EXECUTE ON FUNCTION audit.break_glass, audit.granted_cases, audit.emergency_case, audit.emergency_meetings, audit.is_of_emergency TO consilium_app;

-- Breaking the glass: the only way to a grant. The application names a patient exactly, never the cases nor the time. -------------------
-- An identifier that nobody has makes a grant of nothing: the same steps, the same answer, the same review.

CREATE FUNCTION clinical.break_glass(p_grant uuid, p_system text, p_value text, p_reason_code text, p_reason_text text, p_method text,
  OUT patient_id uuid, OUT patient_alias uuid, OUT case_ids uuid[], OUT granted_at timestamptz, OUT expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.organisation();
  asker uuid := audit.actor();
BEGIN
  SELECT (convert_from(e.leaf, 'UTF8')::jsonb->>'occurredAt')::timestamptz INTO granted_at FROM audit.event e
    WHERE e.organisation_id = mine AND e.event_id = nullif(current_setting('consilium.event', true), '')::uuid AND e.type = 'break-glass.asking';
  IF granted_at IS NULL OR NOT EXISTS (SELECT FROM people.account a
      WHERE a.organisation_id = mine AND a.id = asker AND a.is_active AND a.roles && ARRAY['coordinator', 'specialist', 'chair']) THEN
    RAISE EXCEPTION 'the glass is broken by a clinician, in a transaction that opened for it' USING ERRCODE = '42501';
  END IF;
  -- used up by this very transaction
  IF NOT EXISTS (SELECT FROM people.step_up_proof s WHERE s.organisation_id = mine AND s.user_id = asker AND s.purpose = 'break-glass'
      AND s.used_at = break_glass.granted_at AND s.xmin = pg_current_xact_id()::xid) THEN
    RAISE EXCEPTION 'the glass is broken with a fresh proof of identity' USING ERRCODE = '42501';
  END IF;

  expires_at := granted_at + interval '1 hour';
  SELECT p.id, p.alias INTO patient_id, patient_alias FROM clinical.patient_identifier i
    JOIN clinical.patient p ON p.organisation_id = i.organisation_id AND p.id = i.patient_id
    WHERE i.organisation_id = mine AND i.system = p_system AND i.value = p_value;
  case_ids := ARRAY(SELECT c.id FROM clinical.board_case c
    WHERE c.organisation_id = mine AND c.patient_id = break_glass.patient_id ORDER BY c.id);

  INSERT INTO clinical.break_glass_grant (organisation_id, id, user_id, patient_id, case_ids, reason_code, reason_text, method, granted_at, expires_at)
  VALUES (mine, p_grant, asker, patient_id, case_ids, p_reason_code, p_reason_text, p_method, granted_at, expires_at);
END $$;
GRANT EXECUTE ON FUNCTION clinical.break_glass TO consilium_app;

-- What a live grant shows: everything of its cases, and of the meetings' rows those they stand on. The names sort behind own_boards,
-- which is then asked first. ------------------------------------------------------------------------------------------------------------

DO $$
DECLARE
  t text;
  granted text := 'ANY ((SELECT audit.granted_cases())::uuid[])';
  of_parent text := 'EXISTS (SELECT FROM clinical.%I p WHERE p.organisation_id = %I.organisation_id AND p.%I = %I.%I AND p.case_id = ' || granted || ')';
BEGIN
  EXECUTE 'CREATE POLICY under_grant ON clinical.board_case FOR SELECT TO consilium_app USING (id = ' || granted || ')';
  FOREACH t IN ARRAY ARRAY['clock', 'readiness_waiver', 'case_notice', 'treatment', 'assessment', 'agenda_item', 'decision_draft',
    'decision_revision', 'recommendation', 'follow_up', 'imaging_order'] LOOP
    EXECUTE format('CREATE POLICY under_grant ON clinical.%I FOR SELECT TO consilium_app USING (case_id = %s)', t, granted);
  END LOOP;
  EXECUTE format('CREATE POLICY under_grant ON clinical.score_result FOR SELECT TO consilium_app USING (' || of_parent || ')',
    'assessment', 'score_result', 'id', 'score_result', 'assessment_id');
  EXECUTE format('CREATE POLICY under_grant ON clinical.preliminary_plan FOR SELECT TO consilium_app USING (' || of_parent || ')',
    'agenda_item', 'preliminary_plan', 'id', 'preliminary_plan', 'agenda_item_id');
  FOREACH t IN ARRAY ARRAY['revision_event', 'signature', 'signature_revocation'] LOOP
    EXECUTE format('CREATE POLICY under_grant ON clinical.%I FOR SELECT TO consilium_app USING (' || of_parent || ')',
      t, 'decision_revision', t, 'id', t, 'revision_id');
  END LOOP;
  EXECUTE format('CREATE POLICY under_grant ON clinical.meeting FOR SELECT TO consilium_app USING (' || of_parent || ')',
    'agenda_item', 'meeting', 'meeting_id', 'meeting', 'id');
  EXECUTE format('CREATE POLICY under_grant ON clinical.attendance_mark FOR SELECT TO consilium_app USING (' || of_parent || ')',
    'agenda_item', 'attendance_mark', 'meeting_id', 'attendance_mark', 'meeting_id');
END $$;

-- What an emergency under a grant may write, and nothing else may: the lane, the decision, what of agenda and clocks follows from it.
DO $$
DECLARE
  t text;
  emergency text := '(SELECT audit.emergency_case())';
  meetings text := 'ANY ((SELECT audit.emergency_meetings())::uuid[])';
BEGIN
  EXECUTE format('CREATE POLICY under_grant_emergency ON clinical.board_case FOR UPDATE TO consilium_app USING (id = %s)', emergency);
  EXECUTE format('CREATE POLICY under_grant_emergency ON clinical.agenda_item FOR UPDATE TO consilium_app USING (case_id = %s)', emergency);
  EXECUTE format('CREATE POLICY under_grant_emergency ON clinical.meeting FOR UPDATE TO consilium_app USING (id = %s)', meetings);
  EXECUTE format('CREATE POLICY under_grant_agenda ON clinical.agenda_item FOR SELECT TO consilium_app USING (meeting_id = %s)', meetings);
  FOREACH t IN ARRAY ARRAY['clock', 'case_notice', 'decision_revision'] LOOP
    EXECUTE format('CREATE POLICY under_grant_emergency ON clinical.%I FOR ALL TO consilium_app USING (case_id = %s)', t, emergency);
  END LOOP;
  CREATE POLICY under_grant_emergency ON clinical.revision_event FOR INSERT TO consilium_app WITH CHECK (audit.is_of_emergency(board_id, revision_id));
END $$;

-- The grants themselves: one's own, and for whoever reads the whole log everybody's. A review is written once.
SELECT audit.guard('clinical.break_glass_grant', 'break-glass-grant', 'id', true);
CREATE POLICY own_or_overseen ON clinical.break_glass_grant FOR SELECT TO consilium_app
  USING (user_id = (SELECT audit.actor()) OR (SELECT audit.reads_whole_log()));
CREATE POLICY reviewed_once ON clinical.break_glass_grant FOR UPDATE TO consilium_app
  USING (reviewed_at IS NULL AND (SELECT audit.reads_whole_log())) WITH CHECK (reviewed_by = (SELECT audit.actor()));
GRANT SELECT ON clinical.break_glass_grant TO consilium_app;
GRANT UPDATE (finding, note, reviewed_by, reviewed_at, version) ON clinical.break_glass_grant TO consilium_app;

ALTER POLICY seen ON clinical.version
  USING (organisation_id = (SELECT audit.organisation())
    AND CASE WHEN board_id IS NOT NULL THEN board_id = ANY ((SELECT audit.boards())::uuid[]) OR case_id = ANY ((SELECT audit.granted_cases())::uuid[])
             WHEN entity = 'patient' THEN (SELECT audit.sees_patients())
             WHEN entity = 'break-glass-grant' THEN (SELECT audit.reads_whole_log()) ELSE true END);

-- The answer to a repeated emergency request lies under the same grant as what it shows.
ALTER POLICY own_answers ON clinical.stored_answer
  USING (organisation_id = (SELECT audit.organisation()) AND actor_id = (SELECT audit.actor())
    AND CASE WHEN board_id IS NOT NULL THEN board_id = ANY ((SELECT audit.boards())::uuid[])
               OR board_id = (SELECT c.board_id FROM clinical.board_case c WHERE c.id = (SELECT audit.emergency_case()))
             WHEN cardinality(patients) > 0 THEN (SELECT audit.sees_patients()) ELSE true END);

-- A case's story is told in a transaction that opened for this story, and in no other.
CREATE OR REPLACE FUNCTION audit.case_history(p_case uuid, p_after uuid, p_limit int, p_done_by uuid)
RETURNS TABLE (event_id uuid, leaf jsonb, entity text, entity_id uuid, version int, doc text, doc_before text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.organisation();
  seen uuid[] := audit.boards();
BEGIN
  IF audit.purpose() IS DISTINCT FROM 'history.opened' THEN
    RAISE EXCEPTION 'a case''s story is read in a transaction that opened for it' USING ERRCODE = '42501';
  END IF;
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
