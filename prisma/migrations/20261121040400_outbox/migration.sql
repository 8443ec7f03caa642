SET ROLE consilium_owner;

-- What somebody is to be told, written by the act that brings it about, in its transaction: the outbox. It holds ids and codes, never
-- a name or a finding; the mail that is made of it says what awaits and links to it.
CREATE TABLE "clinical"."notice" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "recipient_id" UUID NOT NULL,
    "board_id" UUID,
    "case_id" UUID,
    "meeting_id" UUID,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "is_urgent" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "handed_over_at" TIMESTAMPTZ(6),
    "settled_at" TIMESTAMPTZ(6),
    "failure" TEXT,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE INDEX "notice_organisation_id_state_id_idx" ON "clinical"."notice"("organisation_id", "state", "id");
CREATE INDEX "notice_organisation_id_case_id_idx" ON "clinical"."notice"("organisation_id", "case_id");
ALTER TABLE "clinical"."notice" ADD CONSTRAINT "notice_organisation_id_recipient_id_fkey" FOREIGN KEY ("organisation_id", "recipient_id") REFERENCES "people"."account"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- What the next hand-over looks for, in its order.
CREATE INDEX notice_due ON clinical.notice (due_at, id) WHERE state IN ('waiting', 'handed-over');
ALTER TABLE clinical.notice ADD CONSTRAINT notice_state
  CHECK (state IN ('waiting', 'handed-over', 'sent', 'failed', 'dropped')),
  ADD CONSTRAINT notice_settled CHECK ((state IN ('sent', 'failed', 'dropped')) = (settled_at IS NOT NULL)),
  ADD CONSTRAINT notice_failure CHECK ((state = 'failed') = (failure IS NOT NULL));

-- When a person wants no mail, and when the one that gathers a day's work; null for the board's zone and for none.
CREATE TABLE "people"."mail_setting" (
    "organisation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "time_zone" TEXT,
    "quiet_from" TEXT,
    "quiet_until" TEXT,
    "digest_at" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "mail_setting_pkey" PRIMARY KEY ("organisation_id","user_id")
);
ALTER TABLE "people"."mail_setting" ADD CONSTRAINT "mail_setting_organisation_id_user_id_fkey" FOREIGN KEY ("organisation_id", "user_id") REFERENCES "people"."account"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE people.mail_setting ADD CONSTRAINT mail_setting_quiet CHECK ((quiet_from IS NULL) = (quiet_until IS NULL));

-- One digest for a person and a day of their calendar, also when two replicas begin it at once; it is written when nothing awaited, too.
CREATE TABLE "people"."digest" (
    "organisation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "on_date" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "digest_pkey" PRIMARY KEY ("organisation_id","user_id","on_date")
);
ALTER TABLE "people"."digest" ADD CONSTRAINT "digest_organisation_id_user_id_fkey" FOREIGN KEY ("organisation_id", "user_id") REFERENCES "people"."account"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The one secret address of a person's calendar, as a hash; a new one replaces it.
CREATE TABLE "people"."calendar_feed" (
    "organisation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "secret_hash" BYTEA,
    "renewed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("organisation_id","user_id")
);
CREATE UNIQUE INDEX "calendar_feed_secret_hash_key" ON "people"."calendar_feed"("secret_hash");
ALTER TABLE "people"."calendar_feed" ADD CONSTRAINT "calendar_feed_organisation_id_user_id_fkey" FOREIGN KEY ("organisation_id", "user_id") REFERENCES "people"."account"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE people.calendar_feed ADD CONSTRAINT secret_is_hashed CHECK (octet_length(secret_hash) = 32);

-- Policies. Every act may tell somebody of its organisation something; what was told, and whether it arrived, is read by an administrator
-- and by the system that sends it.
ALTER TABLE clinical.notice ENABLE ROW LEVEL SECURITY;
CREATE POLICY opened ON clinical.notice AS RESTRICTIVE FOR ALL TO consilium_app USING (organisation_id = (SELECT audit.organisation()));
CREATE POLICY posted ON clinical.notice FOR INSERT TO consilium_app WITH CHECK (state = 'waiting');
CREATE POLICY administered ON clinical.notice FOR SELECT TO consilium_app
  USING ((SELECT audit.administers()) OR (SELECT audit.actor()) IS NULL);
CREATE POLICY settled ON clinical.notice FOR UPDATE TO consilium_app
  USING ((SELECT audit.administers()) OR (SELECT audit.actor()) IS NULL);
