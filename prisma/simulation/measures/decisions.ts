import type { Client } from 'pg';
import { isLocalTreatment, type Modality } from '#pathway';
import { FROZEN, percent, share, spread, type Formula, type Measure } from './formula.js';

/** A decision is one that came in force; what was returned or never signed is none. */
const DECISIONS = 'clinical.decision_revision r WHERE r.in_force_at IS NOT NULL';
const among = (list: string, condition: string) =>
  `EXISTS (SELECT FROM jsonb_array_elements(${FROZEN}->'evidence'->'${list}') e WHERE ${condition})`;
const STANDS = `NOT EXISTS (SELECT FROM clinical.signature_revocation x WHERE x.organisation_id = s.organisation_id AND x.signature_id = s.id)`;
const OBJECTS = `s.meaning IN ('dissent', 'approve-with-reservation')`;

/** Who decided, on what, and how far they agreed. */
export const DECISION_FORMULAS: readonly Formula[] = [
  share('Quorate decisions', { part: 'NOT r.is_provisional', of: DECISIONS }),
  share('Provisional decisions that a meeting ratified', {
    part: `r.ratification = 'ratified'`,
    of: `${DECISIONS} AND r.is_provisional`,
  }),
  share('Following the suggestion, or saying why not', {
    part: `NOT ${among('findings', `e->>'id' = 'guideline-deviation'`)} OR ${among('overrides', `e->>'check' = 'guideline-deviation'`)}`,
    of: DECISIONS,
  }),
  changeOfPlan,
  share('With a dissent or a reservation', {
    part: `EXISTS (SELECT FROM clinical.signature s WHERE s.organisation_id = r.organisation_id AND s.revision_id = r.id AND ${OBJECTS} AND ${STANDS})`,
    of: DECISIONS,
  }),
  share('Dissent or reservation by', { part: OBJECTS, of: `clinical.signature s WHERE ${STANDS}`, by: 's.specialty' }),
  spread('Signature latency', {
    unit: 'hours',
    value: 's.signed_at - r.proposed_at',
    of: `clinical.signature s JOIN clinical.decision_revision r ON r.organisation_id = s.organisation_id AND r.id = s.revision_id WHERE ${STANDS}`,
  }),
];

interface Line {
  readonly modality: Modality;
  readonly levels?: readonly string[];
}

const PLANNED = `
  SELECT ${FROZEN}->'content'->'recommendations' AS decided, jsonb_path_query_array(${FROZEN}, '$.blinding.plans[*].content.measures') AS plans
  FROM ${DECISIONS} AND ${FROZEN}->'blinding'->'plans' <> '[]'`;

/** Whether the local treatment that was decided differs from what any specialist had written down unseen by the others. */
async function changeOfPlan(client: Client): Promise<Measure[]> {
  const { rows } = await client.query<{ decided: Line[]; plans: Line[][] }>(PLANNED);
  const changed = rows.filter(({ decided, plans }) => plans.some((plan) => inOrder(plan) !== inOrder(decided)));
  return [
    {
      name: 'Other than a preliminary plan',
      value: percent(changed.length, rows.length),
      reference: '63 % in a spine series',
    },
  ];
}

/** Local treatments with their levels, so that equal plans are equal texts. */
function inOrder(lines: readonly Line[]): string {
  return lines
    .filter(({ modality }) => isLocalTreatment(modality))
    .map(({ modality, levels = [] }) => `${modality} ${levels.toSorted().join(' ')}`)
    .sort()
    .join('; ');
}
