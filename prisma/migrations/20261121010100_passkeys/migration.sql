SET ROLE consilium_owner;

-- A key that proves its owner's identity for a signature (WebAuthn). Only its revocation ever changes; each state has its version in
-- the trail, so that a signature can be checked years later against the key that was enrolled then.
CREATE TABLE "people"."passkey" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "transports" TEXT[],
    "aaguid" UUID NOT NULL,
    "enrolled_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "revoked_by" UUID,
    "revocation_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("organisation_id","id")
);
-- WebAuthn Level 3, 7.1, step 26: no credential belongs to two accounts.
CREATE UNIQUE INDEX "passkey_credential_id_key" ON "people"."passkey"("credential_id");
CREATE INDEX "passkey_organisation_id_user_id_idx" ON "people"."passkey"("organisation_id", "user_id");
ALTER TABLE "people"."passkey" ADD CONSTRAINT "passkey_organisation_id_user_id_fkey" FOREIGN KEY ("organisation_id", "user_id") REFERENCES "people"."account"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE people.passkey ADD CONSTRAINT passkey_revocation CHECK ((revoked_at IS NULL) = (revocation_reason IS NULL));

-- How often an authenticator says that it was used, beside the key itself: what changes with each use makes no version.
CREATE TABLE "people"."passkey_use" (
    "organisation_id" UUID NOT NULL,
    "passkey_id" UUID NOT NULL,
    "counter" BIGINT NOT NULL,
    "is_backed_up" BOOLEAN NOT NULL,
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "passkey_use_pkey" PRIMARY KEY ("organisation_id","passkey_id")
);
ALTER TABLE "people"."passkey_use" ADD CONSTRAINT "passkey_use_organisation_id_passkey_id_fkey" FOREIGN KEY ("organisation_id", "passkey_id") REFERENCES "people"."passkey"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What an authenticator was asked to answer, or has answered: each serves once.
CREATE TABLE "people"."passkey_challenge" (
    "organisation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "challenge" BYTEA NOT NULL,
    "session_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "digest" TEXT,
    "issued_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "passkey_challenge_pkey" PRIMARY KEY ("organisation_id","user_id","challenge")
);

-- The assertion travels with the proof to the signature, where it stays.
ALTER TABLE "people"."step_up_proof" ADD COLUMN "passkey_id" UUID, ADD COLUMN "assertion" JSONB;
ALTER TABLE people.step_up_proof ADD CONSTRAINT assertion_of_passkey
  CHECK ((method = 'passkey') = (passkey_id IS NOT NULL) AND (method = 'passkey') = (assertion IS NOT NULL));

ALTER TABLE "clinical"."signature" ADD COLUMN "assertion" JSONB;
ALTER TABLE clinical.signature ADD CONSTRAINT assertion_of_passkey CHECK ((method = 'passkey') = (assertion IS NOT NULL)
  AND (assertion IS NULL OR assertion ?& ARRAY['credentialId', 'publicKey', 'rpId', 'origin', 'authenticatorData', 'clientDataJSON', 'signature']));

-- When a person's password and authenticator were last issued (21 CFR 11.300(b)).
ALTER TABLE "people"."credential" ADD COLUMN "issued_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- Whether an administrator opened this transaction.
CREATE FUNCTION audit.administers() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM people.account a
    WHERE a.organisation_id = audit.organisation() AND a.id = audit.actor() AND a.is_active AND 'administrator' = ANY (a.roles));
END $$;
GRANT EXECUTE ON FUNCTION audit.administers TO consilium_app;

-- Everybody sees their own passkeys, an administrator those of all; both may revoke, and only its owner enrols one. The system sees
-- them to check the record.
SELECT audit.guard('people.passkey', 'passkey', 'id', true);
CREATE POLICY shown ON people.passkey FOR SELECT TO consilium_app
  USING (user_id = (SELECT audit.actor()) OR (SELECT audit.actor()) IS NULL OR (SELECT audit.administers()));
CREATE POLICY enrolled ON people.passkey FOR INSERT TO consilium_app WITH CHECK (user_id = (SELECT audit.actor()));
CREATE POLICY revoked ON people.passkey FOR UPDATE TO consilium_app
  USING (user_id = (SELECT audit.actor()) OR (SELECT audit.administers()));
GRANT SELECT, INSERT ON people.passkey TO consilium_app;
GRANT UPDATE (revoked_at, revoked_by, revocation_reason, version) ON people.passkey TO consilium_app;

ALTER TABLE people.passkey_use ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON people.passkey_use FOR ALL TO consilium_app
  USING (organisation_id = (SELECT audit.organisation())
    AND EXISTS (SELECT FROM people.passkey p WHERE p.organisation_id = passkey_use.organisation_id AND p.id = passkey_id));
GRANT SELECT, INSERT ON people.passkey_use TO consilium_app;
GRANT UPDATE (counter, is_backed_up, last_used_at) ON people.passkey_use TO consilium_app;

