SET ROLE consilium_owner;

-- The Merkle log (RFC 6962), one per organisation: which event stands at which position, the tree over them, and what was signed.
-- Order comes from the sequencer alone; that no two sequencers can contradict each other comes from the keys of these tables.

-- A log's name and key, fixed at its birth: an origin is a name and stays when the server moves.
CREATE TABLE audit.log (
  organisation_id uuid PRIMARY KEY,
  origin          text NOT NULL UNIQUE,
  verifier_key    text NOT NULL,
  opened_at       timestamptz NOT NULL DEFAULT transaction_timestamp()
);

-- No foreign keys: the event is read, and its leaf hashed, in the very transaction that writes its place, and is never deleted; a key
-- would look each one up once more and lock its row, which takes five times as long as the rest.
CREATE TABLE audit.entry (
  organisation_id uuid NOT NULL,
  position        bigint NOT NULL CHECK (position >= 0),
  event_id        uuid NOT NULL,
  leaf_hash       bytea NOT NULL CHECK (octet_length(leaf_hash) = 32),
  PRIMARY KEY (organisation_id, position),
  UNIQUE (organisation_id, event_id)
);

-- C2SP tlog-tiles. The last tile of level 0, while it grows, is not stored: it would be written anew with every batch and says what
-- audit.entry says. audit.tile_of answers with either.
CREATE TABLE audit.tile (
  organisation_id uuid NOT NULL REFERENCES audit.log (organisation_id),
  level           smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
  n               bigint NOT NULL CHECK (n >= 0),
  width           smallint NOT NULL CHECK (width BETWEEN 1 AND 256),
  hashes          bytea NOT NULL CHECK (octet_length(hashes) = 32 * width),
  PRIMARY KEY (organisation_id, level, n, width)
);
-- Hashes do not compress.
ALTER TABLE audit.tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

CREATE TABLE audit.checkpoint (
  organisation_id uuid NOT NULL REFERENCES audit.log (organisation_id),
  size            bigint NOT NULL CHECK (size > 0),
  root            bytea NOT NULL CHECK (octet_length(root) = 32),
  -- C2SP signed note: the checkpoint with our own signature
  note            text NOT NULL,
  -- as precise as it is shown, so that whoever asks for it by its instant finds it
  signed_at       timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organisation_id, size)
);
CREATE INDEX checkpoint_by_time ON audit.checkpoint (organisation_id, signed_at, size);

CREATE TABLE audit.cosignature (
  organisation_id uuid NOT NULL,
  size            bigint NOT NULL,
  -- the witness's verifier key: its name alone could be taken by another
  witness         text NOT NULL,
  line            text NOT NULL,
  received_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organisation_id, size, witness),
  FOREIGN KEY (organisation_id, size) REFERENCES audit.checkpoint (organisation_id, size)
);

SELECT audit.make_append_only(format('audit.%I', t)::regclass)
FROM unnest(ARRAY['log', 'entry', 'tile', 'checkpoint', 'cosignature']) t;

-- A queue lives on its dead rows being swept away.
ALTER TABLE audit.pending SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- What the receipt of a repeated request is about: the first change that the request made, else its opening event.
ALTER TABLE "clinical"."stored_answer" ADD COLUMN "receipt_event" UUID;

-- Reading the tree. ---------------------------------------------------------------------------------------------------------------

-- The first p_width hashes of a tile, also out of a wider one; null where the log does not reach so far.
CREATE FUNCTION audit.tile_of(p_organisation uuid, p_level int, p_n bigint, p_width int) RETURNS bytea
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  found_hashes bytea;
BEGIN
  SELECT substr(t.hashes, 1, 32 * p_width) INTO found_hashes FROM audit.tile t
    WHERE t.organisation_id = p_organisation AND t.level = p_level AND t.n = p_n AND t.width >= p_width
    ORDER BY t.width LIMIT 1;
  IF NOT FOUND AND p_level = 0 THEN
    SELECT string_agg(e.leaf_hash, ''::bytea ORDER BY e.position) INTO found_hashes FROM audit.entry e
      WHERE e.organisation_id = p_organisation AND e.position >= p_n * 256 AND e.position < p_n * 256 + p_width;
  END IF;
  RETURN CASE WHEN octet_length(found_hashes) = 32 * p_width THEN found_hashes END;
