import { share, spread, type Formula } from './formula.js';

const DISCUSSED = `(SELECT min(i.opened_at) FROM clinical.agenda_item i
  WHERE i.organisation_id = c.organisation_id AND i.case_id = c.id AND i.purpose = 'discussion')`;
const DECIDED = `(SELECT min(r.in_force_at) FROM clinical.decision_revision r WHERE r.organisation_id = c.organisation_id AND r.case_id = c.id)`;
const TREATED = `(SELECT min(t.started_at) FROM clinical.treatment t
  WHERE t.organisation_id = c.organisation_id AND t.case_id = c.id AND t.started_at >= ${DECIDED})`;
const STEPS: readonly [name: string, value: string][] = [
  ['Referral → discussion', `${DISCUSSED} - c.referred_at`],
  // An emergency is decided first, and discussed at its ratification.
  ['Discussion → decision', `CASE WHEN ${DECIDED} >= ${DISCUSSED} THEN ${DECIDED} - ${DISCUSSED} END`],
  ['Decision → treatment', `${TREATED} - ${DECIDED}`],
];
const SETTLED = `clinical.recommendation p WHERE p.outcome <> 'pending'`;
const OUTCOMES = { full: '79.4 %', partial: '12.8 %', 'not-done': '7.8 %' };

/** What happened when, and what became of it. */
export const COURSE_FORMULAS: readonly Formula[] = [
  ...STEPS.map(([name, value]) => spread(name, { unit: 'days', value, of: 'clinical.board_case c', by: 'c.lane' })),
  ...Object.entries(OUTCOMES).map(([outcome, reference]) =>
    share(`Carried out: ${outcome.replace('-', ' ')}`, { part: `p.outcome = '${outcome}'`, of: SETTLED, reference }),
  ),
  share('Not carried out in full because of', {
    part: 'p.outcome_reason = k',
    of: `clinical.recommendation p CROSS JOIN (SELECT DISTINCT outcome_reason FROM clinical.recommendation WHERE outcome_reason IS NOT NULL) d (k)
      WHERE p.outcome IN ('partial', 'not-done')`,
    by: 'k',
  }),
  share('Clock met', {
    part: `k.state = 'met'`,
    whole: `k.state <> 'stopped'`,
    of: 'clinical.clock k WHERE k.due_at IS NOT NULL',
    by: 'k.kind',
  }),
  share('Broken glass reviewed within 72 hours', {
    part: `g.reviewed_at <= g.granted_at + interval '72 hours'`,
    whole: `g.reviewed_at IS NOT NULL OR g.granted_at < audit.now() - interval '72 hours'`,
    of: 'clinical.break_glass_grant g',
  }),
];