ALTER TABLE people.passkey_challenge ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON people.passkey_challenge FOR ALL TO consilium_app
  USING (organisation_id = (SELECT audit.organisation()) AND user_id = (SELECT audit.actor()));
GRANT SELECT, INSERT ON people.passkey_challenge TO consilium_app;
GRANT UPDATE (used_at) ON people.passkey_challenge TO consilium_app;

-- What is over stays over, whoever asks: a revocation, a use, a proof, a challenge.
CREATE FUNCTION people.keep_revocation() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a revoked passkey stays as it is' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER keep_revocation BEFORE UPDATE ON people.passkey
  FOR EACH ROW WHEN (OLD.revoked_at IS NOT NULL) EXECUTE FUNCTION people.keep_revocation();

CREATE FUNCTION people.count_forward() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the counter of a passkey never goes back' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER count_forward BEFORE UPDATE ON people.passkey_use
  FOR EACH ROW WHEN (NEW.counter < OLD.counter) EXECUTE FUNCTION people.count_forward();

CREATE FUNCTION people.serve_once() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a % serves once', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER serve_once BEFORE UPDATE ON people.passkey_challenge
  FOR EACH ROW WHEN (OLD.used_at IS NOT NULL) EXECUTE FUNCTION people.serve_once();
CREATE TRIGGER serve_once BEFORE UPDATE ON people.step_up_proof
  FOR EACH ROW WHEN (OLD.used_at IS NOT NULL) EXECUTE FUNCTION people.serve_once();
REVOKE UPDATE ON people.step_up_proof FROM consilium_app;
GRANT UPDATE (used_at) ON people.step_up_proof TO consilium_app;

-- A credential changes in its owner's hands alone; a first one is set up by an administrator, or by the system.
DROP POLICY own ON people.credential;
CREATE POLICY own ON people.credential FOR SELECT TO consilium_app
  USING (organisation_id = (SELECT audit.organisation()) AND user_id = (SELECT audit.actor()));
CREATE POLICY own_change ON people.credential FOR UPDATE TO consilium_app
  USING (organisation_id = (SELECT audit.organisation()) AND user_id = (SELECT audit.actor()))
  WITH CHECK (organisation_id = (SELECT audit.organisation()) AND user_id = (SELECT audit.actor()));
CREATE POLICY first_one ON people.credential FOR INSERT TO consilium_app
  WITH CHECK (organisation_id = (SELECT audit.organisation()) AND ((SELECT audit.actor()) IS NULL OR (SELECT audit.administers())));

-- An administrator gives a person who lost theirs a new authenticator, and a new password where one is given. Nothing is signed with
-- either before the person has replaced them; every session of the person ends.
CREATE FUNCTION people.reset_credential(p_user uuid, p_totp_secret bytea, p_password_hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT audit.administers() OR p_user = audit.actor() THEN
    RAISE EXCEPTION 'another person''s credential is reset by an administrator' USING ERRCODE = '42501';
  END IF;
  UPDATE people.credential SET totp_secret = p_totp_secret, totp_last_step = 0, failed_attempts = 0, blocked_until = NULL,
      is_initial = true, issued_at = transaction_timestamp(), password_hash = coalesce(p_password_hash, password_hash)
    WHERE organisation_id = audit.organisation() AND user_id = p_user;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this person has no credential' USING ERRCODE = '02000';
  END IF;
  UPDATE people.session SET ended_at = transaction_timestamp()
    WHERE organisation_id = audit.organisation() AND user_id = p_user AND ended_at IS NULL;
END $$;
GRANT EXECUTE ON FUNCTION people.reset_credential TO consilium_app;

-- What proved identity, or was offered for signature, and is long over: proofs and challenges after a day, refresh tokens and signing
-- statements after 30 days. None of it is evidence: a signature keeps its statement and assertion. Returns how many were forgotten.
CREATE FUNCTION people.forget_proofs(p_now timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  -- Never what is not over by the database's own clock.
  moment timestamptz := least(p_now, now());
  forgotten int := 0;
  gone int;
BEGIN
  DELETE FROM people.step_up_proof WHERE expires_at < moment - interval '1 day';
  GET DIAGNOSTICS gone = ROW_COUNT;
  forgotten := forgotten + gone;
  DELETE FROM people.passkey_challenge WHERE expires_at < moment - interval '1 day';
  GET DIAGNOSTICS gone = ROW_COUNT;
  forgotten := forgotten + gone;
  DELETE FROM people.refresh_token WHERE expires_at < moment - interval '30 days';
  GET DIAGNOSTICS gone = ROW_COUNT;
  forgotten := forgotten + gone;
  DELETE FROM clinical.signing_statement WHERE expires_at < moment - interval '30 days';
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN forgotten + gone;
END $$;
GRANT EXECUTE ON FUNCTION people.forget_proofs TO consilium_app;

RESET ROLE;
