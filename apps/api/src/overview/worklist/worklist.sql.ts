/**
 * What is to be done, one statement for each kind of it, each inside the loop over the boards `b` that are asked about. A board brings
 * its calendar: `until_on` and `until_at`, the last day that is asked for and its end; `after_at`, `after_on` and `after_id`, the last
 * row of the page before. Each reads its own index in its own order and stops at the page's end, however many cases the board has.
 */

/** `$1` organisation, `$2` now, `$3` how many at most, `$4` whose, where a kind has owners, `$10` the kind of the last row. */
interface Source {
  readonly from: string;
  readonly where: string;
  /** The instant by which it should be done. */
  readonly dueAt: string;
  /** What the index is sorted by, and the condition that starts and ends it there, where that is not the instant itself. */
  readonly sortedBy?: string;
  readonly within?: string;
  readonly id: string;
  readonly code: string;
  readonly since: string;
  readonly ownerId?: string;
  readonly specialty?: string;
}

/** A day is over when the next one begins where the board is. */
const endOf = (day: string): string => `((${day} + 1)::timestamp AT TIME ZONE b.time_zone)`;
const dated = (day: string) => ({
  dueAt: endOf(day),
  sortedBy: day,
  within: `${day} <= b.until_on AND (b.after_on IS NULL OR ${day} >= b.after_on - 1)`,
});
const isLive = 'r.is_provisional AND r.ratification IS NULL';

const TODAY = '($2::timestamptz AT TIME ZONE b.time_zone)::date';
/** What `isMissedOn` of the workflow says, in SQL. */
const IS_MISSED = `(o.state = 'missed' OR (o.state IN ('due', 'booked') AND ${TODAY} > o.window_to
  AND NOT coalesce((o.booked_for AT TIME ZONE b.time_zone)::date >= greatest(o.window_to + 1, ${TODAY}), false)))`;
/** The most days that a board may let a window open before its due date. */
const LONGEST_WINDOW = 14;

export const SOURCES = {
  clock: {
    from: 'clinical.clock k',
    where: 'k.stopped_at IS NULL',
    // However late it is due, a clock that runs is today's matter.
    within: 'true',
    dueAt: 'coalesce(k.due_at, k.started_at)',
    id: 'k.id',
    code: 'k.kind',
    since: 'k.started_at',
  },
  breach: {
    from: 'clinical.clock k',
    where: 'k.stopped_at > k.due_at AND k.breach_reason IS NULL',
    dueAt: 'coalesce(k.due_at, k.started_at)',
    id: 'k.id',
    code: 'k.kind',
    since: 'k.stopped_at',
  },
  triage: {
    from: 'clinical.board_case c',
    where: "c.state = 'referred'",
    dueAt: 'c.referred_at',
    id: 'c.id',
    code: "'accept-or-decline'",
    since: 'c.referred_at',
  },
  'agenda-place': {
    from: 'clinical.board_case c',
    where: "c.state = 'ready'",
    dueAt: 'c.state_since',
    id: 'c.id',
    code: "'list'",
    since: 'c.state_since',
  },
  notice: {
    from: 'clinical.case_notice n',
    where: 'n.settled_at IS NULL',
    dueAt: 'n.raised_at',
    id: 'n.id',
    code: 'n.reason_code',
    since: 'n.raised_at',
  },
  imaging: {
    from: 'clinical.imaging_order o',
    where: `o.state IN ('due', 'booked', 'missed') AND (o.state = 'due' OR ${IS_MISSED}) AND o.window_from <= b.until_on`,
    ...dated('o.due_on'),
    within: `o.due_on <= b.until_on + ${LONGEST_WINDOW} AND (b.after_on IS NULL OR o.due_on >= b.after_on - 1)`,
    id: 'o.id',
    code: `CASE WHEN ${IS_MISSED} THEN 'missed' ELSE 'due' END`,
    since: '(o.window_from::timestamp AT TIME ZONE b.time_zone)',
  },
  'imaging-report': {
    from: 'clinical.imaging_order o',
    where: "o.state IN ('performed', 'reported')",
    dueAt: 'coalesce(o.reported_at, o.performed_at)',
    id: 'o.id',
    code: 'o.state',
    since: 'coalesce(o.reported_at, o.performed_at)',
    ownerId: 'o.specialist_id',
  },
  signature: {
    from: 'clinical.decision_revision r',
    where: "r.state = 'proposed'",
    dueAt: 'r.proposed_at',
    id: 'r.id',
    code: "'sign'",
    since: 'r.proposed_at',
  },
  ratification: {
    from: `clinical.decision_revision r JOIN clinical.board_case rc
      ON rc.organisation_id = r.organisation_id AND rc.id = r.case_id AND rc.state <> 'closed'`,
    where: `${isLive} AND r.state IN ('proposed', 'in-force')`,
    dueAt: 'r.proposed_at',
    id: 'r.id',
    code: `CASE WHEN EXISTS (SELECT FROM clinical.agenda_item a WHERE a.organisation_id = r.organisation_id AND a.case_id = r.case_id
      AND a.revision_id = r.id AND a.state IN ('listed', 'open')) THEN 'listed' ELSE 'not-listed' END`,
    since: 'r.proposed_at',
  },
  recommendation: {
    from: 'clinical.recommendation m',
    where: "m.state = 'current' AND m.outcome = 'pending'",
    ...dated('m.due_on'),
    id: 'm.id',
    code: 'm.modality',
    since: 'm.recorded_at',
    ownerId: 'm.owner_id',
    specialty: 'm.specialty',
  },
} as const satisfies Record<string, Source>;

