import type { Client } from 'pg';

/** Something that must hold of every board at every moment: the statement answers with whatever breaks it. */
interface Invariant {
  readonly name: string;
  readonly broken: string;
}

const OPEN = `c.state <> 'closed'`;
/** Who answers a clock: the specialty here, the coordinator (who has none) of every other. */
const ANSWERS = `CASE k.kind WHEN 'instability-advice' THEN 'spine-surgery' WHEN 'radiotherapy-start' THEN 'radiation-oncology' END`;

/** `audit.now()` is the rehearsal's own. */
export const INVARIANTS: readonly Invariant[] = [
  {
    name: 'an imaging order has a specialist who answers for it and a day on which it is due',
    broken: `SELECT o.id FROM clinical.imaging_order o
      LEFT JOIN people.account a ON a.organisation_id = o.organisation_id AND a.id = o.specialist_id
      WHERE o.state NOT IN ('acknowledged', 'cancelled') AND (a.id IS NULL OR NOT a.is_active OR o.due_on IS NULL OR o.window_from IS NULL OR o.window_to IS NULL)`,
  },
  {
    name: 'a room holds one meeting at a time',
    broken: `SELECT m.id FROM clinical.meeting m
      JOIN clinical.meeting n ON n.organisation_id = m.organisation_id AND n.room = m.room AND n.id > m.id
      WHERE m.state <> 'cancelled' AND n.state <> 'cancelled'
        AND (m.starts_at, m.starts_at + m.capacity_minutes * interval '1 minute')
          OVERLAPS (n.starts_at, n.starts_at + n.capacity_minutes * interval '1 minute')`,
  },
  {
    name: 'a clock ends with its case, and says how: what it waited for happened, or a reason',
    broken: `SELECT k.id FROM clinical.clock k JOIN clinical.board_case c ON c.organisation_id = k.organisation_id AND c.id = k.case_id
      WHERE (k.stopped_at IS NULL AND (NOT (${OPEN}) OR k.state IN ('met', 'stopped')))
        OR (k.stopped_at IS NOT NULL AND (k.state = 'running' OR (k.reason IS NULL AND k.happened = '{}')))`,
  },
  {
    name: 'a clock that runs is due at an instant, and somebody sits on the board who answers it',
    broken: `SELECT k.id FROM clinical.clock k WHERE k.stopped_at IS NULL
      AND ((k.due_at IS NULL AND k.kind <> 'coordinator-contact') OR NOT EXISTS (SELECT FROM people.board_member m
        JOIN people.account a ON a.organisation_id = m.organisation_id AND a.id = m.user_id AND a.is_active
        WHERE m.organisation_id = k.organisation_id AND m.board_id = k.board_id AND m.is_active
          AND m.specialty IS NOT DISTINCT FROM ${ANSWERS}))`,
  },
  {
    name: 'a clock that stopped too late is explained within nine days, as the coordinator goes through the list every week',
    broken: `SELECT k.id FROM clinical.clock k
      WHERE k.stopped_at > k.due_at AND k.breach_reason IS NULL AND k.stopped_at < audit.now() - interval '9 days'`,
  },
  {
    name: 'a recommendation that is pending has a specialty that carries it out, a day, and a case that is open',
    broken: `SELECT r.id FROM clinical.recommendation r
      JOIN clinical.board_case c ON c.organisation_id = r.organisation_id AND c.id = r.case_id
      WHERE r.state = 'current' AND r.outcome = 'pending' AND (r.specialty IS NULL OR r.due_on IS NULL OR NOT (${OPEN}))`,
  },
  {
    name: 'an open order ends with its case',
    broken: `SELECT o.id FROM clinical.imaging_order o
      JOIN clinical.board_case c ON c.organisation_id = o.organisation_id AND c.id = o.case_id
      WHERE o.state IN ('due', 'booked', 'missed') AND NOT (${OPEN})`,
  },
  {
    name: 'a listed case stands on one agenda that is still to come, and a case on an agenda is listed',
    broken: `SELECT c.id FROM clinical.board_case c
      LEFT JOIN clinical.agenda_item i ON i.organisation_id = c.organisation_id AND i.case_id = c.id
        AND i.purpose = 'discussion' AND i.state IN ('listed', 'open')
      LEFT JOIN clinical.meeting m ON m.organisation_id = i.organisation_id AND m.id = i.meeting_id
        AND m.state IN ('planned', 'agenda-closed', 'in-session')
      GROUP BY c.organisation_id, c.id, c.state
      HAVING (c.state IN ('listed', 'in-discussion')) IS DISTINCT FROM (count(i.id) = 1 AND count(m.id) = 1)`,
  },
  {
    name: 'a decided case has a decision that waits for signatures, an active one a decision in force',
    broken: `SELECT c.id FROM clinical.board_case c
      WHERE (c.state = 'decided' AND NOT EXISTS (SELECT FROM clinical.decision_revision r
          WHERE r.organisation_id = c.organisation_id AND r.case_id = c.id AND r.state = 'proposed'))
        OR (c.state = 'active' AND NOT EXISTS (SELECT FROM clinical.decision_revision r
          WHERE r.organisation_id = c.organisation_id AND r.case_id = c.id AND r.state = 'in-force'))`,
  },
  {
    name: 'no routine examination is booked outside its window unless somebody said why',
    broken: `SELECT o.id FROM clinical.imaging_order o JOIN people.board b ON b.organisation_id = o.organisation_id AND b.id = o.board_id
      WHERE o.kind = 'routine' AND o.state = 'booked' AND NOT o.is_late
        AND (o.booked_for AT TIME ZONE b.time_zone)::date NOT BETWEEN o.window_from AND o.window_to`,
  },
  {
    name: 'no meeting that is over leaves a case waiting on its agenda',
    broken: `SELECT i.id FROM clinical.agenda_item i JOIN clinical.meeting m ON m.organisation_id = i.organisation_id AND m.id = i.meeting_id
      WHERE i.state IN ('listed', 'open') AND m.state IN ('closed', 'cancelled')`,
  },
  {
    name: 'a deceased patient has no open case',
    broken: `SELECT c.id FROM clinical.board_case c JOIN clinical.patient p ON p.organisation_id = c.organisation_id AND p.id = c.patient_id
      WHERE p.deceased_on IS NOT NULL AND ${OPEN}`,
  },
];

export interface Broken {
  readonly name: string;
  readonly count: number;
  readonly examples: readonly string[];
}

/** Which of them are broken now, each with some of the ids that break it. */
export async function brokenInvariants(client: Client): Promise<Broken[]> {
  const broken: Broken[] = [];
  for (const { name, broken: sql } of INVARIANTS) {
    const { rows } = await client.query<[id: string]>({ text: sql, rowMode: 'array' });
    const ids = rows.map(([id]) => id);
    if (ids.length > 0) broken.push({ name, count: ids.length, examples: ids.slice(0, 3) });
  }
  return broken;
}
