import type { Client } from 'pg';

/** A measure of a board's quality, as numerator and denominator, or as a middle and a tail of durations. */
export interface Measure {
  readonly name: string;
  readonly value: string;
  /** What is published, where something is. */
  readonly reference: string | null;
}

const share = (of: string, from: string) =>
  `SELECT count(*) FILTER (WHERE ${of})::text AS part, count(*)::text AS whole FROM ${from}`;
const spread = (unit: 'hours' | 'days', duration: string, from: string) =>
  `SELECT round((percentile_cont(0.5) WITHIN GROUP (ORDER BY d))::numeric, 1)::text AS middle,
     round((percentile_cont(0.9) WITHIN GROUP (ORDER BY d))::numeric, 1)::text AS tail, count(*)::text AS whole
   FROM (SELECT extract(epoch FROM ${duration}) / ${unit === 'hours' ? 3600 : 86_400} AS d FROM ${from}) s`;

const ITEMS = `clinical.agenda_item i WHERE i.purpose = 'discussion' AND i.state <> 'listed'`;
const DECISIONS = `clinical.decision_revision r WHERE r.state <> 'draft'`;

/** The formulas of “Board quality measures”, over everything that the simulation has made. */
const SHARES: readonly [name: string, sql: string, reference: string | null][] = [
  [
    'Deferred of listed',
    share(`i.state IN ('deferred', 'adjourned')`, ITEMS),
    'a digital board cut postponement from 23 % to 10 %',
  ],
  ['Quorate decisions', share(`NOT r.is_provisional`, DECISIONS), null],
  [
    'Implementation: full',
    share(`p.outcome = 'full'`, `clinical.recommendation p WHERE p.outcome <> 'pending'`),
    '79.4 %',
  ],
  [
    'Implementation: not done',
    share(`p.outcome = 'not-done'`, `clinical.recommendation p WHERE p.outcome <> 'pending'`),
    '7.8 %',
  ],
  [
    'Imaging recall: performed inside the window',
    share(
      `(o.performed_at AT TIME ZONE b.time_zone)::date BETWEEN o.window_from AND o.window_to`,
      `clinical.imaging_order o JOIN people.board b ON b.organisation_id = o.organisation_id AND b.id = o.board_id
     WHERE o.kind = 'routine' AND o.state <> 'cancelled' AND o.window_to < $1::date`,
    ),
    '52 % → 71 % with tracking',
  ],
  [
    'Imaging recall: acknowledged of performed',
    share(
      `o.acknowledged_at IS NOT NULL`,
      `clinical.imaging_order o WHERE o.performed_at IS NOT NULL AND o.state <> 'cancelled'`,
    ),
    null,
  ],
  [
    'Dissent',
    share(
      `EXISTS (SELECT FROM clinical.signature s WHERE s.organisation_id = r.organisation_id AND s.revision_id = r.id AND s.meaning <> 'approve')`,
      DECISIONS,
    ),
    null,
  ],
];
const CLOCKS = `SELECT k.kind, count(*) FILTER (WHERE k.state = 'met')::text AS part,
  count(*) FILTER (WHERE k.state <> 'stopped')::text AS whole FROM clinical.clock k
  WHERE k.due_at IS NOT NULL GROUP BY k.kind ORDER BY k.kind`;
const SPREADS: readonly [name: string, unit: 'hours' | 'days', sql: string, reference: string | null][] = [
  [
    'Referral → discussion, elective',
    'days',
    spread(
      'days',
      'i.opened_at - c.referred_at',
      `clinical.agenda_item i JOIN clinical.board_case c ON c.organisation_id = i.organisation_id AND c.id = i.case_id
     WHERE i.opened_at IS NOT NULL AND i.purpose = 'discussion' AND c.lane = 'elective'`,
    ),
    null,
  ],
  [
    'Signature latency',
    'hours',
    spread(
      'hours',
      's.signed_at - r.proposed_at',
      `clinical.signature s JOIN clinical.decision_revision r ON r.organisation_id = s.organisation_id AND r.id = s.revision_id`,
    ),
    null,
  ],
  [
    'Minutes per case',
    'hours',
    spread(
      'hours',
      '(i.closed_at - i.opened_at) * 60',
      `clinical.agenda_item i WHERE i.opened_at IS NOT NULL AND i.closed_at IS NOT NULL AND i.purpose = 'discussion'`,
    ),
    '9.25 minutes per spine case',
  ],
];

/** Every measure that the simulated year has data for. */
export async function measuresOf(client: Client, now: Date): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const [name, sql, reference] of SHARES) {
    const { rows } = await client.query(sql, sql.includes('$1') ? [now.toISOString()] : []);
    measures.push({ name, reference, value: percent(rows[0]) });
  }
  for (const row of (await client.query(CLOCKS)).rows) {
    measures.push({
      name: `Clock met: ${String(row.kind).replaceAll('-', ' ')}`,
      reference: null,
      value: percent(row),
    });
  }
  for (const [name, unit, sql, reference] of SPREADS) {
    const { middle, tail, whole } = (await client.query(sql)).rows[0];
    const label = name === 'Minutes per case' ? 'minutes' : unit;
    measures.push({
      name,
      reference,
      value: `median ${middle ?? '–'}, 90th percentile ${tail ?? '–'} ${label} (n = ${whole})`,
    });
  }
  return measures;
}

function percent({ part, whole }: { part: string; whole: string }): string {
  const share = Number(whole) === 0 ? '–' : `${((100 * Number(part)) / Number(whole)).toFixed(1)} %`;
  return `${share} (${part} of ${whole})`;
}
