SET ROLE consilium_owner;

-- A series: an RFC 5545 recurrence in the board's zone. Local times are text, YYYY-MM-DDTHH:MM: what a clock on the wall shows, and no
-- instant. Its meetings are rows of their own, made a year ahead.
CREATE TABLE "clinical"."meeting_series" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "starts_local" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "exceptions" TEXT[] NOT NULL,
    "extras" TEXT[] NOT NULL,
    "gap" TEXT,
    "overlap" TEXT,
    "resolutions" JSONB NOT NULL DEFAULT '[]',
    "chair_id" UUID,
    "capacity_minutes" INTEGER NOT NULL,
    "location" TEXT,
    "room" TEXT,
    "video_link" TEXT,
    "listing_lead_hours" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'running',
    "cancel_reason" TEXT,
    "split_from_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "meeting_series_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE INDEX "meeting_series_organisation_id_board_id_id_idx" ON "clinical"."meeting_series"("organisation_id", "board_id", "id");
ALTER TABLE "clinical"."meeting_series" ADD CONSTRAINT "meeting_series_organisation_id_board_id_fkey" FOREIGN KEY ("organisation_id", "board_id") REFERENCES "people"."board"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE clinical.meeting_series ADD CONSTRAINT known_choices CHECK (gap IN ('earlier', 'later') AND overlap IN ('first', 'second') AND state IN ('running', 'cancelled'));

-- A board's holidays, with their names: on these days its series do not meet.
CREATE TABLE "clinical"."board_holidays" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "holidays" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "board_holidays_pkey" PRIMARY KEY ("organisation_id","board_id")
);
ALTER TABLE "clinical"."board_holidays" ADD CONSTRAINT "board_holidays_organisation_id_board_id_fkey" FOREIGN KEY ("organisation_id", "board_id") REFERENCES "people"."board"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A meeting's truth is its zone and local start; starts_at is derived. Those planned before there were series keep the instant alone.
ALTER TABLE "clinical"."meeting" ADD COLUMN "time_zone" TEXT,
    ADD COLUMN "local_start" TEXT,
    ADD COLUMN "sequence" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "series_id" UUID,
    ADD COLUMN "recurrence_id" TEXT,
    ADD COLUMN "own_edits" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "room" TEXT,
    ADD COLUMN "video_link" TEXT,
    ADD COLUMN "listing_lead_hours" INTEGER;
CREATE UNIQUE INDEX "meeting_organisation_id_series_id_recurrence_id_key" ON "clinical"."meeting"("organisation_id", "series_id", "recurrence_id");
ALTER TABLE "clinical"."meeting" ADD CONSTRAINT "meeting_organisation_id_series_id_fkey" FOREIGN KEY ("organisation_id", "series_id") REFERENCES "clinical"."meeting_series"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE clinical.meeting ADD CONSTRAINT of_a_series CHECK (num_nonnulls(series_id, recurrence_id) IN (0, 2));
ALTER TABLE clinical.meeting ADD CONSTRAINT local_time_whole CHECK (num_nonnulls(time_zone, local_start) IN (0, 2));

-- One room holds one meeting at a time, whichever boards meet there. Ranges say "equal" of a room too: its 64-bit hash is a range of one
-- number, and two of those overlap where they are the same. So no extension is needed.
ALTER TABLE clinical.meeting ADD CONSTRAINT one_meeting_in_one_room EXCLUDE USING gist (
  numrange(hashtextextended(organisation_id::text || lower(normalize(room, NFC)), 0), hashtextextended(organisation_id::text || lower(normalize(room, NFC)), 0), '[]') WITH &&,
  tsrange(starts_at AT TIME ZONE 'UTC', (starts_at AT TIME ZONE 'UTC') + capacity_minutes * interval '1 minute') WITH &&
) WHERE (room IS NOT NULL AND state IN ('planned', 'agenda-closed', 'in-session'));

