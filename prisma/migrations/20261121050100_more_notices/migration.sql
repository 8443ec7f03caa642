SET ROLE consilium_owner;

-- What was said about a meeting, looked up each hour so that nobody is asked for the same preliminary plan twice.
CREATE INDEX notice_about_meeting ON clinical.notice (organisation_id, meeting_id, kind) WHERE meeting_id IS NOT NULL;

RESET ROLE;
