/** The statements of the aggregate `follow-up`. `$1` is the organisation wherever it is asked for. */

/** An order as JSON, built by PostgreSQL, so that every way to it reads the same. */
const ORDER = `json_build_object(
  'id', o.id, 'caseId', o.case_id, 'kind', o.kind, 'isPlanned', o.is_planned, 'countedFrom', o.counted_from, 'dueOn', o.due_on,
  'windowFrom', o.window_from, 'windowTo', o.window_to, 'modality', o.modality, 'levels', o.levels, 'explanation', o.explanation,
  'reason', o.reason, 'state', o.state, 'isLate', o.is_late, 'bookedFor', o.booked_for, 'bookingReason', o.booking_reason,
  'performedAt', o.performed_at, 'studyUid', o.study_uid, 'result', o.result, 'resultFacts', o.result_facts,
  'needsConfirmation', o.needs_confirmation, 'reportedBy', o.reported_by, 'reportedAt', o.reported_at,
  'specialistId', o.specialist_id, 'acknowledgedBy', o.acknowledged_by, 'acknowledgedAt', o.acknowledged_at,
  'cancelReason', o.cancel_reason, 'version', o.version,
  'escalation', CASE WHEN o.escalation_level > 0 THEN
    json_build_object('level', o.escalation_level, 'toUserId', o.escalated_to, 'at', o.escalated_at) END)`;

const loadFollowUps = (where: string): string => `
  SELECT json_build_object(
    'caseId', f.case_id, 'policy', f.policy, 'anchorOn', f.anchor_on, 'anchorKind', f.anchor_kind,
    'baselineMissing', f.baseline_missing, 'version', f.version,
    'orders', (SELECT coalesce(json_agg(${ORDER} ORDER BY o.due_on, o.id), '[]') FROM clinical.imaging_order o
      WHERE o.organisation_id = f.organisation_id AND o.case_id = f.case_id)) AS "followUp"
  FROM clinical.follow_up f
  WHERE f.organisation_id = $1::uuid AND ${where}`;

export const LOAD_FOLLOW_UP = loadFollowUps('f.case_id = $2::uuid');
export const LOAD_FOLLOW_UPS = loadFollowUps('f.case_id = ANY ($2::uuid[])');

/** The row with its next version, and the orders of a JSON list: new ones, and changed ones with theirs. */
export const KEEP_FOLLOW_UP = `
  WITH kept AS (
    INSERT INTO clinical.follow_up (organisation_id, board_id, case_id, policy, anchor_on, anchor_kind, baseline_missing, version)
    VALUES ($1::uuid, $2::uuid, $3::uuid, $4::jsonb, $5::date, $6, $7::boolean, $8::int)
    ON CONFLICT (organisation_id, case_id) DO UPDATE SET policy = excluded.policy, anchor_on = excluded.anchor_on,
      anchor_kind = excluded.anchor_kind, baseline_missing = excluded.baseline_missing, version = excluded.version)
  INSERT INTO clinical.imaging_order (organisation_id, board_id, case_id, id, kind, is_planned, counted_from, due_on, window_from,
    window_to, modality, levels, explanation, reason, state, is_late, booked_for, booking_reason, performed_at, study_uid, result,
    result_facts, needs_confirmation, reported_by, reported_at, specialist_id, acknowledged_by, acknowledged_at, cancel_reason, version,
    escalation_level, escalated_to, escalated_at)
  SELECT $1::uuid, $2::uuid, $3::uuid, o.id, o.kind, o."isPlanned", o."countedFrom", o."dueOn", o."windowFrom", o."windowTo",
    o.modality, o.levels, o.explanation, o.reason, o.state, o."isLate", o."bookedFor", o."bookingReason", o."performedAt",
    o."studyUid", o.result, o."resultFacts", o."needsConfirmation", o."reportedBy", o."reportedAt", o."specialistId",
    o."acknowledgedBy", o."acknowledgedAt", o."cancelReason", o.version,
    coalesce((o.escalation->>'level')::int, 0), (o.escalation->>'toUserId')::uuid, (o.escalation->>'at')::timestamptz
  FROM json_to_recordset($9::json) AS o(id uuid, kind text, "isPlanned" boolean, "countedFrom" date, "dueOn" date,
    "windowFrom" date, "windowTo" date, modality text, levels text[], explanation jsonb, reason text, state text, "isLate" boolean,
    "bookedFor" timestamptz, "bookingReason" text, "performedAt" timestamptz, "studyUid" text, result text, "resultFacts" jsonb,
    "needsConfirmation" boolean, "reportedBy" uuid, "reportedAt" timestamptz, "specialistId" uuid, "acknowledgedBy" uuid,
    "acknowledgedAt" timestamptz, "cancelReason" text, version int, escalation json)
  ON CONFLICT (organisation_id, id) DO UPDATE SET kind = excluded.kind, reason = excluded.reason,
    is_planned = excluded.is_planned, counted_from = excluded.counted_from, due_on = excluded.due_on,
    window_from = excluded.window_from, window_to = excluded.window_to, modality = excluded.modality,
    levels = excluded.levels, explanation = excluded.explanation, state = excluded.state, is_late = excluded.is_late,
    booked_for = excluded.booked_for, booking_reason = excluded.booking_reason, performed_at = excluded.performed_at,
    study_uid = excluded.study_uid, result = excluded.result, result_facts = excluded.result_facts,
    needs_confirmation = excluded.needs_confirmation, reported_by = excluded.reported_by, reported_at = excluded.reported_at,
    specialist_id = excluded.specialist_id, acknowledged_by = excluded.acknowledged_by, acknowledged_at = excluded.acknowledged_at,
    cancel_reason = excluded.cancel_reason, version = excluded.version, escalation_level = excluded.escalation_level,
    escalated_to = excluded.escalated_to, escalated_at = excluded.escalated_at`;

