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

RESET ROLE;
