SET ROLE consilium_owner;

-- Exports of the audit trail. What was asked for is kept, never what was handed out: a bundle is made anew for each download, from what
-- the log held when it was asked for, so that there is no second store of patient data.
CREATE TABLE audit.export (
  organisation_id uuid NOT NULL,
  id              uuid NOT NULL,
  scope           text NOT NULL CHECK (scope IN ('case', 'period', 'organisation')),
  case_id         uuid,
  since           timestamptz(3),
  until           timestamptz(3),
  asked_by        uuid NOT NULL,
  asked_at        timestamptz(3) NOT NULL,
  version         int NOT NULL DEFAULT 1 CHECK (version = 1),
  PRIMARY KEY (organisation_id, id),
  CHECK ((scope = 'case') = (case_id IS NOT NULL)),
  CHECK ((scope = 'period') = (since IS NOT NULL) AND (scope = 'period') = (until IS NOT NULL) AND since < until)
);
SELECT audit.make_append_only('audit.export');
SELECT audit.guard('audit.export', 'export', 'id', true);

-- How far each download came. For whoever waits; what happened is in the trail.
CREATE TABLE audit.export_download (
  organisation_id uuid NOT NULL,
  id              uuid NOT NULL,
  export_id       uuid NOT NULL,
  begun_by        uuid NOT NULL,
  begun_at        timestamptz(3) NOT NULL,
  entries         bigint NOT NULL DEFAULT 0,
  documents       bigint NOT NULL DEFAULT 0,
  -- null while it runs, and for ever where its process was killed
  ended_at        timestamptz(3),
  is_whole        boolean,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, export_id) REFERENCES audit.export (organisation_id, id),
  CHECK ((ended_at IS NULL) = (is_whole IS NULL))
);
CREATE INDEX export_download_by_export ON audit.export_download (organisation_id, export_id, begun_at);

