/** The statements of the aggregate `case`. `$1` is the organisation wherever it is asked for. */

/**
 * Whoever adds something to a case holds its key: the weaker lock keeps out everybody who changes the case, and lets two who have added
 * something wait for each other in turn. With the stronger one each would wait for the other's key for ever.
 */
export const LOCK_CASE = `
  SELECT 1 AS locked FROM clinical.board_case WHERE organisation_id = $1::uuid AND id = $2::uuid FOR NO KEY UPDATE`;

/** One row, one column: the file as JSON, built by PostgreSQL, so that both ways to it read the same. */
const loadCases = (where: string): string => `
  SELECT json_build_object(
    'organisationId', c.organisation_id, 'boardId', c.board_id, 'caseId', c.id,
    'patientId', c.patient_id, 'patientAlias', p.alias, 'patientBornOn', p.born_on,
    'state', c.state, 'stateSince', c.state_since, 'lane', c.lane, 'laneReason', c.lane_reason, 'priority', c.priority,
    'question', c.question, 'suspicion', c.suspicion, 'referredBy', c.referred_by, 'referredAt', c.referred_at,
    'reasonCode', c.reason_code, 'reasonText', c.reason_text, 'version', c.version,
    'board', json_build_object('name', b.name, 'timeZone', b.time_zone, 'parameters', b.parameters),
    'clocks', (SELECT coalesce(json_agg(json_build_object(
        'id', k.id, 'kind', k.kind, 'startedAt', k.started_at, 'dueAt', k.due_at, 'source', k.source, 'happened', k.happened,
        'stoppedAt', k.stopped_at, 'stopReason', k.reason, 'breachReason', k.breach_reason, 'note', k.note)
        ORDER BY k.started_at, k.id), '[]')
      FROM clinical.clock k WHERE k.organisation_id = c.organisation_id AND k.case_id = c.id),
    'waivers', (SELECT coalesce(json_agg(json_build_object(
        'id', w.id, 'item', w.item, 'reason', w.reason, 'waivedBy', w.waived_by, 'waivedAt', w.waived_at)
        ORDER BY w.waived_at, w.id), '[]')
      FROM clinical.readiness_waiver w WHERE w.organisation_id = c.organisation_id AND w.case_id = c.id),
    'notices', (SELECT coalesce(json_agg(json_build_object(
        'id', n.id, 'kind', n.kind, 'reasonCode', n.reason_code, 'raisedAt', n.raised_at, 'settledAt', n.settled_at)
        ORDER BY n.raised_at, n.id), '[]')
      FROM clinical.case_notice n WHERE n.organisation_id = c.organisation_id AND n.case_id = c.id)) AS file
  FROM clinical.board_case c
  JOIN clinical.patient p ON p.organisation_id = c.organisation_id AND p.id = c.patient_id
  JOIN people.board b ON b.organisation_id = c.organisation_id AND b.id = c.board_id
  WHERE c.organisation_id = $1::uuid AND ${where}`;

export const LOAD_CASE = loadCases('c.id = $2::uuid');
export const LOAD_CASES = loadCases('c.id = ANY ($2::uuid[])');

/** The clocks of a case from a JSON list, new ones and changed ones; `list` is the parameter that holds it. */
const keepClocks = (list: string): string => `
  INSERT INTO clinical.clock (organisation_id, board_id, case_id, id, kind, started_at, due_at, state, source, happened,
    stopped_at, reason, breach_reason, note)
  SELECT $1::uuid, $2::uuid, $3::uuid, k.id, k.kind, k."startedAt", k."dueAt", k.state, k.source, k.happened,
    k."stoppedAt", k."stopReason", k."breachReason", k.note
  FROM json_to_recordset(${list}::json) AS k(id uuid, kind text, "startedAt" timestamptz, "dueAt" timestamptz, state text,
    source text, happened jsonb, "stoppedAt" timestamptz, "stopReason" text, "breachReason" text, note text)
  ON CONFLICT (organisation_id, id) DO UPDATE SET state = excluded.state, happened = excluded.happened,
    stopped_at = excluded.stopped_at, reason = excluded.reason, breach_reason = excluded.breach_reason, note = excluded.note`;

export const INSERT_CASE = `
  WITH inserted AS (
    INSERT INTO clinical.board_case (organisation_id, board_id, id, patient_id, state, state_since, lane, priority, question,
      suspicion, referred_by, referred_at)
    VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6::timestamptz, $7, $8::int, $9, $10::jsonb, $11::uuid, $12::timestamptz))
  ${keepClocks('$13')}`;

export const CHANGE_CASE = `
  WITH changed AS (
    UPDATE clinical.board_case SET version = $4::int, state = $5, state_since = $6::timestamptz, lane = $7, lane_reason = $8,
      priority = $9::int, reason_code = $10, reason_text = $11
    WHERE organisation_id = $1::uuid AND id = $3::uuid),
  clocks AS (${keepClocks('$12')}),
  waivers AS (
    INSERT INTO clinical.readiness_waiver (organisation_id, board_id, case_id, id, item, reason, waived_by, waived_at)
    SELECT $1::uuid, $2::uuid, $3::uuid, w.id, w.item, w.reason, w."waivedBy", w."waivedAt"
    FROM json_to_recordset($13::json) AS w(id uuid, item text, reason text, "waivedBy" uuid, "waivedAt" timestamptz))
  INSERT INTO clinical.case_notice (organisation_id, board_id, case_id, id, kind, reason_code, raised_at, settled_at)
  SELECT $1::uuid, $2::uuid, $3::uuid, n.id, n.kind, n."reasonCode", n."raisedAt", n."settledAt"
  FROM json_to_recordset($14::json) AS n(id uuid, kind text, "reasonCode" text, "raisedAt" timestamptz, "settledAt" timestamptz)
  ON CONFLICT (organisation_id, id) DO UPDATE SET settled_at = excluded.settled_at`;

export const OPEN_CASES_OF_THE_DECEASED = `
  SELECT c.id FROM clinical.patient p
  JOIN clinical.board_case c ON c.organisation_id = p.organisation_id AND c.patient_id = p.id AND c.state <> 'closed'
  WHERE p.organisation_id = $1::uuid AND p.deceased_on IS NOT NULL AND ($2::uuid IS NULL OR p.id = $2::uuid)
  ORDER BY c.id`;
