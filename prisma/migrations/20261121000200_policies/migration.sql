SET ROLE consilium_owner;

-- "No event, no data", own boards only, and no change without its version. ARCHITECTURE.md tells the shape; here is each table's
-- place in it: which aggregate it belongs to, and what the application may do to it.

CREATE FUNCTION audit.guard(p_table regclass, p_entity text, p_id_column text, p_is_root boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $outer$
DECLARE
  guard_name text := 'need_version_of_' || (SELECT relname FROM pg_class WHERE oid = p_table);
BEGIN
  -- A row may not commit unless its aggregate's version was appended in the same transaction; a root's, the very one it carries.
  EXECUTE format($f$
    CREATE FUNCTION audit.%I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
    BEGIN
      IF NOT EXISTS (SELECT FROM clinical.version v WHERE v.organisation_id = NEW.organisation_id AND v.entity = %L AND v.entity_id = NEW.%I
          %s AND v.tx = pg_current_xact_id() AND v.recorded_at = transaction_timestamp()) THEN
        RAISE EXCEPTION 'unaudited change of %%', TG_TABLE_NAME USING ERRCODE = '23514';
      END IF;
      RETURN NULL;
    END $body$ $f$, guard_name, p_entity, p_id_column, CASE WHEN p_is_root THEN 'AND v.version = NEW.version' ELSE '' END);
  EXECUTE format('CREATE CONSTRAINT TRIGGER need_version AFTER INSERT OR UPDATE ON %s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.%I()', p_table, guard_name);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER need_version', p_table);
  IF p_is_root THEN
    EXECUTE format('CREATE TRIGGER version_step BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION audit.version_step(%L)', p_table, p_id_column);
  END IF;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_table);
  EXECUTE format('CREATE POLICY opened ON %s AS RESTRICTIVE FOR ALL TO consilium_app USING (organisation_id = (SELECT audit.organisation()))', p_table);
END $outer$;

-- Versions step by one and a row never changes its identity: a stale writer gets 40001.
CREATE FUNCTION audit.version_step() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.version <> OLD.version + 1 OR NEW.organisation_id <> OLD.organisation_id
     OR to_jsonb(NEW) -> TG_ARGV[0] IS DISTINCT FROM to_jsonb(OLD) -> TG_ARGV[0] THEN
    RAISE EXCEPTION 'the version of % must step by one', TG_TABLE_NAME USING ERRCODE = '40001';
  END IF;
  RETURN NEW;
END $$;

-- A patient is found by the whole family name, however it is capitalised: an equality, so that the policies allow its index.
ALTER TABLE clinical.patient ADD COLUMN family_name_key text NOT NULL GENERATED ALWAYS AS (lower(normalize(family_name, NFC))) STORED;
CREATE INDEX patient_by_family_name ON clinical.patient (organisation_id, family_name_key, given_name, id);

-- aggregate and key of every guarded table
SELECT audit.guard('people.account', 'user', 'id', true);
SELECT audit.guard('people.board', 'board', 'id', true);
SELECT audit.guard('people.board_member', 'board', 'board_id', false);
SELECT audit.guard('people.board_parameter_change', 'board', 'board_id', false);
SELECT audit.guard('clinical.patient', 'patient', 'id', true);
SELECT audit.guard('clinical.patient_identifier', 'patient', 'patient_id', false);
SELECT audit.guard('clinical.board_case', 'case', 'id', true);
SELECT audit.guard('clinical.clock', 'case', 'case_id', false);
SELECT audit.guard('clinical.readiness_waiver', 'case', 'case_id', false);
SELECT audit.guard('clinical.case_notice', 'case', 'case_id', false);
SELECT audit.guard('clinical.treatment', 'treatment', 'id', true);
SELECT audit.guard('clinical.assessment', 'assessment', 'id', true);
SELECT audit.guard('clinical.score_result', 'assessment', 'assessment_id', false);
SELECT audit.guard('clinical.meeting', 'meeting', 'id', true);
SELECT audit.guard('clinical.attendance_mark', 'meeting', 'meeting_id', false);
SELECT audit.guard('clinical.agenda_item', 'agenda-item', 'id', true);
SELECT audit.guard('clinical.preliminary_plan', 'agenda-item', 'agenda_item_id', false);
SELECT audit.guard('clinical.decision_draft', 'decision-draft', 'id', true);
SELECT audit.guard('clinical.decision_revision', 'decision-revision', 'id', true);
SELECT audit.guard('clinical.revision_event', 'decision-revision', 'revision_id', false);
SELECT audit.guard('clinical.signature', 'decision-revision', 'revision_id', false);
SELECT audit.guard('clinical.signature_revocation', 'decision-revision', 'revision_id', false);
SELECT audit.guard('clinical.recommendation', 'recommendation', 'id', true);
SELECT audit.guard('clinical.follow_up', 'follow-up', 'case_id', true);
SELECT audit.guard('clinical.imaging_order', 'follow-up', 'case_id', false);

