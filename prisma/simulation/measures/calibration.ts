import type { Client } from 'pg';
import { NOTHING, type Measure } from './formula.js';
import { aliveAt, concordance, type Followed } from './survival.js';

/** Somebody of whom an instrument once said what share of those alike is alive after so many months. */
interface Scored extends Followed {
  readonly instrument: string;
  readonly atMonths: number;
  readonly expectedPercent: number;
}

/** From the first assessment to death, or to today: closing a case does not end looking. */
const SCORED = `
  SELECT DISTINCT ON (c.patient_id, s.system, e->>'atMonths') s.system AS instrument, (e->>'atMonths')::int AS "atMonths",
    (e->>'percent')::float8 AS "expectedPercent", p.deceased_on IS NOT NULL AS died,
    (coalesce(p.deceased_on, audit.now()::date) - a.assessed_at::date) / 30.4375::float8 AS months
  FROM clinical.score_result s
  JOIN clinical.assessment a ON a.organisation_id = s.organisation_id AND a.id = s.assessment_id
  JOIN clinical.board_case c ON c.organisation_id = a.organisation_id AND c.id = a.case_id
  JOIN clinical.patient p ON p.organisation_id = c.organisation_id AND p.id = c.patient_id
  CROSS JOIN jsonb_array_elements(s.result->'prognosis'->'survival') e
  WHERE s.complete AND NOT EXISTS (SELECT FROM clinical.assessment x WHERE x.organisation_id = a.organisation_id AND x.supersedes_id = a.id)
  ORDER BY c.patient_id, s.system, e->>'atMonths', a.assessed_at, a.id`;

/** Observed against expected survival, for each instrument, time and category, and how well the instrument ranks those who died. */
export async function calibration(client: Client): Promise<Measure[]> {
  const { rows } = await client.query<Scored>(SCORED);
  const groups = Object.entries(
    Object.groupBy(rows, ({ instrument, atMonths }) => `${instrument} at ${atMonths} months`),
  );
  return groups.sort(byName).flatMap(([name, scored = []]) => [ranking(name, scored), ...categories(name, scored)]);
}

function ranking(name: string, scored: readonly Scored[]): Measure {
  const index = concordance(scored.map((each) => ({ ...each, score: each.expectedPercent })));
  const deaths = scored.filter(({ died }) => died).length;
  const value = index === null ? NOTHING : `${index.toFixed(2)} (${deaths} deaths of ${scored.length})`;
  return { name: `Concordance of ${name}`, value, reference: name.startsWith('nesms') ? 'NESMS c = 0.79' : null };
}

function categories(name: string, scored: readonly Scored[]): Measure[] {
  const byExpectation = Map.groupBy(scored, ({ expectedPercent }) => expectedPercent);
  return [...byExpectation]
    .sort(([one], [other]) => one - other)
    .flatMap(([expected, alike]) => {
      const alive = aliveAt(alike[0]!.atMonths, alike);
      if (alive === null) return [];
      const value = `${(100 * alive).toFixed(1)} % alive of ${alike.length}, expected ${expected} %`;
      return [{ name: `Survival by ${name}`, value, reference: null }];
    });
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) =>
  one.localeCompare(other, 'en');