GRANT SELECT, INSERT ON clinical.notice TO consilium_app;
GRANT UPDATE (state, due_at, handed_over_at, settled_at, failure) ON clinical.notice TO consilium_app;
SELECT audit.make_erasable('clinical.notice', 'case_id = ANY ($4::uuid[])');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['mail_setting', 'calendar_feed'] LOOP
    EXECUTE format('ALTER TABLE people.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own ON people.%I FOR ALL TO consilium_app
      USING (organisation_id = (SELECT audit.organisation()) AND user_id = (SELECT audit.actor()))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON people.%I TO consilium_app', t);
  END LOOP;
END $$;
CREATE POLICY of_system ON people.mail_setting FOR SELECT TO consilium_app
  USING (organisation_id = (SELECT audit.organisation()) AND (SELECT audit.actor()) IS NULL);

ALTER TABLE people.digest ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_system ON people.digest FOR ALL TO consilium_app
  USING (organisation_id = (SELECT audit.organisation()) AND (SELECT audit.actor()) IS NULL);
GRANT SELECT, INSERT ON people.digest TO consilium_app;

-- Where a person's clock stands: as they say, else where a board of theirs meets, else where one of their hospital does.
CREATE FUNCTION people.zone_of(p_organisation uuid, p_user uuid) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(
    (SELECT s.time_zone FROM people.mail_setting s WHERE s.organisation_id = p_organisation AND s.user_id = p_user),
    (SELECT b.time_zone FROM people.board b
      LEFT JOIN people.board_member m ON m.organisation_id = b.organisation_id AND m.board_id = b.id AND m.user_id = p_user AND m.is_active
      WHERE b.organisation_id = p_organisation ORDER BY m.user_id IS NULL, b.id LIMIT 1),
    'UTC')
$$;
-- What a clock there shows. A zone that the server knows and this PostgreSQL does not must not keep everybody else's day from beginning.
CREATE FUNCTION people.clock_in(p_zone text, p_now timestamptz) RETURNS timestamp LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN p_now AT TIME ZONE p_zone;
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN p_now AT TIME ZONE 'UTC';
END $$;
REVOKE EXECUTE ON FUNCTION people.zone_of, people.clock_in FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people.zone_of, people.clock_in TO consilium_app;

-- Doors. Notices that are due are taken for delivery, by whichever replica comes first; one whose job was lost in two days is taken again.
CREATE FUNCTION clinical.door_hand_over(p_now timestamptz, p_limit int) RETURNS jsonb
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH due AS (
    SELECT n.organisation_id, n.id FROM clinical.notice n
    WHERE n.state IN ('waiting', 'handed-over') AND n.due_at <= p_now
      AND (n.state = 'waiting' OR n.handed_over_at < now() - interval '2 days')
    ORDER BY n.due_at, n.id LIMIT p_limit FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE clinical.notice n SET state = 'handed-over', handed_over_at = now() FROM due d
    WHERE n.organisation_id = d.organisation_id AND n.id = d.id
    RETURNING n.organisation_id, n.id
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object('organisationId', t.organisation_id, 'id', t.id)), '[]') FROM taken t
$$;

-- One notice that was taken for delivery, with its recipient and the hours in which they want no mail.
CREATE FUNCTION clinical.door_notice(p_organisation uuid, p_id uuid)
RETURNS TABLE (kind text, recipient_id uuid, board_name text, case_id uuid, meeting_id uuid, facts jsonb, is_urgent boolean,
  occurred_at timestamptz, email text, name text, is_active boolean, time_zone text, has_setting boolean, quiet_from text, quiet_until text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT n.kind, n.recipient_id, b.name, n.case_id, n.meeting_id, n.facts, n.is_urgent, n.occurred_at, a.email, a.name, a.is_active,
    people.zone_of(n.organisation_id, n.recipient_id), s.user_id IS NOT NULL, s.quiet_from, s.quiet_until
  FROM clinical.notice n
  JOIN people.account a ON a.organisation_id = n.organisation_id AND a.id = n.recipient_id
  LEFT JOIN people.board b ON b.organisation_id = n.organisation_id AND b.id = n.board_id
  LEFT JOIN people.mail_setting s ON s.organisation_id = n.organisation_id AND s.user_id = n.recipient_id
  WHERE n.organisation_id = p_organisation AND n.id = p_id AND n.state = 'handed-over'
$$;

-- The organisations in which it is somebody's hour for the digest, and they have had none on that day of their calendar.
CREATE FUNCTION people.door_digests_due(p_now timestamptz, p_default_at text) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT d.organisation_id), '{}') FROM (
    SELECT a.organisation_id, a.id, people.clock_in(people.zone_of(a.organisation_id, a.id), p_now) AS local_now,
      CASE WHEN s.user_id IS NULL THEN p_default_at ELSE s.digest_at END AS digest_at
    FROM people.account a
    LEFT JOIN people.mail_setting s ON s.organisation_id = a.organisation_id AND s.user_id = a.id
    WHERE a.is_active AND NOT 'integration' = ANY (a.roles)) d
  WHERE d.digest_at IS NOT NULL AND d.local_now::time >= d.digest_at::time
    AND NOT EXISTS (SELECT FROM people.digest g
      WHERE g.organisation_id = d.organisation_id AND g.user_id = d.id AND g.on_date = d.local_now::date)
$$;

-- Whose calendar a secret opens.
CREATE FUNCTION people.door_calendar_feed(p_hash bytea) RETURNS TABLE (organisation_id uuid, user_id uuid, roles text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.organisation_id, f.user_id, a.roles FROM people.calendar_feed f
  JOIN people.account a ON a.organisation_id = f.organisation_id AND a.id = f.user_id
  WHERE f.secret_hash = p_hash AND a.is_active
$$;
REVOKE EXECUTE ON FUNCTION clinical.door_hand_over, clinical.door_notice, people.door_digests_due, people.door_calendar_feed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clinical.door_hand_over, clinical.door_notice, people.door_digests_due, people.door_calendar_feed TO consilium_app;

RESET ROLE;
