import type { CheckId } from './checks/catalogue.js';
import type { ReadinessItemId } from './readiness/items.js';

/** The readiness items whose evidence grows old; SINS and the prognostic scores age with what they were read from. */
export type AgeingItemId =
  | 'mri-whole-spine'
  | 'ct-index-levels'
  | 'systemic-staging'
  | 'performance-status'
  | 'neurological-examination'
  | 'pain-score'
  | 'albumin';

export type RuleId = CheckId | ReadinessItemId;

/** A board may switch a rule off or make it stricter. Softening one without switching it off is not offered. */
export const RULE_CHANGES = ['off', 'blocker'] as const;
export type RuleChange = (typeof RULE_CHANGES)[number];

/** How one board runs the pathway. JSON-safe: it is stored, audited and frozen as it stands. */
export interface PathwayParameters {
  /** Hours to the whole-spine MRI when compression of the cord or cauda equina is suspected. */
  compressionMriHours: 24 | 12;
  /** Specialties that an ad-hoc emergency panel must hold at least. */
  panelSpecialties: string[];
  /** How NOMS reads ESCC 1c: `ask` leaves it to the board, `low` or `high` settles it. */
  escc1c: 'ask' | 'low' | 'high';
  /** Days after which evidence is too old; exactly that many days is still in date. */
  maximumAgeDays: Record<AgeingItemId, number>;
  /** Hours that a neurological examination stays valid in the emergency lane. */
  emergencyNeurologyHours: number;
  /** Expected survival under so many months speaks against open surgery. */
  shortSurvivalMonths: number;
  /** Expected survival under so many months calls for palliative care. */
  palliativeCareMonths: number;
  /** Pain (NRS) from which a pain plan is asked for. */
  painPlanFromNrs: number;
  /** Fall of KPS that makes a decision stale. */
  kpsDrop: 10 | 20;
  /** Days after which a decision without its first treatment lapses. */
  decisionValidityDays: number;
  /** Days that imaging may be overdue before its named specialist is told of it, and again before the chair is. */
  imagingEscalationDays: number;
  followUp: FollowUpParameters;
  /** Rules that this board has switched off or made blockers; a rule that is absent keeps its published severity. */
  rules: Partial<Record<RuleId, RuleChange>>;
}

export interface FollowUpParameters {
  /** Bounds of routine intervals in whole weeks; never outside 6 and 16. */
  minimumWeeks: number;
  maximumWeeks: number;
  /** Days before and after the due date in which an examination may be booked. */
  windowDays: number;
  /** Longest routine interval per risk, in weeks; `stable` is low risk after two consecutive stable scans. */
  caps: { high: number; intermediate: number; low: number; stable: number };
}

/** The defaults of the pathway. Their sources stand beside their allowed values in `PARAMETER_DEFINITIONS`. */
export const DEFAULT_PARAMETERS: PathwayParameters = {
  compressionMriHours: 24,
  panelSpecialties: ['spine-surgery', 'radiation-oncology'],
  escc1c: 'ask',
  maximumAgeDays: {
    'mri-whole-spine': 28,
    'ct-index-levels': 56,
    'systemic-staging': 56,
    'performance-status': 14,
    'neurological-examination': 7,
    'pain-score': 14,
    albumin: 14,
  },
  emergencyNeurologyHours: 24,
  shortSurvivalMonths: 3,
  palliativeCareMonths: 6,
  painPlanFromNrs: 4,
  kpsDrop: 20,
  decisionValidityDays: 42,
  imagingEscalationDays: 7,
  followUp: {
    minimumWeeks: 6,
    maximumWeeks: 16,
    windowDays: 7,
    caps: { high: 6, intermediate: 8, low: 12, stable: 16 },
  },
  rules: {},
};

/** Whether a board applies a rule. */
export const isSwitchedOn = (rule: RuleId, parameters: PathwayParameters): boolean => parameters.rules[rule] !== 'off';
