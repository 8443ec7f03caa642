/** The statements of the aggregate `decision-revision`. `$1` is the organisation wherever it is asked for. */

export const LOCK_REVISION = `
  SELECT 1 AS locked FROM clinical.decision_revision WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE`;

/** One row, one column: a revision with its events and signatures as JSON, built by PostgreSQL, so that every way to it reads the same. */
const loadRevisions = (where: string): string => `
  SELECT json_build_object(
    'organisationId', r.organisation_id, 'boardId', r.board_id, 'caseId', r.case_id, 'id', r.id, 'number', r.number,
    'revisesId', r.revises_id, 'frozenText', convert_from(r.frozen, 'UTF8'), 'hash', encode(r.hash, 'hex'),
    'authority', r.authority, 'isProvisional', r.is_provisional, 'rule', r.sign_off_rule,
    'agendaItemId', r.agenda_item_id, 'meetingId', r.meeting_id, 'panel', r.panel,
    'authorId', r.author_id, 'proposedBy', r.proposed_by, 'proposedAt', r.proposed_at,
    'state', r.state, 'ratification', r.ratification, 'inForceAt', r.in_force_at, 'expiresOn', r.expires_on, 'version', r.version,
    'events', (SELECT coalesce(json_agg(json_build_object(
        'id', e.id, 'kind', e.kind, 'by', e.by, 'specialty', e.specialty, 'signatureId', e.signature_id, 'reason', e.reason, 'at', e.at)
        ORDER BY e.id), '[]')
      FROM clinical.revision_event e WHERE e.organisation_id = r.organisation_id AND e.revision_id = r.id),
    'signatures', (SELECT coalesce(json_agg(json_build_object(
        'id', s.id, 'revisionHash', encode(s.revision_hash, 'hex'), 'signerId', s.signer_id, 'printedName', s.printed_name,
        'specialty', s.specialty, 'actingRole', s.acting_role, 'onBehalfOf', s.on_behalf_of, 'meaning', s.meaning,
        'reason', s.reason, 'statement', s.statement, 'digest', s.digest, 'method', s.method, 'assertion', s.assertion,
        'signedAt', s.signed_at,
        'revocation', (SELECT json_build_object('reason', v.reason, 'revokedAt', v.revoked_at) FROM clinical.signature_revocation v
          WHERE v.organisation_id = s.organisation_id AND v.signature_id = s.id))
        ORDER BY s.id), '[]')
      FROM clinical.signature s WHERE s.organisation_id = r.organisation_id AND s.revision_id = r.id)) AS revision
  FROM clinical.decision_revision r
  WHERE r.organisation_id = $1::uuid AND ${where}`;

export const LOAD_REVISION = loadRevisions('r.id = $2::uuid');
export const LOAD_REVISIONS = `${loadRevisions('r.id = ANY ($2::uuid[])')} ORDER BY r.number DESC`;
export const LOAD_REVISION_IN_STATE = loadRevisions('r.case_id = $2::uuid AND r.state = $3');
export const LOAD_STANDING_REVISIONS = `${loadRevisions(
  "r.case_id = $2::uuid AND r.state IN ('proposed', 'in-force')",
)} ORDER BY r.number DESC`;
export const LOAD_REVISIONS_OF_CASE = `${loadRevisions('r.case_id = $2::uuid')} ORDER BY r.number DESC`;

export const NEXT_NUMBER = `
  SELECT coalesce(max(number), 0)::int + 1 AS next FROM clinical.decision_revision
  WHERE organisation_id = $1::uuid AND case_id = $2::uuid`;

/** Appends the events of a JSON list; `list` is the parameter that holds it, `id` the one of the revision. */
const appendEvents = (list: string, id: string): string => `
  INSERT INTO clinical.revision_event (organisation_id, board_id, revision_id, id, kind, by, specialty, signature_id, reason, at)
  SELECT $1::uuid, $2::uuid, ${id}::uuid, e.id, e.kind, e.by, e.specialty, e."signatureId", e.reason, e.at
  FROM json_to_recordset(${list}::json) AS e(id uuid, kind text, by uuid, specialty text, "signatureId" uuid, reason text,
    at timestamptz)`;

export const INSERT_REVISION = `
  WITH inserted AS (
    INSERT INTO clinical.decision_revision (organisation_id, board_id, case_id, id, number, revises_id, frozen, hash, authority,
      is_provisional, sign_off_rule, agenda_item_id, meeting_id, panel, author_id, proposed_by, proposed_at)
    VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::int, $6::uuid, convert_to($7, 'UTF8'), decode($8, 'hex'), $9,
      $10::boolean, $11::jsonb, $12::uuid, $13::uuid, $14::jsonb, $15::uuid, $16::uuid, $17::timestamptz))
  ${appendEvents('$18', '$4')}`;

/** The row with its version, and whatever was appended to it. */
export const CHANGE_REVISION = `
  WITH changed AS (
    UPDATE clinical.decision_revision SET version = $4::int, state = $5, ratification = $6, in_force_at = $7::timestamptz,
      expires_on = $8::date
    WHERE organisation_id = $1::uuid AND id = $3::uuid),
  revocations AS (
    INSERT INTO clinical.signature_revocation (organisation_id, board_id, revision_id, signature_id, reason, revoked_at)
    SELECT $1::uuid, $2::uuid, $3::uuid, v."signatureId", v.reason, v."revokedAt"
    FROM json_to_recordset($10::json) AS v("signatureId" uuid, reason text, "revokedAt" timestamptz)),
  signatures AS (
    INSERT INTO clinical.signature (organisation_id, board_id, revision_id, id, revision_hash, signer_id, printed_name, specialty,
      acting_role, on_behalf_of, meaning, reason, statement, digest, method, assertion, signed_at)
    SELECT $1::uuid, $2::uuid, $3::uuid, s.id, decode(s."revisionHash", 'hex'), s."signerId", s."printedName", s.specialty,
      s."actingRole", s."onBehalfOf", s.meaning, s.reason, s.statement, s.digest, s.method, s.assertion, s."signedAt"
    FROM json_to_recordset($11::json) AS s(id uuid, "revisionHash" text, "signerId" uuid, "printedName" text, specialty text,
      "actingRole" text, "onBehalfOf" uuid, meaning text, reason text, statement text, digest text, method text,
      assertion jsonb, "signedAt" timestamptz))
  ${appendEvents('$9', '$3')}`;
