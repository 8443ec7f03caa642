SET ROLE consilium_owner;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "clinical";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "people";

-- CreateTable
CREATE TABLE "clinical"."assessment" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "assessed_at" TIMESTAMPTZ(6) NOT NULL,
    "facts" JSONB NOT NULL,
    "supersedes_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assessment_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."score_result" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "system" TEXT NOT NULL,
    "system_version" TEXT NOT NULL,
    "complete" BOOLEAN NOT NULL,
    "total" INTEGER,
    "category" TEXT,
    "result" JSONB NOT NULL,

    CONSTRAINT "score_result_pkey" PRIMARY KEY ("organisation_id","assessment_id","position")
);

-- CreateTable
CREATE TABLE "people"."credential" (
    "organisation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "password_hash" TEXT NOT NULL,
    "totp_secret" BYTEA,
    "totp_last_step" BIGINT NOT NULL DEFAULT 0,
    "failed_attempts" INTEGER NOT NULL DEFAULT 0,
    "blocked_until" TIMESTAMPTZ(6),

    CONSTRAINT "credential_pkey" PRIMARY KEY ("organisation_id","user_id")
);

-- CreateTable
CREATE TABLE "people"."session" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "signing_series_until" TIMESTAMPTZ(6),

    CONSTRAINT "session_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "people"."refresh_token" (
    "organisation_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "issued_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "refresh_token_pkey" PRIMARY KEY ("organisation_id","hash")
);

-- CreateTable
CREATE TABLE "people"."step_up_proof" (
    "organisation_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "digest" TEXT,
    "method" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "step_up_proof_pkey" PRIMARY KEY ("organisation_id","hash")
);

-- CreateTable
CREATE TABLE "clinical"."board_case" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "state_since" TIMESTAMPTZ(6) NOT NULL,
    "lane" TEXT NOT NULL,
    "lane_reason" TEXT,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "question" TEXT NOT NULL,
    "suspicion" JSONB NOT NULL,
    "referred_by" UUID NOT NULL,
    "referred_at" TIMESTAMPTZ(6) NOT NULL,
    "reason_code" TEXT,
    "reason_text" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "board_case_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."clock" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "due_at" TIMESTAMPTZ(6),
    "state" TEXT NOT NULL DEFAULT 'running',
    "stopped_at" TIMESTAMPTZ(6),
    "happened" JSONB NOT NULL DEFAULT '{}',
    "reason" TEXT,
    "breach_reason" TEXT,
    "note" TEXT,
    "source" TEXT NOT NULL,

    CONSTRAINT "clock_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."readiness_waiver" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "waived_by" UUID NOT NULL,
    "waived_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "readiness_waiver_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."case_notice" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason_code" TEXT NOT NULL,
    "raised_at" TIMESTAMPTZ(6) NOT NULL,
    "settled_at" TIMESTAMPTZ(6),

    CONSTRAINT "case_notice_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."treatment" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "recommendation_id" UUID,
    "modality" TEXT NOT NULL,
    "levels" TEXT[],
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "completed_at" TIMESTAMPTZ(6),
    "note" TEXT,
    "recorded_by" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "treatment_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."decision_draft" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "agenda_item_id" UUID,
    "revises_id" UUID,
    "content" JSONB NOT NULL,
    "overrides" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'draft',
    "author_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_draft_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."decision_revision" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "revises_id" UUID,
    "frozen" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "authority" TEXT NOT NULL,
    "is_provisional" BOOLEAN NOT NULL,
    "sign_off_rule" JSONB NOT NULL,
    "agenda_item_id" UUID,
    "meeting_id" UUID,
    "panel" JSONB,
    "author_id" UUID NOT NULL,
    "proposed_by" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "ratification" TEXT,
    "in_force_at" TIMESTAMPTZ(6),
    "expires_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_revision_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."revision_event" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "by" UUID,
    "specialty" TEXT,
    "signature_id" UUID,
    "reason" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "revision_event_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."signing_statement" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "revision_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "statement" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "signing_statement_pkey" PRIMARY KEY ("organisation_id","digest")
);