export type WorkKind = keyof typeof SOURCES;
export const WORK_KINDS = Object.keys(SOURCES) as readonly WorkKind[];

/** Whether a kind of work has an owner by name. */
export function hasOwner(kind: WorkKind): boolean {
  return 'ownerId' in SOURCES[kind];
}

/** The statement that reads one page of these kinds, the earliest due first. */
export function worklistOf(kinds: readonly WorkKind[], isForOwner: boolean): string {
  return `${workOf(kinds, isForOwner)}
  SELECT json_build_object('alias', p.alias, 'view', json_build_object(
    'kind', w.kind, 'subjectId', w.id, 'code', w.code, 'caseId', w.case_id, 'boardId', w.board_id, 'lane', c.lane, 'caseState', c.state,
    'patient', json_build_object('id', p.id, 'familyName', p.family_name, 'givenName', p.given_name, 'bornOn', p.born_on),
    'since', w.since, 'dueAt', w.due_at, 'isOverdue', w.due_at < $2::timestamptz, 'ownerId', w.owner_id, 'specialty', w.specialty)) AS row
  FROM work w
  JOIN clinical.board_case c ON c.organisation_id = $1::uuid AND c.id = w.case_id
  JOIN clinical.patient p ON p.organisation_id = c.organisation_id AND p.id = c.patient_id
  ORDER BY w.due_at, w.id, w.kind`;
}

/** The statement that counts the same work of one kind by person: `doers` selects the `user_id` of those who see to a row `w`. */
export function countWork(kind: WorkKind, doers: string): string {
  return `${workOf([kind], false)}
  SELECT d.user_id AS "userId", count(DISTINCT w.id)::int AS count
  FROM work w CROSS JOIN LATERAL (${doers}) d GROUP BY d.user_id`;
}

/** The work itself, as `work`. */
function workOf(kinds: readonly WorkKind[], isForOwner: boolean): string {
  const parts = kinds.map((kind) => `(${select(kind, SOURCES[kind], isForOwner)})`);
  return `
  WITH board AS MATERIALIZED (
    SELECT w.id, w.time_zone, w.until_on, ${endOf('w.until_on').replace('b.time_zone', 'w.time_zone')} AS until_at,
      $5::timestamptz AS after_at, ($5::timestamptz AT TIME ZONE w.time_zone)::date AS after_on, $6::uuid AS after_id
    FROM (SELECT p.id, p.time_zone, coalesce($7::date, ($2::timestamptz AT TIME ZONE p.time_zone)::date) AS until_on
      FROM people.board p
      WHERE p.organisation_id = $1::uuid AND ($8::uuid[] IS NULL OR p.id = ANY ($8::uuid[])) AND ($9::uuid IS NULL OR p.id = $9::uuid)) w),
  work AS (
    SELECT b.id AS board_id, t.* FROM board b CROSS JOIN LATERAL (${parts.join('\n    UNION ALL ')}) t
    ORDER BY t.due_at, t.id, t.kind LIMIT $3::int)`;
}

function select(kind: WorkKind, source: Source, isForOwner: boolean): string {
  const alias = source.from.split(/\s+/)[1]!;
  const { from, where, dueAt, sortedBy = dueAt, within = `${dueAt} < b.until_at`, id, code, since } = source;
  const { ownerId = 'NULL::uuid', specialty = 'NULL::text' } = source;
  const caseId = from.startsWith('clinical.board_case') ? 'c.id' : `${alias}.case_id`;
  return `SELECT '${kind}' AS kind, ${id} AS id, ${caseId} AS case_id, ${code} AS code, ${since} AS since, ${dueAt} AS due_at,
      ${ownerId} AS owner_id, ${specialty} AS specialty
    FROM ${from}
    WHERE ${alias}.organisation_id = $1::uuid AND ${alias}.board_id = b.id AND ${where} AND ${within}
      AND ${isForOwner ? `${ownerId} = $4::uuid` : '$4::uuid IS NULL'} AND (b.after_at IS NULL OR (${dueAt}, ${id}, '${kind}') > (b.after_at, b.after_id, $10::text))
    ORDER BY ${sortedBy}, ${id} LIMIT $3::int`;
}