-- Whoever wants a room is told who has it, also where another board of the hospital does: its name and the hours, nothing else.
CREATE FUNCTION clinical.rooms_taken(p_room text, p_starts timestamptz[], p_minutes int, p_except uuid[])
RETURNS TABLE (wanted_at timestamptz, meeting_id uuid, board_name text, starts_at timestamptz, ends_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := audit.organisation();
BEGIN
  RETURN QUERY
    SELECT w.at, m.id, b.name, m.starts_at, m.starts_at + m.capacity_minutes * interval '1 minute'
    FROM unnest(p_starts) AS w (at)
    JOIN clinical.meeting m ON m.organisation_id = mine AND lower(normalize(m.room, NFC)) = lower(normalize(p_room, NFC))
      AND m.state IN ('planned', 'agenda-closed', 'in-session')
      AND m.starts_at < w.at + p_minutes * interval '1 minute' AND w.at < m.starts_at + m.capacity_minutes * interval '1 minute'
    JOIN people.board b ON b.organisation_id = m.organisation_id AND b.id = m.board_id
    WHERE NOT m.id = ANY (p_except)
    ORDER BY w.at, m.starts_at, m.id;
END $$;
GRANT EXECUTE ON FUNCTION clinical.rooms_taken TO consilium_app;
CREATE INDEX meeting_by_room ON clinical.meeting (organisation_id, lower(normalize(room, NFC)), starts_at) WHERE room IS NOT NULL;

-- Who is asked to a meeting, and what they answered. Aggregate `invitations`, by the meeting's id.
CREATE TABLE "clinical"."invitation_list" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "sent_sequence" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_list_pkey" PRIMARY KEY ("organisation_id","meeting_id")
);
CREATE UNIQUE INDEX "invitation_list_organisation_id_board_id_meeting_id_key" ON "clinical"."invitation_list"("organisation_id", "board_id", "meeting_id");
ALTER TABLE "clinical"."invitation_list" ADD CONSTRAINT "invitation_list_organisation_id_board_id_meeting_id_fkey" FOREIGN KEY ("organisation_id", "board_id", "meeting_id") REFERENCES "clinical"."meeting"("organisation_id", "board_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "clinical"."invitation" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "specialty" TEXT,
    "deputy_for" UUID,
    "asked_sequence" INTEGER NOT NULL DEFAULT 0,
    "reply" TEXT NOT NULL DEFAULT 'needs-action',
    "deputy_id" UUID,
    "replied_at" TIMESTAMPTZ(6),
    "reply_sequence" INTEGER,
    "reply_stamp" TIMESTAMPTZ(6),
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE UNIQUE INDEX "invitation_organisation_id_meeting_id_user_id_key" ON "clinical"."invitation"("organisation_id", "meeting_id", "user_id");
CREATE INDEX "invitation_organisation_id_user_id_idx" ON "clinical"."invitation"("organisation_id", "user_id");
ALTER TABLE "clinical"."invitation" ADD CONSTRAINT "invitation_organisation_id_meeting_id_fkey" FOREIGN KEY ("organisation_id", "meeting_id") REFERENCES "clinical"."invitation_list"("organisation_id", "meeting_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "clinical"."invitation" ADD CONSTRAINT "invitation_organisation_id_user_id_fkey" FOREIGN KEY ("organisation_id", "user_id") REFERENCES "people"."account"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE clinical.invitation ADD CONSTRAINT known_reply CHECK (reply IN ('needs-action', 'accepted', 'tentative', 'declined', 'delegated'));
ALTER TABLE clinical.invitation ADD CONSTRAINT delegated_to_somebody CHECK ((reply = 'delegated') = (deputy_id IS NOT NULL));
ALTER TABLE clinical.invitation ADD CONSTRAINT answer_whole CHECK (num_nonnulls(replied_at, reply_sequence, reply_stamp) IN (0, 3));

SELECT audit.guard('clinical.meeting_series', 'meeting-series', 'id', true);
SELECT audit.guard('clinical.board_holidays', 'board-holidays', 'board_id', true);
SELECT audit.guard('clinical.invitation_list', 'invitations', 'meeting_id', true);
SELECT audit.guard('clinical.invitation', 'invitations', 'meeting_id', false);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['meeting_series', 'board_holidays', 'invitation_list', 'invitation'] LOOP
    EXECUTE format('CREATE POLICY own_boards ON clinical.%I FOR ALL TO consilium_app USING (board_id = ANY ((SELECT audit.boards())::uuid[]))', t);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON clinical.meeting_series, clinical.board_holidays TO consilium_app;
GRANT SELECT, INSERT ON clinical.invitation_list, clinical.invitation TO consilium_app;
GRANT UPDATE (sent_sequence, version) ON clinical.invitation_list TO consilium_app;
GRANT UPDATE (asked_sequence, reply, deputy_id, replied_at, reply_sequence, reply_stamp) ON clinical.invitation TO consilium_app;

RESET ROLE;
