SET ROLE consilium_owner;

-- Why a case came onto an agenda after listing had closed.
ALTER TABLE "clinical"."agenda_item" ADD COLUMN "late_reason_code" TEXT;
ALTER TABLE "clinical"."agenda_item" ADD COLUMN "late_reason_text" TEXT;

-- The board's own discussions, the latest first: how long the next one will take.
CREATE INDEX "agenda_item_organisation_id_board_id_opened_at_idx" ON "clinical"."agenda_item"("organisation_id", "board_id", "opened_at");

RESET ROLE;