-- CreateTable
CREATE TABLE "clinical"."signature" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "revision_hash" BYTEA NOT NULL,
    "signer_id" UUID NOT NULL,
    "printed_name" TEXT NOT NULL,
    "specialty" TEXT NOT NULL,
    "acting_role" TEXT NOT NULL,
    "on_behalf_of" UUID,
    "meaning" TEXT NOT NULL,
    "reason" TEXT,
    "statement" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signature_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."signature_revocation" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "signature_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "revoked_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "signature_revocation_pkey" PRIMARY KEY ("organisation_id","signature_id")
);

-- CreateTable
CREATE TABLE "clinical"."recommendation" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "modality" TEXT NOT NULL,
    "intent" TEXT NOT NULL,
    "levels" TEXT[],
    "priority" TEXT NOT NULL,
    "specialty" TEXT NOT NULL,
    "owner_id" UUID,
    "due_on" DATE NOT NULL,
    "text" TEXT,
    "state" TEXT NOT NULL DEFAULT 'current',
    "outcome" TEXT NOT NULL DEFAULT 'pending',
    "outcome_reason" TEXT,
    "outcome_text" TEXT,
    "outcome_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recommendation_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."follow_up" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "policy" JSONB NOT NULL DEFAULT '{}',
    "anchor_on" DATE,
    "anchor_kind" TEXT,
    "baseline_missing" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "follow_up_pkey" PRIMARY KEY ("organisation_id","case_id")
);

-- CreateTable
CREATE TABLE "clinical"."imaging_order" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "is_planned" BOOLEAN NOT NULL DEFAULT false,
    "counted_from" DATE,
    "due_on" DATE NOT NULL,
    "window_from" DATE NOT NULL,
    "window_to" DATE NOT NULL,
    "modality" TEXT NOT NULL,
    "levels" TEXT[],
    "explanation" JSONB NOT NULL,
    "reason" TEXT,
    "state" TEXT NOT NULL DEFAULT 'due',
    "is_late" BOOLEAN NOT NULL DEFAULT false,
    "booked_for" TIMESTAMPTZ(6),
    "booking_reason" TEXT,
    "performed_at" TIMESTAMPTZ(6),
    "study_uid" TEXT,
    "result" TEXT,
    "result_facts" JSONB,
    "needs_confirmation" BOOLEAN NOT NULL DEFAULT false,
    "reported_by" UUID,
    "reported_at" TIMESTAMPTZ(6),
    "specialist_id" UUID NOT NULL,
    "acknowledged_by" UUID,
    "acknowledged_at" TIMESTAMPTZ(6),
    "cancel_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "imaging_order_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."stored_answer" (
    "organisation_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "board_id" UUID,
    "patients" UUID[],
    "answer" TEXT NOT NULL,
    "stored_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_answer_pkey" PRIMARY KEY ("organisation_id","actor_id","method","path","key")
);

-- CreateTable
CREATE TABLE "clinical"."meeting" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "capacity_minutes" INTEGER NOT NULL,
    "chair_id" UUID NOT NULL,
    "location" TEXT,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "started_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),
    "cancel_reason" TEXT,
    "agenda_version" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."agenda_item" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "revision_id" UUID,
    "position" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL,
    "placement" TEXT,
    "state" TEXT NOT NULL DEFAULT 'listed',
    "opened_at" TIMESTAMPTZ(6),
    "closed_at" TIMESTAMPTZ(6),
    "reason_code" TEXT,
    "reason_text" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agenda_item_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."preliminary_plan" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "agenda_item_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "specialty" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "written_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "preliminary_plan_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."attendance_mark" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "specialty" TEXT,
    "deputy_for" UUID,
    "kind" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "corrects_id" UUID,
    "marked_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attendance_mark_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."patient" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "alias" UUID NOT NULL,
    "family_name" TEXT NOT NULL,
    "given_name" TEXT NOT NULL,
    "born_on" DATE NOT NULL,
    "sex" TEXT NOT NULL,
    "deceased_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "patient_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "clinical"."patient_identifier" (
    "organisation_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "patient_id" UUID NOT NULL,

    CONSTRAINT "patient_identifier_pkey" PRIMARY KEY ("organisation_id","system","value")
);