export const CASE_OF_ORDER = `
  SELECT case_id AS "caseId" FROM clinical.imaging_order WHERE organisation_id = $1::uuid AND id = $2::uuid`;

/** The day that it is at the instant `$2` on the calendar of board `b`. */
const TODAY = '($2::timestamptz AT TIME ZONE b.time_zone)::date';

/** Whether order `o` of that board is missed by then, written or not: what `isMissedOn` says, in SQL. */
const IS_MISSED = `(o.state IN ('due', 'booked') AND ${TODAY} > o.window_to
  AND NOT coalesce((o.booked_for AT TIME ZONE b.time_zone)::date >= greatest(o.window_to + 1, ${TODAY}), false))`;

/**
 * The most dangerous first: what nobody judged to be able to wait (a baseline, a scan for new symptoms, an exception) stands with the
 * high risk.
 */
const RISK_RANK = `CASE o.explanation->'proposal'->>'riskGroup' WHEN 'low' THEN 2 WHEN 'intermediate' THEN 1 ELSE 0 END`;

/** Orders with whose they are, in one of two orders. What is not performed inside its window counts as missed, written or not. */
const listOrders = (rank: string): string => `
  WITH orders AS (
    SELECT o.*, p.id AS patient_id, p.alias, p.family_name, p.given_name, ${rank} AS rank,
      CASE WHEN ${IS_MISSED} THEN 'missed' ELSE o.state END AS state_now
    FROM clinical.imaging_order o
    JOIN people.board b ON b.organisation_id = o.organisation_id AND b.id = o.board_id
    JOIN clinical.board_case c ON c.organisation_id = o.organisation_id AND c.id = o.case_id
    JOIN clinical.patient p ON p.organisation_id = c.organisation_id AND p.id = c.patient_id
    WHERE o.organisation_id = $1::uuid AND ($3::uuid IS NULL OR o.board_id = $3::uuid)
      AND ($10::uuid[] IS NULL OR o.board_id = ANY ($10::uuid[])) AND ($12::uuid IS NULL OR o.escalated_to = $12::uuid)
      AND ($4::date IS NULL OR o.due_on < $4::date)
      AND ($7::date IS NULL OR (${rank}, o.due_on, o.id) > ($11::int, $7::date, $8::uuid)))
  SELECT ${ORDER} AS "order", o.state_now AS state, o.rank, o.alias,
    json_build_object('id', o.patient_id, 'familyName', o.family_name, 'givenName', o.given_name) AS patient
  FROM orders o
  WHERE ($5::text[] IS NULL OR o.state_now = ANY ($5::text[]))
    AND ($6::boolean IS NULL OR (o.state_now = 'missed') = $6::boolean)
  ORDER BY o.rank, o.due_on, o.id LIMIT $9::int`;

export const ORDERS_BY_DUE_DATE = listOrders('0');
export const ORDERS_BY_RISK = listOrders(RISK_RANK);

/** Cases with an order whose window is over and that nobody has written down as missed. */
export const CASES_WITH_MISSED = `
  SELECT DISTINCT o.case_id AS "caseId" FROM clinical.imaging_order o
  JOIN people.board b ON b.organisation_id = o.organisation_id AND b.id = o.board_id
  WHERE o.organisation_id = $1::uuid AND ${IS_MISSED}
  LIMIT 1000`;

/** Since when order `o` waits for somebody: what `awaitedSince` says, in SQL. */
const AWAITED_SINCE = `CASE o.state WHEN 'performed' THEN (o.performed_at AT TIME ZONE b.time_zone)::date
  WHEN 'reported' THEN (o.reported_at AT TIME ZONE b.time_zone)::date ELSE o.window_to END`;

/**
 * Cases with an examination to bring before somebody, or before somebody higher: asked again, by the rule, once each is locked. `$3` is
 * how many days a board allows that has not said otherwise.
 */
export const CASES_TO_ESCALATE = `
  SELECT DISTINCT o.case_id AS "caseId" FROM clinical.imaging_order o
  JOIN people.board b ON b.organisation_id = o.organisation_id AND b.id = o.board_id
  WHERE o.organisation_id = $1::uuid AND o.escalation_level < 2
    AND (o.state IN ('performed', 'reported', 'missed') OR ${IS_MISSED})
    AND ${TODAY} - ${AWAITED_SINCE}
      >= (o.escalation_level + 1) * coalesce((b.parameters->>'imagingEscalationDays')::int, $3::int)
  LIMIT 1000`;