END $$;

-- What this transaction was opened for.
CREATE FUNCTION audit.purpose() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT e.type FROM audit.event e
    WHERE e.organisation_id = nullif(current_setting('consilium.organisation', true), '')::uuid
      AND e.event_id = nullif(current_setting('consilium.event', true), '')::uuid
      AND e.boards IS NOT NULL AND e.tx = pg_current_xact_id_if_assigned() AND e.recorded_at = transaction_timestamp());
END $$;

-- Whether whoever opened this transaction reads everybody's leaves: an auditor, or the system itself.
CREATE FUNCTION audit.reads_whole_log() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN audit.organisation() IS NOT NULL AND (audit.actor() IS NULL OR EXISTS (SELECT FROM people.account a
    WHERE a.organisation_id = audit.organisation() AND a.id = audit.actor() AND 'auditor' = ANY (a.roles)));
END $$;

-- The last checkpoint signed at or before an instant (null: the last of all) of the organisation whose transaction this is.
CREATE FUNCTION audit.log_checkpoint(p_at timestamptz)
RETURNS TABLE (origin text, verifier_key text, size bigint, root bytea, note text, signed_at timestamptz, cosignatures text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.organisation();
BEGIN
  RETURN QUERY
    SELECT l.origin, l.verifier_key, c.size, c.root, c.note, c.signed_at,
      ARRAY(SELECT s.line FROM audit.cosignature s WHERE s.organisation_id = c.organisation_id AND s.size = c.size ORDER BY s.witness)
    FROM audit.checkpoint c JOIN audit.log l ON l.organisation_id = c.organisation_id
    WHERE c.organisation_id = mine AND (p_at IS NULL OR c.signed_at <= p_at)
    ORDER BY c.signed_at DESC, c.size DESC
    LIMIT 1;
END $$;

-- A tile of the organisation whose transaction this is.
CREATE FUNCTION audit.log_tile(p_level int, p_n bigint, p_width int) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN audit.tile_of(audit.organisation(), p_level, p_n, p_width);
END $$;

-- Where an event stands in the log and the leaf that was hashed; of other people's events to auditors only.
CREATE FUNCTION audit.log_entry(p_event uuid) RETURNS TABLE ("position" bigint, leaf bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.organisation();
BEGIN
  IF coalesce(audit.purpose(), '') NOT LIKE 'audit.%' THEN
    RAISE EXCEPTION 'the log is read in a transaction that opened for it' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
    SELECT n.position, e.leaf FROM audit.event e
    LEFT JOIN audit.entry n ON n.organisation_id = e.organisation_id AND n.event_id = e.event_id
    WHERE e.organisation_id = mine AND e.event_id = p_event AND (audit.reads_whole_log() OR e.actor_id = audit.actor());
END $$;

-- The leaves from a position on, in order; for auditors.
CREATE FUNCTION audit.log_entries(p_from bigint, p_limit int) RETURNS TABLE ("position" bigint, event_id uuid, leaf bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.organisation();
BEGIN
  IF coalesce(audit.purpose(), '') NOT LIKE 'audit.%' OR NOT audit.reads_whole_log() THEN
    RAISE EXCEPTION 'leaves are read by auditors, in a transaction that opened for it' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
    SELECT n.position, n.event_id, e.leaf
    FROM (SELECT i.position, i.event_id FROM audit.entry i
          WHERE i.organisation_id = mine AND i.position >= p_from ORDER BY i.position LIMIT least(greatest(p_limit, 1), 4096)) n
    -- one look-up for each, in the one partition that its id names
    CROSS JOIN LATERAL (SELECT v.leaf FROM audit.event v WHERE v.organisation_id = mine AND v.event_id = n.event_id LIMIT 1) e
    ORDER BY n.position;
END $$;

-- Doors: what the server asks after COMMIT, for requests that are open no more. None of them shows more than whoever knows the
-- event's id may know: hashes, signed checkpoints, and the one leaf that a receipt is about. ----------------------------------------

-- How far each log is, and for how many seconds the longest waiting event waits (null: none waits).
CREATE FUNCTION audit.door_pulse(OUT merge_delay double precision, OUT organisations uuid[], OUT sizes bigint[], OUT notes text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT extract(epoch FROM clock_timestamp() - min(uuid_extract_timestamp(p.event_id))) INTO merge_delay
    FROM people.organisation o
    CROSS JOIN LATERAL (SELECT q.event_id FROM audit.pending q WHERE q.organisation_id = o.id ORDER BY q.event_id LIMIT 1) p;
  SELECT array_agg(l.organisation_id), array_agg(c.size), array_agg(c.note) INTO organisations, sizes, notes
    FROM audit.log l
    CROSS JOIN LATERAL (SELECT k.size, k.note FROM audit.checkpoint k WHERE k.organisation_id = l.organisation_id ORDER BY k.size DESC LIMIT 1) c;
END $$;

-- Whether each of these events is in a signed checkpoint.
CREATE FUNCTION audit.door_included(p_organisations uuid[], p_events uuid[]) RETURNS boolean[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT array_agg(EXISTS (SELECT FROM audit.entry e WHERE e.organisation_id = w.organisation_id AND e.event_id = w.event_id) ORDER BY w.place)
    FROM unnest(p_organisations, p_events) WITH ORDINALITY w (organisation_id, event_id, place));
END $$;

-- What a receipt is made of: the event's place and leaf, and the last checkpoint.
CREATE FUNCTION audit.door_receipt(p_organisation uuid, p_event uuid, OUT "position" bigint, OUT leaf bytea, OUT size bigint, OUT note text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT n.position, e.leaf, c.size, c.note INTO "position", leaf, size, note
    FROM audit.entry n
    JOIN audit.event e ON e.organisation_id = n.organisation_id AND e.event_id = n.event_id
    CROSS JOIN LATERAL (SELECT k.size, k.note FROM audit.checkpoint k WHERE k.organisation_id = n.organisation_id ORDER BY k.size DESC LIMIT 1) c
    WHERE n.organisation_id = p_organisation AND n.event_id = p_event;
END $$;

CREATE FUNCTION audit.door_tile(p_organisation uuid, p_level int, p_n bigint, p_width int) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN audit.tile_of(p_organisation, p_level, p_n, p_width);
END $$;

-- The checkpoint of exactly this size; null where none was signed.
CREATE FUNCTION audit.door_checkpoint(p_organisation uuid, p_size bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT c.note FROM audit.checkpoint c WHERE c.organisation_id = p_organisation AND c.size = p_size);
END $$;

-- Who may what. ---------------------------------------------------------------------------------------------------------------------

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['log', 'entry', 'tile', 'checkpoint', 'cosignature'] LOOP
    EXECUTE format('ALTER TABLE audit.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY sequencing ON audit.%I FOR ALL TO consilium_sequencer USING (true)', t);
    EXECUTE format('CREATE POLICY own_organisation ON audit.%I FOR SELECT TO consilium_auditor
      USING (organisation_id IN (SELECT l.organisation_id FROM audit.auditor_login l))', t);
    EXECUTE format('GRANT SELECT, INSERT ON audit.%I TO consilium_sequencer', t);
    EXECUTE format('GRANT SELECT ON audit.%I TO consilium_auditor', t);
  END LOOP;
END $$;

CREATE POLICY sequencing ON audit.event FOR SELECT TO consilium_sequencer USING (true);
CREATE POLICY sequencing ON audit.pending FOR ALL TO consilium_sequencer USING (true);
GRANT SELECT (organisation_id, event_id, leaf, leaf_hash) ON audit.event TO consilium_sequencer;
GRANT SELECT, DELETE ON audit.pending TO consilium_sequencer;
GRANT EXECUTE ON FUNCTION audit.tile_of TO consilium_sequencer, consilium_auditor;

GRANT EXECUTE ON FUNCTION audit.purpose, audit.reads_whole_log, audit.log_checkpoint, audit.log_tile, audit.log_entry, audit.log_entries,
  audit.door_pulse, audit.door_included, audit.door_receipt, audit.door_tile, audit.door_checkpoint TO consilium_app;

RESET ROLE;