-- CreateTable
CREATE TABLE "people"."organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people"."account" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "roles" TEXT[],
    "specialty" TEXT,
    "scopes" TEXT[],
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "people"."board" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "chair_id" UUID NOT NULL,
    "required_specialties" TEXT[],
    "sign_off_rule" JSONB NOT NULL,
    "parameters" JSONB NOT NULL DEFAULT '{}',
    "closed_weekdays" INTEGER[],
    "closed_days" TEXT[],
    "capacity_minutes" INTEGER NOT NULL DEFAULT 90,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "board_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "people"."board_member" (
    "organisation_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "specialty" TEXT,
    "deputy_ids" UUID[],
    "is_active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "board_member_pkey" PRIMARY KEY ("organisation_id","board_id","user_id")
);

-- CreateTable
CREATE TABLE "people"."board_parameter_change" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "change" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "entered_by" UUID NOT NULL,
    "entered_at" TIMESTAMPTZ(6) NOT NULL,
    "confirmed_by" UUID,
    "confirmed_at" TIMESTAMPTZ(6),

    CONSTRAINT "board_parameter_change_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateIndex
CREATE INDEX "assessment_organisation_id_case_id_assessed_at_id_idx" ON "clinical"."assessment"("organisation_id", "case_id", "assessed_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "assessment_organisation_id_supersedes_id_key" ON "clinical"."assessment"("organisation_id", "supersedes_id");

-- CreateIndex
CREATE INDEX "session_organisation_id_user_id_idx" ON "people"."session"("organisation_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "refresh_token_hash_key" ON "people"."refresh_token"("hash");

-- CreateIndex
CREATE INDEX "board_case_organisation_id_board_id_state_id_idx" ON "clinical"."board_case"("organisation_id", "board_id", "state", "id");

-- CreateIndex
CREATE INDEX "board_case_organisation_id_patient_id_idx" ON "clinical"."board_case"("organisation_id", "patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "board_case_organisation_id_board_id_id_key" ON "clinical"."board_case"("organisation_id", "board_id", "id");

-- CreateIndex
CREATE INDEX "clock_organisation_id_case_id_idx" ON "clinical"."clock"("organisation_id", "case_id");

-- CreateIndex
CREATE INDEX "clock_organisation_id_board_id_state_due_at_idx" ON "clinical"."clock"("organisation_id", "board_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "readiness_waiver_organisation_id_case_id_idx" ON "clinical"."readiness_waiver"("organisation_id", "case_id");

-- CreateIndex
CREATE INDEX "case_notice_organisation_id_case_id_idx" ON "clinical"."case_notice"("organisation_id", "case_id");

-- CreateIndex
CREATE INDEX "treatment_organisation_id_case_id_idx" ON "clinical"."treatment"("organisation_id", "case_id");

-- CreateIndex
CREATE INDEX "decision_draft_organisation_id_case_id_idx" ON "clinical"."decision_draft"("organisation_id", "case_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_revision_organisation_id_id_hash_key" ON "clinical"."decision_revision"("organisation_id", "id", "hash");

-- CreateIndex
CREATE UNIQUE INDEX "decision_revision_organisation_id_case_id_number_key" ON "clinical"."decision_revision"("organisation_id", "case_id", "number");

-- CreateIndex
CREATE INDEX "revision_event_organisation_id_revision_id_idx" ON "clinical"."revision_event"("organisation_id", "revision_id");

-- CreateIndex
CREATE INDEX "signature_organisation_id_revision_id_idx" ON "clinical"."signature"("organisation_id", "revision_id");

-- CreateIndex
CREATE UNIQUE INDEX "signature_organisation_id_digest_key" ON "clinical"."signature"("organisation_id", "digest");

-- CreateIndex
CREATE INDEX "recommendation_organisation_id_case_id_idx" ON "clinical"."recommendation"("organisation_id", "case_id");

-- CreateIndex
CREATE INDEX "recommendation_organisation_id_board_id_outcome_due_on_idx" ON "clinical"."recommendation"("organisation_id", "board_id", "outcome", "due_on");

-- CreateIndex
CREATE UNIQUE INDEX "follow_up_organisation_id_board_id_case_id_key" ON "clinical"."follow_up"("organisation_id", "board_id", "case_id");

-- CreateIndex
CREATE INDEX "imaging_order_organisation_id_case_id_idx" ON "clinical"."imaging_order"("organisation_id", "case_id");

-- CreateIndex
CREATE INDEX "imaging_order_organisation_id_board_id_state_due_on_idx" ON "clinical"."imaging_order"("organisation_id", "board_id", "state", "due_on");

-- CreateIndex
CREATE INDEX "stored_answer_organisation_id_stored_at_idx" ON "clinical"."stored_answer"("organisation_id", "stored_at");

-- CreateIndex
CREATE INDEX "meeting_organisation_id_board_id_starts_at_idx" ON "clinical"."meeting"("organisation_id", "board_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_organisation_id_board_id_id_key" ON "clinical"."meeting"("organisation_id", "board_id", "id");

-- CreateIndex
CREATE INDEX "agenda_item_organisation_id_meeting_id_position_idx" ON "clinical"."agenda_item"("organisation_id", "meeting_id", "position");

-- CreateIndex
CREATE INDEX "agenda_item_organisation_id_case_id_idx" ON "clinical"."agenda_item"("organisation_id", "case_id");

-- CreateIndex
CREATE UNIQUE INDEX "agenda_item_organisation_id_board_id_id_key" ON "clinical"."agenda_item"("organisation_id", "board_id", "id");

-- CreateIndex
CREATE INDEX "preliminary_plan_organisation_id_agenda_item_id_idx" ON "clinical"."preliminary_plan"("organisation_id", "agenda_item_id");

-- CreateIndex
CREATE INDEX "attendance_mark_organisation_id_meeting_id_idx" ON "clinical"."attendance_mark"("organisation_id", "meeting_id");

-- CreateIndex
CREATE INDEX "patient_organisation_id_family_name_given_name_idx" ON "clinical"."patient"("organisation_id", "family_name", "given_name");

-- CreateIndex
CREATE UNIQUE INDEX "patient_organisation_id_alias_key" ON "clinical"."patient"("organisation_id", "alias");

-- CreateIndex
CREATE INDEX "patient_identifier_organisation_id_patient_id_idx" ON "clinical"."patient_identifier"("organisation_id", "patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_email_key" ON "people"."account"("email");

-- CreateIndex
CREATE INDEX "board_member_organisation_id_user_id_idx" ON "people"."board_member"("organisation_id", "user_id");

-- CreateIndex
CREATE INDEX "board_parameter_change_organisation_id_board_id_idx" ON "people"."board_parameter_change"("organisation_id", "board_id");

-- AddForeignKey
ALTER TABLE "clinical"."assessment" ADD CONSTRAINT "assessment_organisation_id_board_id_case_id_fkey" FOREIGN KEY ("organisation_id", "board_id", "case_id") REFERENCES "clinical"."board_case"("organisation_id", "board_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."assessment" ADD CONSTRAINT "assessment_organisation_id_supersedes_id_fkey" FOREIGN KEY ("organisation_id", "supersedes_id") REFERENCES "clinical"."assessment"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."score_result" ADD CONSTRAINT "score_result_organisation_id_assessment_id_fkey" FOREIGN KEY ("organisation_id", "assessment_id") REFERENCES "clinical"."assessment"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."refresh_token" ADD CONSTRAINT "refresh_token_organisation_id_session_id_fkey" FOREIGN KEY ("organisation_id", "session_id") REFERENCES "people"."session"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."board_case" ADD CONSTRAINT "board_case_organisation_id_board_id_fkey" FOREIGN KEY ("organisation_id", "board_id") REFERENCES "people"."board"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."board_case" ADD CONSTRAINT "board_case_organisation_id_patient_id_fkey" FOREIGN KEY ("organisation_id", "patient_id") REFERENCES "clinical"."patient"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."clock" ADD CONSTRAINT "clock_organisation_id_board_id_case_id_fkey" FOREIGN KEY ("organisation_id", "board_id", "case_id") REFERENCES "clinical"."board_case"("organisation_id", "board_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."readiness_waiver" ADD CONSTRAINT "readiness_waiver_organisation_id_board_id_case_id_fkey" FOREIGN KEY ("organisation_id", "board_id", "case_id") REFERENCES "clinical"."board_case"("organisation_id", "board_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."case_notice" ADD CONSTRAINT "case_notice_organisation_id_board_id_case_id_fkey" FOREIGN KEY ("organisation_id", "board_id", "case_id") REFERENCES "clinical"."board_case"("organisation_id", "board_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."treatment" ADD CONSTRAINT "treatment_organisation_id_board_id_case_id_fkey" FOREIGN KEY ("organisation_id", "board_id", "case_id") REFERENCES "clinical"."board_case"("organisation_id", "board_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."decision_draft" ADD CONSTRAINT "decision_draft_organisation_id_board_id_case_id_fkey" FOREIGN KEY ("organisation_id", "board_id", "case_id") REFERENCES "clinical"."board_case"("organisation_id", "board_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."decision_revision" ADD CONSTRAINT "decision_revision_organisation_id_board_id_case_id_fkey" FOREIGN KEY ("organisation_id", "board_id", "case_id") REFERENCES "clinical"."board_case"("organisation_id", "board_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."revision_event" ADD CONSTRAINT "revision_event_organisation_id_revision_id_fkey" FOREIGN KEY ("organisation_id", "revision_id") REFERENCES "clinical"."decision_revision"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."signature" ADD CONSTRAINT "signature_organisation_id_revision_id_revision_hash_fkey" FOREIGN KEY ("organisation_id", "revision_id", "revision_hash") REFERENCES "clinical"."decision_revision"("organisation_id", "id", "hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."signature_revocation" ADD CONSTRAINT "signature_revocation_organisation_id_signature_id_fkey" FOREIGN KEY ("organisation_id", "signature_id") REFERENCES "clinical"."signature"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."recommendation" ADD CONSTRAINT "recommendation_organisation_id_board_id_case_id_fkey" FOREIGN KEY ("organisation_id", "board_id", "case_id") REFERENCES "clinical"."board_case"("organisation_id", "board_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."recommendation" ADD CONSTRAINT "recommendation_organisation_id_revision_id_fkey" FOREIGN KEY ("organisation_id", "revision_id") REFERENCES "clinical"."decision_revision"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."follow_up" ADD CONSTRAINT "follow_up_organisation_id_board_id_case_id_fkey" FOREIGN KEY ("organisation_id", "board_id", "case_id") REFERENCES "clinical"."board_case"("organisation_id", "board_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."imaging_order" ADD CONSTRAINT "imaging_order_organisation_id_board_id_case_id_fkey" FOREIGN KEY ("organisation_id", "board_id", "case_id") REFERENCES "clinical"."follow_up"("organisation_id", "board_id", "case_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."meeting" ADD CONSTRAINT "meeting_organisation_id_board_id_fkey" FOREIGN KEY ("organisation_id", "board_id") REFERENCES "people"."board"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."agenda_item" ADD CONSTRAINT "agenda_item_organisation_id_board_id_meeting_id_fkey" FOREIGN KEY ("organisation_id", "board_id", "meeting_id") REFERENCES "clinical"."meeting"("organisation_id", "board_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."agenda_item" ADD CONSTRAINT "agenda_item_organisation_id_board_id_case_id_fkey" FOREIGN KEY ("organisation_id", "board_id", "case_id") REFERENCES "clinical"."board_case"("organisation_id", "board_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."preliminary_plan" ADD CONSTRAINT "preliminary_plan_organisation_id_board_id_agenda_item_id_fkey" FOREIGN KEY ("organisation_id", "board_id", "agenda_item_id") REFERENCES "clinical"."agenda_item"("organisation_id", "board_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."attendance_mark" ADD CONSTRAINT "attendance_mark_organisation_id_board_id_meeting_id_fkey" FOREIGN KEY ("organisation_id", "board_id", "meeting_id") REFERENCES "clinical"."meeting"("organisation_id", "board_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clinical"."patient_identifier" ADD CONSTRAINT "patient_identifier_organisation_id_patient_id_fkey" FOREIGN KEY ("organisation_id", "patient_id") REFERENCES "clinical"."patient"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."account" ADD CONSTRAINT "account_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "people"."organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."board" ADD CONSTRAINT "board_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "people"."organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."board_member" ADD CONSTRAINT "board_member_organisation_id_board_id_fkey" FOREIGN KEY ("organisation_id", "board_id") REFERENCES "people"."board"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."board_member" ADD CONSTRAINT "board_member_organisation_id_user_id_fkey" FOREIGN KEY ("organisation_id", "user_id") REFERENCES "people"."account"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."board_parameter_change" ADD CONSTRAINT "board_parameter_change_organisation_id_board_id_fkey" FOREIGN KEY ("organisation_id", "board_id") REFERENCES "people"."board"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's model cannot say.

-- A case stands on one agenda at a time, a meeting discusses one case at a time, a case has one decision in force and one waiting.
CREATE UNIQUE INDEX agenda_item_one_per_case ON clinical.agenda_item (organisation_id, case_id, purpose) WHERE state IN ('listed', 'open');
CREATE UNIQUE INDEX agenda_item_one_open ON clinical.agenda_item (organisation_id, meeting_id) WHERE state = 'open';
CREATE UNIQUE INDEX revision_one_in_force ON clinical.decision_revision (organisation_id, case_id) WHERE state = 'in-force';
CREATE UNIQUE INDEX revision_one_proposed ON clinical.decision_revision (organisation_id, case_id) WHERE state = 'proposed';
CREATE INDEX board_member_deputies ON people.board_member USING gin (deputy_ids);

-- The hash is the hash of the content, whatever the application says.
ALTER TABLE clinical.decision_revision ADD CONSTRAINT frozen_hash CHECK (hash = sha256(frozen));

ALTER TABLE clinical.board_case ADD CONSTRAINT case_state CHECK (state IN ('referred', 'workup', 'ready', 'listed', 'in-discussion', 'decided', 'active', 'closed'));
ALTER TABLE clinical.board_case ADD CONSTRAINT case_lane CHECK (lane IN ('elective', 'emergency'));
ALTER TABLE clinical.clock ADD CONSTRAINT clock_state CHECK (state IN ('running', 'met', 'breached', 'stopped'));
ALTER TABLE clinical.meeting ADD CONSTRAINT meeting_state CHECK (state IN ('planned', 'agenda-closed', 'in-session', 'closed', 'cancelled'));
ALTER TABLE clinical.decision_draft ADD CONSTRAINT draft_state CHECK (state IN ('draft', 'proposed', 'discarded'));
ALTER TABLE clinical.decision_revision ADD CONSTRAINT revision_state CHECK (state IN ('proposed', 'in-force', 'superseded', 'returned', 'withdrawn'));
ALTER TABLE clinical.imaging_order ADD CONSTRAINT imaging_order_state CHECK (state IN ('due', 'booked', 'missed', 'performed', 'reported', 'acknowledged', 'cancelled'));
ALTER TABLE clinical.imaging_order ADD CONSTRAINT imaging_order_window CHECK (window_from <= due_on AND due_on <= window_to);

RESET ROLE;
