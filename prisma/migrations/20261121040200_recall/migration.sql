SET ROLE consilium_owner;

-- An examination that nobody sees to is brought before its named specialist (1), then before the chair (2).
ALTER TABLE "clinical"."imaging_order" ADD COLUMN "escalation_level" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "escalated_to" UUID, ADD COLUMN "escalated_at" TIMESTAMPTZ(6);
ALTER TABLE clinical.imaging_order ADD CONSTRAINT escalation_whole
  CHECK (escalation_level BETWEEN 0 AND 2 AND num_nonnulls(escalated_to, escalated_at) = CASE WHEN escalation_level = 0 THEN 0 ELSE 2 END);

-- What is brought before one person; what waits to be made; what waits to be read or acknowledged. Each short beside all that was.
CREATE INDEX imaging_order_escalated ON clinical.imaging_order (organisation_id, escalated_to, id) WHERE escalated_to IS NOT NULL;
CREATE INDEX imaging_order_waiting ON clinical.imaging_order (organisation_id, board_id, due_on, id) WHERE state IN ('due', 'booked', 'missed');
CREATE INDEX imaging_order_awaited ON clinical.imaging_order (organisation_id, board_id, (coalesce(reported_at, performed_at)), id)
  WHERE state IN ('performed', 'reported');

-- Worklists: each in the order in which it is read, and only what is still to be done.
CREATE INDEX clock_running ON clinical.clock (organisation_id, board_id, (coalesce(due_at, started_at)), id) WHERE stopped_at IS NULL;
CREATE INDEX clock_to_explain ON clinical.clock (organisation_id, board_id, (coalesce(due_at, started_at)), id)
  WHERE stopped_at > due_at AND breach_reason IS NULL;
CREATE INDEX case_notice_open ON clinical.case_notice (organisation_id, board_id, raised_at, id) WHERE settled_at IS NULL;
CREATE INDEX case_to_triage ON clinical.board_case (organisation_id, board_id, referred_at, id) WHERE state = 'referred';
CREATE INDEX case_to_list ON clinical.board_case (organisation_id, board_id, state_since, id) WHERE state = 'ready';
CREATE INDEX revision_to_sign ON clinical.decision_revision (organisation_id, board_id, proposed_at, id) WHERE state = 'proposed';
CREATE INDEX revision_to_ratify ON clinical.decision_revision (organisation_id, board_id, proposed_at, id)
  WHERE is_provisional AND ratification IS NULL AND state IN ('proposed', 'in-force');
CREATE INDEX recommendation_pending ON clinical.recommendation (organisation_id, board_id, due_on, id)
  WHERE state = 'current' AND outcome = 'pending';

-- To whom a letter or a minute was given, and which text exactly. Recorded once.
CREATE TABLE "clinical"."letter_handout" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID,
    "revision_id" UUID,
    "meeting_id" UUID,
    "digest" BYTEA NOT NULL,
    "recipient" TEXT NOT NULL,
    "recipient_name" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "handed_out_at" TIMESTAMPTZ(6) NOT NULL,
    "handed_out_by" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "letter_handout_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE INDEX "letter_handout_organisation_id_revision_id_idx" ON "clinical"."letter_handout"("organisation_id", "revision_id");
CREATE INDEX "letter_handout_organisation_id_meeting_id_idx" ON "clinical"."letter_handout"("organisation_id", "meeting_id");
ALTER TABLE "clinical"."letter_handout" ADD CONSTRAINT "letter_handout_organisation_id_revision_id_fkey" FOREIGN KEY ("organisation_id", "revision_id") REFERENCES "clinical"."decision_revision"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "clinical"."letter_handout" ADD CONSTRAINT "letter_handout_organisation_id_meeting_id_fkey" FOREIGN KEY ("organisation_id", "meeting_id") REFERENCES "clinical"."meeting"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE clinical.letter_handout ADD CONSTRAINT letter_or_minute CHECK (num_nonnulls(case_id, revision_id) = CASE WHEN meeting_id IS NULL THEN 2 ELSE 0 END),
  ADD CONSTRAINT handout_digest CHECK (octet_length(digest) = 32);

SELECT audit.guard('clinical.letter_handout', 'letter-handout', 'id', true);
SELECT audit.make_append_only('clinical.letter_handout');
SELECT audit.make_erasable('clinical.letter_handout', 'case_id = ANY ($4::uuid[])');
CREATE POLICY own_boards ON clinical.letter_handout FOR ALL TO consilium_app USING (board_id = ANY ((SELECT audit.boards())::uuid[]));
GRANT SELECT, INSERT ON clinical.letter_handout TO consilium_app;

RESET ROLE;
