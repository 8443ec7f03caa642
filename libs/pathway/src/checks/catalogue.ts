import type { Severity } from '../severity.js';
import { BOARD_DEFAULT, ESCC, NG234, NOMS, SINS } from '../sources.js';

export interface CheckDefinition {
  severity: Severity;
  /** The rule as a sentence, shown with every finding. */
  sentence: string;
  source: string;
}

const PATCHELL = 'Patchell RA et al. Lancet 2005;366(9486):643-648';

/** Every check on a decision, in the order in which findings are listed. Ids are stable and appear in the API. */
export const CHECKS = {
  'life-expectancy-unassessed': {
    severity: 'blocker',
    sentence: 'Surgery is recommended and no validated prognostic score is complete.',
    source: NG234,
  },
  'life-expectancy-short': {
    severity: 'blocker',
    sentence: 'Surgery beyond percutaneous is recommended and only a short survival is expected.',
    source: `${NOMS}; ${PATCHELL}`,
  },
  'patient-preferences-missing': {
    severity: 'blocker',
    sentence: 'No preference of the patient is recorded: shared decision-making is mandatory.',
    source: NG234,
  },
  'systemic-coordination-missing': {
    severity: 'blocker',
    sentence: 'There is no plan of medical oncology, nor an explicit "none planned" with its reason.',
    source: NOMS,
  },
  'instability-unaddressed': {
    severity: 'blocker',
    sentence:
      'The spine is unstable (SINS 13 or more) and there is neither a stabilisation nor a reason not to stabilise.',
    source: `${SINS}; ${NOMS}`,
  },
  'surgical-consultation-missing': {
    severity: 'warning',
    sentence: 'Stability is indeterminate (SINS 7 to 12) and spine surgery did not take part.',
    source: SINS,
  },
  'compression-with-deficit': {
    severity: 'blocker',
    sentence:
      'High-grade compression with a neurological deficit in a tumour not classed radiosensitive, and neither surgery followed by radiotherapy nor a reason.',
    source: `${PATCHELL}; ${NOMS}`,
  },
  'radiotherapy-after-surgery-missing': {
    severity: 'warning',
    sentence: 'Surgery for metastasis is recommended without radiotherapy planned after it.',
    source: `${PATCHELL}; ${NOMS}`,
  },
  'radioresistant-conventional': {
    severity: 'warning',
    sentence:
      'Conventional radiotherapy alone for a radioresistant histology where SBRT is possible (about 90 % local control at one year).',
    source: NOMS,
  },
  'percutaneous-contraindicated': {
    severity: 'warning',
    sentence:
      'Vertebroplasty, kyphoplasty or ablation with significant epidural disease (ESCC 1c or more) or SINS 13 or more.',
    source: `${ESCC}; ${SINS}`,
  },
  'rehabilitation-missing': {
    severity: 'blocker',
    sentence: 'There is surgery or a neurological deficit, and no referral to rehabilitation.',
    source: NG234,
  },
  'psychosocial-missing': {
    severity: 'warning',
    sentence: 'A psychosocial assessment is not recorded.',
    source: NG234,
  },
  'pain-team-missing': {
    severity: 'warning',
    sentence: 'Pain reaches the level that calls for a plan, and there is none.',
    source: NG234,
  },
  'bone-agent-not-considered': {
    severity: 'warning',
    sentence: 'There is no bone-modifying agent and no reason to leave it out.',
    source: NG234,
  },
  'palliative-care-missing': {
    severity: 'warning',
    sentence: 'Survival is expected to be limited and palliative care is not involved.',
    source: NG234,
  },
  'prognosis-disputed': {
    severity: 'warning',
    sentence: 'Prognostic scores disagree across a threshold that a check uses.',
    source: BOARD_DEFAULT,
  },
  'bone-scan-low-yield': {
    severity: 'warning',
    sentence: 'A bone scan for a patient without symptoms and with normal alkaline phosphatase (yield under 1 %).',
    source: BOARD_DEFAULT,
  },
  'guideline-deviation': {
    severity: 'warning',
    sentence: 'The recommendation differs from the NOMS suggestion, no other check demands it, and no reason is given.',
    source: NOMS,
  },
  'stale-evidence': {
    severity: 'warning',
    sentence: 'A fact that the decision rests on is older than its maximum age on the day of the decision.',
    source: BOARD_DEFAULT,
  },
} as const satisfies Record<string, CheckDefinition>;

export type CheckId = keyof typeof CHECKS;
export const CHECK_IDS = Object.keys(CHECKS) as readonly CheckId[];