-- Who sees which row. Organisation by the restrictive policy above; the permissive ones say the rest.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['board_case', 'clock', 'readiness_waiver', 'case_notice', 'treatment', 'assessment', 'score_result', 'meeting',
    'attendance_mark', 'agenda_item', 'preliminary_plan', 'decision_draft', 'decision_revision', 'revision_event', 'signing_statement',
    'signature', 'signature_revocation', 'recommendation', 'follow_up', 'imaging_order'] LOOP
    EXECUTE format('CREATE POLICY own_boards ON clinical.%I FOR ALL TO consilium_app USING (board_id = ANY ((SELECT audit.boards())::uuid[]))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['patient', 'patient_identifier'] LOOP
    EXECUTE format('CREATE POLICY clinical_roles ON clinical.%I FOR ALL TO consilium_app USING ((SELECT audit.sees_patients()))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['account', 'board', 'board_member', 'board_parameter_change'] LOOP
    EXECUTE format('CREATE POLICY own_organisation ON people.%I FOR ALL TO consilium_app USING (organisation_id = (SELECT audit.organisation()))', t);
  END LOOP;
END $$;

ALTER TABLE clinical.signing_statement ENABLE ROW LEVEL SECURITY;
CREATE POLICY opened ON clinical.signing_statement AS RESTRICTIVE FOR ALL TO consilium_app
  USING (organisation_id = (SELECT audit.organisation()) AND user_id = (SELECT audit.actor()));

ALTER TABLE clinical.stored_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_answers ON clinical.stored_answer FOR ALL TO consilium_app
  USING (organisation_id = (SELECT audit.organisation()) AND actor_id = (SELECT audit.actor())
    AND (board_id IS NULL OR board_id = ANY ((SELECT audit.boards())::uuid[])));

ALTER TABLE clinical.version ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON clinical.version FOR SELECT TO consilium_app
  USING (organisation_id = (SELECT audit.organisation())
    AND CASE WHEN board_id IS NOT NULL THEN board_id = ANY ((SELECT audit.boards())::uuid[])
             WHEN entity = 'patient' THEN (SELECT audit.sees_patients()) ELSE true END);

ALTER TABLE people.organisation ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON people.organisation FOR ALL TO consilium_app USING (id = (SELECT audit.organisation()));

-- What proves identity: one's own rows; an administrator may only set up a new person's first credential.
ALTER TABLE people.credential ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON people.credential FOR ALL TO consilium_app
  USING (organisation_id = (SELECT audit.organisation()) AND user_id = (SELECT audit.actor()))
  WITH CHECK (organisation_id = (SELECT audit.organisation()));
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['session', 'step_up_proof'] LOOP
    EXECUTE format('ALTER TABLE people.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own ON people.%I FOR ALL TO consilium_app USING (organisation_id = (SELECT audit.organisation()) AND user_id = (SELECT audit.actor()))', t);
  END LOOP;
END $$;
ALTER TABLE people.refresh_token ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON people.refresh_token FOR ALL TO consilium_app
  USING (organisation_id = (SELECT audit.organisation())
    AND EXISTS (SELECT FROM people.session s WHERE s.organisation_id = refresh_token.organisation_id AND s.id = session_id));

-- Doors crossed before the organisation is known: one definer function each, at most one row.
CREATE FUNCTION people.door_sign_in(p_email text)
RETURNS TABLE (organisation_id uuid, user_id uuid, name text, roles text[], password_hash text, totp_secret bytea, totp_last_step bigint,
  failed_attempts int, blocked_until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.organisation_id, a.id, a.name, a.roles, c.password_hash, c.totp_secret, c.totp_last_step, c.failed_attempts, c.blocked_until
  FROM people.account a JOIN people.credential c ON c.organisation_id = a.organisation_id AND c.user_id = a.id
  WHERE a.email = p_email AND a.is_active
$$;

CREATE FUNCTION people.door_refresh(p_hash bytea)
RETURNS TABLE (organisation_id uuid, session_id uuid, user_id uuid, roles text[], method text, token_expires_at timestamptz, token_used_at timestamptz,
  session_expires_at timestamptz, session_ended_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.organisation_id, s.id, s.user_id, a.roles, s.method, t.expires_at, t.used_at, s.expires_at, s.ended_at
  FROM people.refresh_token t
  JOIN people.session s ON s.organisation_id = t.organisation_id AND s.id = t.session_id
  JOIN people.account a ON a.organisation_id = s.organisation_id AND a.id = s.user_id
  WHERE t.hash = p_hash AND a.is_active
$$;

-- Whether this database has been set up: the default start seeds an empty one.
CREATE FUNCTION people.door_is_empty() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT NOT EXISTS (SELECT FROM people.organisation)
$$;

-- Grants. Nothing is deleted by the application, ever; what is append-only is not updated either.
GRANT USAGE ON SCHEMA audit, clinical, people TO consilium_app;
GRANT USAGE ON SCHEMA audit TO consilium_sequencer, consilium_auditor;

GRANT SELECT, INSERT ON people.organisation TO consilium_app;
GRANT SELECT, INSERT, UPDATE ON people.account, people.board, people.board_member, people.board_parameter_change TO consilium_app;
GRANT SELECT, INSERT, UPDATE ON people.credential, people.session, people.refresh_token, people.step_up_proof TO consilium_app;

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA clinical TO consilium_app;
REVOKE INSERT ON clinical.version FROM consilium_app;
GRANT UPDATE ON clinical.patient, clinical.board_case, clinical.clock, clinical.case_notice, clinical.treatment, clinical.meeting,
  clinical.agenda_item, clinical.decision_draft, clinical.recommendation, clinical.follow_up, clinical.imaging_order TO consilium_app;
GRANT UPDATE (state, ratification, in_force_at, expires_on, version) ON clinical.decision_revision TO consilium_app;
GRANT UPDATE (used_at) ON clinical.signing_statement TO consilium_app;
GRANT UPDATE ON clinical.stored_answer TO consilium_app;

-- An Idempotency-Key is kept for 24 hours. Returns how many were forgotten.
CREATE FUNCTION clinical.forget_answers() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE forgotten int;
BEGIN
  DELETE FROM clinical.stored_answer WHERE stored_at < now() - interval '24 hours';
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  RETURN forgotten;
END $$;
GRANT EXECUTE ON FUNCTION clinical.forget_answers TO consilium_app;

SELECT audit.make_append_only(format('clinical.%I', t)::regclass)
FROM unnest(ARRAY['patient_identifier', 'readiness_waiver', 'assessment', 'score_result', 'attendance_mark', 'preliminary_plan', 'revision_event',
  'signature', 'signature_revocation']) t;

GRANT EXECUTE ON FUNCTION audit.open, audit.record, audit.record_change, audit.case_history, audit.ensure_partitions,
  audit.organisation, audit.boards, audit.sees_patients, audit.actor,
  people.door_sign_in, people.door_refresh, people.door_is_empty TO consilium_app;

-- A person with psql reads the log of the organisations they are registered for, and nothing clinical.
ALTER TABLE audit.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.pending ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.auditor_login ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_login ON audit.auditor_login FOR SELECT TO consilium_auditor USING (login = session_user);
CREATE POLICY own_organisation ON audit.event FOR SELECT TO consilium_auditor
  USING (organisation_id IN (SELECT l.organisation_id FROM audit.auditor_login l));
GRANT SELECT ON audit.event, audit.auditor_login TO consilium_auditor;

RESET ROLE;
