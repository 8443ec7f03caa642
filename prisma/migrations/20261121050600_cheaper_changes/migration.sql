SET ROLE consilium_owner;

-- What a change costs, by what pg_stat_statements told of it.

-- A foreign key into a partitioned table is planned anew for every row, which took as long as storing the row. The function below appends
-- the event itself before it inserts the version, nothing else may insert one, and a reconciliation holds each version against its event.
ALTER TABLE clinical.version DROP CONSTRAINT version_organisation_id_event_id_fkey;

-- The log knows a patient by an alias that an erasure removes. Asked by itself: beside the rest it made PostgreSQL plan all of it anew.
SELECT audit.amend('audit.record_change', $$
     -- the log knows a patient by an alias that an erasure removes
     OR (p_entity = 'patient' AND NOT EXISTS (SELECT FROM clinical.patient p
          WHERE p.organisation_id = p_organisation AND p.id = p_entity_id AND p.alias = (leaf->>'entityId')::uuid)) THEN
    RAISE EXCEPTION 'the leaf does not commit to this version' USING ERRCODE = '23514';
  END IF;
$$, $$ THEN
    RAISE EXCEPTION 'the leaf does not commit to this version' USING ERRCODE = '23514';
  END IF;
  IF p_entity = 'patient' THEN
    PERFORM FROM clinical.patient p WHERE p.organisation_id = p_organisation AND p.id = p_entity_id AND p.alias = (leaf->>'entityId')::uuid;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the leaf does not commit to this version' USING ERRCODE = '23514';
    END IF;
  END IF;
$$);

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
