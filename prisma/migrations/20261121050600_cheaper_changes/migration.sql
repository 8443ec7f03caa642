SET ROLE consilium_owner;

-- What a change costs, by what pg_stat_statements told of it.

-- A foreign key into a partitioned table is planned anew for every row, which took as long as storing the row. The function below appends
-- the event itself before it inserts the version, nothing else may insert one, and a reconciliation holds each version against its event.
ALTER TABLE clinical.version DROP CONSTRAINT version_organisation_id_event_id_fkey;

CREATE OR REPLACE FUNCTION audit.record_change(p_organisation uuid, p_event uuid, p_head text, p_middle text, p_tail text,
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
      || p_middle || to_json(audit.instant(audit.now()))::text || p_tail, NULL, NULL);
  PERFORM audit.require_open(p_organisation, (leaf->>'actor')::uuid);

  IF leaf->>'entity' IS DISTINCT FROM p_entity OR (leaf->>'version')::int IS DISTINCT FROM p_version
     OR leaf->>'after' IS DISTINCT FROM encode(after, 'base64')
     OR (p_entity <> 'patient' AND (leaf->>'entityId')::uuid IS DISTINCT FROM p_entity_id) THEN
    RAISE EXCEPTION 'the leaf does not commit to this version' USING ERRCODE = '23514';
  END IF;
  -- The log knows a patient by an alias that an erasure removes. Asked by itself: beside the rest it made PostgreSQL plan all of it anew.
  IF p_entity = 'patient' THEN
    PERFORM FROM clinical.patient p WHERE p.organisation_id = p_organisation AND p.id = p_entity_id AND p.alias = (leaf->>'entityId')::uuid;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the leaf does not commit to this version' USING ERRCODE = '23514';
    END IF;
  END IF;

  INSERT INTO clinical.version (organisation_id, entity, entity_id, version, board_id, case_id, event_id, salt, doc, commitment)
  VALUES (p_organisation, p_entity, p_entity_id, p_version, p_board, p_case, p_event, p_salt, p_doc, after);
END $$;

CREATE OR REPLACE FUNCTION audit.require_open(p_organisation uuid, p_actor uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM audit.pending o
      WHERE o.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
        AND o.event_id = nullif(current_setting('consilium.event', true), '')::uuid
        AND o.boards IS NOT NULL AND o.tx = pg_current_xact_id_if_assigned() AND o.recorded_at = audit.now()
        AND o.organisation_id = p_organisation AND o.actor_id IS NOT DISTINCT FROM p_actor) THEN
    RAISE EXCEPTION 'an event is recorded in the transaction that its actor opened' USING ERRCODE = '42501';
  END IF;
END $$;

-- An assessment has some twenty scores, which are never changed: one look for all that a statement adds, at once, when the version
-- that they belong to has been appended. It loops over NEW because audit.guarded_tables reads from this text, as of every guard, which
-- aggregate the table belongs to, and by which column.
DROP TRIGGER need_version ON clinical.score_result;
CREATE OR REPLACE FUNCTION audit.need_version_of_score_result() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  FOR NEW IN SELECT DISTINCT ON (a.organisation_id, a.assessment_id) a.* FROM added a LOOP
    IF NOT EXISTS (SELECT FROM clinical.version v WHERE v.organisation_id = NEW.organisation_id AND v.entity = 'assessment' AND v.entity_id = NEW.assessment_id
         AND v.tx = pg_current_xact_id() AND v.recorded_at = audit.now()) THEN
      RAISE EXCEPTION 'unaudited change of %', TG_TABLE_NAME USING ERRCODE = '23514';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER need_version AFTER INSERT ON clinical.score_result REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION audit.need_version_of_score_result();
ALTER TABLE clinical.score_result ENABLE ALWAYS TRIGGER need_version;

-- Without settings of its own PostgreSQL writes its body into what asks it, instead of calling it.
ALTER FUNCTION audit.instant(timestamptz) RESET search_path;

RESET ROLE;
