SET ROLE consilium_owner;

-- Whether somebody else chose the password: such a one opens the door and signs nothing until its owner has replaced it.
ALTER TABLE "people"."credential" ADD COLUMN "is_initial" BOOLEAN NOT NULL DEFAULT false;

-- Whoever is no longer active is out for good: reactivating the account brings none of its sessions back.
CREATE FUNCTION people.end_sessions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE people.session SET ended_at = transaction_timestamp()
    WHERE organisation_id = NEW.organisation_id AND user_id = NEW.id AND ended_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER end_sessions AFTER UPDATE ON people.account
  FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active) EXECUTE FUNCTION people.end_sessions();

-- The event of what was refused or failed, appended without opening anything: also for somebody who may open nothing any more.
CREATE FUNCTION audit.record_refusal(p_organisation uuid, p_event uuid, p_head text, p_tail text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  leaf jsonb;
BEGIN
  leaf := audit.append(p_organisation, p_event, p_head || to_json(audit.instant(transaction_timestamp()))::text || p_tail, NULL, NULL);
  IF leaf->>'outcome' NOT IN ('refused', 'failed') THEN
    RAISE EXCEPTION 'only a refusal is recorded outside an open transaction' USING ERRCODE = '42501';
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION audit.record_refusal TO consilium_app;

RESET ROLE;
