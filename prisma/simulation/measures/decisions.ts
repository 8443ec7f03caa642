import { isLocalTreatment, type Modality } from '#pathway';
import { percent, share, spread, type Formula } from './formula.js';

const REVISIONS = 'clinical.decision_revision r';
const FROZEN = `convert_from(r.frozen, 'UTF8')::jsonb`;
const DEVIATES = `EXISTS (SELECT FROM jsonb_array_elements(${FROZEN}->'evidence'->'findings') f WHERE f->>'id' = 'guideline-deviation')`;
const OBJECTS = `s.meaning <> 'approve'`;
const SIGNED = `clinical.signature s JOIN ${REVISIONS} ON r.organisation_id = s.organisation_id AND r.id = s.revision_id`;

/** Who decided, on what, and how far they agreed. */
export const DECISION_FORMULAS: readonly Formula[] = [
  share('Quorate decisions', { part: 'NOT r.is_provisional', of: REVISIONS }),
  share('Provisional decisions that a meeting ratified', {
    part: `r.ratification = 'ratified'`,
    of: `${REVISIONS} WHERE r.is_provisional`,
  }),
  share('Following the suggestion', {
    part: `NOT ${DEVIATES} AND ${FROZEN}->'content'->'reasons'->>'guideline-deviation' IS NULL`,
    of: REVISIONS,
  }),
  share('Following the suggestion, or saying why not', {
    part: `NOT ${DEVIATES} OR EXISTS (SELECT FROM jsonb_array_elements(${FROZEN}->'evidence'->'overrides') o WHERE o->>'check' = 'guideline-deviation')`,
    of: REVISIONS,
  }),
  changeOfPlan,
  share('With a dissent or a reservation', {
    part: `EXISTS (SELECT FROM clinical.signature s WHERE s.organisation_id = r.organisation_id AND s.revision_id = r.id AND ${OBJECTS})`,
    of: REVISIONS,
  }),
  share('Dissent or reservation by', { part: OBJECTS, of: 'clinical.signature s', by: 's.specialty' }),
  spread('Signature latency', { unit: 'hours', value: 's.signed_at - r.proposed_at', of: SIGNED }),
];

interface Line {
  readonly modality: Modality;
  readonly levels?: readonly string[];
}

const PLANNED = `
  SELECT ${FROZEN}->'content'->'recommendations' AS decided, jsonb_path_query_array(${FROZEN}, '$.blinding.plans[*].content.measures') AS plans
  FROM ${REVISIONS} WHERE ${FROZEN}->'blinding'->'plans' <> '[]'`;

/** Whether the local treatment that was decided differs from what any specialist had written down unseen by the others. */
async function changeOfPlan(client: Parameters<Formula>[0]) {
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
    .map(({ modality, levels = [] }) => `${modality} ${levels.join(' ')}`)
    .sort()
    .join('; ');
}