-- Whether whoever opened this transaction may have such an export: an auditor, or the system itself, any, a chair those of their boards' cases.
CREATE FUNCTION audit.may_export(p_scope text, p_case uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN audit.reads_whole_log() OR (p_scope = 'case' AND EXISTS (SELECT FROM clinical.board_case c
    WHERE c.organisation_id = audit.organisation() AND c.id = p_case AND c.board_id = ANY (audit.chaired_boards())));
END $$;

CREATE POLICY seen ON audit.export FOR SELECT TO consilium_app USING (audit.may_export(scope, case_id));
CREATE POLICY asked ON audit.export FOR INSERT TO consilium_app
  WITH CHECK (asked_by = (SELECT audit.actor()) AND (SELECT audit.purpose()) = 'export.asking' AND audit.may_export(scope, case_id));
GRANT SELECT, INSERT ON audit.export TO consilium_app;

ALTER TABLE audit.export_download ENABLE ROW LEVEL SECURITY;
CREATE POLICY opened ON audit.export_download AS RESTRICTIVE FOR ALL TO consilium_app USING (organisation_id = (SELECT audit.organisation()));
CREATE POLICY seen ON audit.export_download FOR SELECT TO consilium_app
  USING (EXISTS (SELECT FROM audit.export x WHERE x.organisation_id = export_download.organisation_id AND x.id = export_id));
CREATE POLICY begun ON audit.export_download FOR INSERT TO consilium_app
  WITH CHECK (begun_by = (SELECT audit.actor()) AND (SELECT audit.purpose()) = 'export.downloading');
CREATE POLICY counted ON audit.export_download FOR UPDATE TO consilium_app
  USING (begun_by = (SELECT audit.actor()) AND ended_at IS NULL AND (SELECT audit.purpose()) = 'export.continued')
  WITH CHECK (begun_by = (SELECT audit.actor()));
GRANT SELECT, INSERT ON audit.export_download TO consilium_app;
GRANT UPDATE (entries, documents, ended_at, is_whole) ON audit.export_download TO consilium_app;

-- What an export holds: the log up to the first checkpoint that covers the request itself; null while the request waits for one. A
-- period begins behind the last entry that was signed for at its first instant, and ends with the last one signed for at its last. It is
-- overtaken once a patient was erased behind that checkpoint: documents are gone then, and nothing in the bundle could say why.
CREATE FUNCTION audit.export_extent(p_export uuid, OUT scope text, OUT case_id uuid, OUT origin text, OUT verifier_key text, OUT size bigint,
  OUT note text, OUT cosignatures text[], OUT first bigint, OUT behind bigint, OUT is_overtaken boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.organisation();
  x audit.export;
  asked bigint;
BEGIN
  SELECT * INTO x FROM audit.export e WHERE e.organisation_id = mine AND e.id = p_export;
  IF NOT FOUND OR coalesce(audit.purpose(), '') NOT LIKE 'export.%' OR NOT audit.may_export(x.scope, x.case_id) THEN
    RAISE EXCEPTION 'an export is read by who may have it, in a transaction that opened for it' USING ERRCODE = '42501';
  END IF;
  scope := x.scope;
  case_id := x.case_id;
  SELECT n.position INTO asked FROM clinical.version v
    JOIN audit.entry n ON n.organisation_id = v.organisation_id AND n.event_id = v.event_id
    WHERE v.organisation_id = mine AND v.entity = 'export' AND v.entity_id = x.id AND v.version = 1;
  IF asked IS NULL THEN RETURN; END IF;

  SELECT l.origin, l.verifier_key, c.size, c.note INTO origin, verifier_key, size, note
    FROM audit.checkpoint c JOIN audit.log l ON l.organisation_id = c.organisation_id
    WHERE c.organisation_id = mine AND c.size > asked ORDER BY c.size LIMIT 1;
  cosignatures := ARRAY(SELECT s.line FROM audit.cosignature s
    WHERE s.organisation_id = mine AND s.size = export_extent.size ORDER BY s.witness);
  IF x.scope <> 'case' THEN
    first := coalesce((SELECT c.size FROM audit.checkpoint c WHERE c.organisation_id = mine AND c.signed_at <= x.since
      AND c.size <= export_extent.size ORDER BY c.signed_at DESC, c.size DESC LIMIT 1), 0);
    behind := CASE WHEN x.scope = 'organisation' THEN size ELSE coalesce((SELECT c.size FROM audit.checkpoint c WHERE c.organisation_id = mine
      AND c.signed_at <= x.until AND c.size <= export_extent.size ORDER BY c.signed_at DESC, c.size DESC LIMIT 1), 0) END;
  END IF;
  is_overtaken := EXISTS (SELECT FROM audit.event e
    LEFT JOIN audit.entry n ON n.organisation_id = e.organisation_id AND n.event_id = e.event_id
    WHERE e.organisation_id = mine AND e.type IN ('erasure.approved', 'erasure.reapplied') AND (n.position IS NULL OR n.position >= export_extent.size));
END $$;

-- The events of a case's bundle: all about the case, about the records that belong to it and about its patient, as far as they name nobody
-- else; and every version of the passkeys that its signatures were made with.
CREATE FUNCTION audit.events_of_case_bundle(p_organisation uuid, p_case uuid) RETURNS TABLE (event_id uuid)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  patient uuid;
BEGIN
  SELECT p.alias INTO patient FROM clinical.board_case c JOIN clinical.patient p ON p.organisation_id = c.organisation_id AND p.id = c.patient_id
    WHERE c.organisation_id = p_organisation AND c.id = p_case;
  RETURN QUERY
    SELECT e.event_id
    FROM (SELECT v.entity_id FROM clinical.version v WHERE v.organisation_id = p_organisation AND v.case_id = p_case
          UNION SELECT p_case UNION SELECT patient) own
    JOIN audit.event e ON e.organisation_id = p_organisation AND e.entity_id = own.entity_id
    WHERE e.patients <@ ARRAY[patient]
    UNION
    SELECT v.event_id
    FROM (SELECT DISTINCT k.id FROM clinical.decision_revision r
          JOIN clinical.signature s ON s.organisation_id = r.organisation_id AND s.revision_id = r.id
          JOIN people.passkey k ON k.organisation_id = r.organisation_id AND k.credential_id = s.assertion->>'credentialId'
          WHERE r.organisation_id = p_organisation AND r.case_id = p_case) used
    JOIN clinical.version v ON v.organisation_id = p_organisation AND v.entity = 'passkey' AND v.entity_id = used.id;
END $$;

-- What a period's entries cannot be checked without, wherever it stands: whose passkeys are, and what was erased.
CREATE FUNCTION audit.events_beside_period(p_organisation uuid) RETURNS TABLE (event_id uuid)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.event_id FROM people.passkey k
    JOIN clinical.version v ON v.organisation_id = k.organisation_id AND v.entity = 'passkey' AND v.entity_id = k.id
    WHERE k.organisation_id = p_organisation
  UNION ALL
  SELECT v.event_id FROM clinical.erasure e
    JOIN clinical.version v ON v.organisation_id = e.organisation_id AND v.entity = 'erasure' AND v.entity_id = e.id
    WHERE e.organisation_id = p_organisation AND e.state = 'done'
$$;

-- The places of an export behind one of them, in order.
CREATE FUNCTION audit.export_places(p_export uuid, p_after bigint, p_limit int) RETURNS TABLE ("position" bigint, event_id uuid)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
  mine uuid := audit.organisation();
  x record;
  wanted int := least(greatest(p_limit, 1), 4096);
BEGIN
  IF coalesce(audit.purpose(), '') NOT IN ('export.downloading', 'export.continued') THEN
    RAISE EXCEPTION 'an export is handed out in a transaction that opened for it' USING ERRCODE = '42501';
  END IF;
  SELECT * INTO x FROM audit.export_extent(p_export);
  IF x.scope = 'case' THEN
    RETURN QUERY SELECT n.position, n.event_id FROM audit.events_of_case_bundle(mine, x.case_id) c
      JOIN audit.entry n ON n.organisation_id = mine AND n.event_id = c.event_id
      WHERE n.position > p_after AND n.position < x.size ORDER BY n.position LIMIT wanted;
    RETURN;
  END IF;
  RETURN QUERY
    SELECT u.position, u.event_id FROM (
      (SELECT n.position, n.event_id FROM audit.entry n
        WHERE n.organisation_id = mine AND n.position > p_after AND n.position >= x.first AND n.position < x.behind ORDER BY n.position LIMIT wanted)
      UNION ALL
      SELECT n.position, n.event_id FROM audit.events_beside_period(mine) b
        JOIN audit.entry n ON n.organisation_id = mine AND n.event_id = b.event_id
        WHERE x.scope = 'period' AND n.position > p_after AND n.position < x.size AND (n.position < x.first OR n.position >= x.behind)) u
    ORDER BY u.position LIMIT wanted;
END $$;

-- The entries of an export behind a place, in order.
CREATE FUNCTION audit.export_entries(p_export uuid, p_after bigint, p_limit int) RETURNS TABLE ("position" bigint, leaf bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
  mine uuid := audit.organisation();
BEGIN
  RETURN QUERY
    SELECT n.position, e.leaf FROM audit.export_places(p_export, p_after, p_limit) n
    -- one look-up for each, in the one partition that its id names
    CROSS JOIN LATERAL (SELECT v.leaf FROM audit.event v WHERE v.organisation_id = mine AND v.event_id = n.event_id LIMIT 1) e
    ORDER BY n.position;
END $$;

-- The versions that the entries behind a place made, in order, as many as weigh 4 MiB: every place in turn, without a version where its
-- entry made none, without a document where an erasure took it.
CREATE FUNCTION audit.export_documents(p_export uuid, p_after bigint, p_limit int)
RETURNS TABLE ("position" bigint, entity text, entity_id uuid, version int, commitment bytea, salt bytea, document bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
  mine uuid := audit.organisation();
BEGIN
  RETURN QUERY
    SELECT q.position, q.entity, q.entity_id, q.version, q.commitment, q.salt, q.doc FROM (
      SELECT n.position, v.*, sum(v.weight) OVER (ORDER BY n.position) - coalesce(v.weight, 0) AS ahead
      FROM audit.export_places(p_export, p_after, p_limit) n
      CROSS JOIN LATERAL (SELECT w.entity, w.entity_id, convert_from(w.leaf, 'UTF8')::jsonb AS leaf
        FROM audit.event w WHERE w.organisation_id = mine AND w.event_id = n.event_id LIMIT 1) e
      LEFT JOIN LATERAL (SELECT d.entity, d.entity_id, d.version, d.commitment, d.salt, d.doc, octet_length(d.doc) AS weight
        FROM clinical.version d
        WHERE d.organisation_id = mine AND d.entity = e.entity AND d.version = (e.leaf->>'version')::int AND d.event_id = n.event_id
          -- the log knows a patient by an alias
          AND d.entity_id = CASE e.entity WHEN 'patient'
            THEN (SELECT p.id FROM clinical.patient p WHERE p.organisation_id = mine AND p.alias = e.entity_id) ELSE e.entity_id END) v ON true) q
    WHERE coalesce(q.ahead, 0) < 4194304
    ORDER BY q.position;
END $$;

GRANT EXECUTE ON FUNCTION audit.may_export, audit.export_extent, audit.export_entries, audit.export_documents TO consilium_app;

RESET ROLE;
