import type { EsccGrade, GrowthClass, Radiosensitivity } from '#scoring';
import type { ImagingResult } from '../modalities.js';
import type { FollowUpParameters } from '../parameters.js';

/** Changes when the same facts would give another interval. Stored with every proposal. */
export const INTERVAL_VERSION = '1';

/** One examination since the anchor. */
export interface FollowUpScan {
  /** The routine interval in force when it was made, in weeks; for an examination out of turn, the one it interrupted. */
  weeks: number;
  result: ImagingResult;
}

/** What the interval depends on. Every field left out is unknown and raises no risk; `scans` counts from the anchor, oldest first. */
export interface FollowUpFacts {
  scans: readonly FollowUpScan[];
  /** On the last comparison. */
  rapidProgression?: boolean;
  /** Worst grade on the newest imaging. */
  residualEscc?: EsccGrade;
  newOrGrowingEpiduralDisease?: boolean;
  newOrGrowingParaspinalDisease?: boolean;
  paraspinalExtension?: boolean;
  neurologicalChange?: boolean;
  /** Worst SINS. */
  sins?: number;
  stabilised?: boolean;
  growth?: GrowthClass;
  radiosensitivity?: Radiosensitivity;
  /** Whether the lesion was treated with conventional radiotherapy. */
  treatedConventionally?: boolean;
}

export const RISK_GROUPS = ['high', 'intermediate', 'low'] as const;
export type RiskGroup = (typeof RISK_GROUPS)[number];

export interface RiskReason {
  risk: RiskGroup;
  /** Stable, kebab-case. */
  code: string;
  sentence: string;
}

/** A proposed routine interval that explains itself. Whole weeks. */
export interface IntervalProposal {
  version: string;
  weeks: number;
  riskGroup: RiskGroup;
  /** Every reason that applies, the most cautious first. */
  reasons: RiskReason[];
  /** The longest interval this risk allows. */
  cap: number;
  /** What the last result makes of the previous interval. */
  step: number;
  /** How the step came about, as a sentence. */
  stepReason: string;
}

interface RiskRule extends RiskReason {
  applies: (facts: FollowUpFacts) => boolean;
}

const RULES: readonly RiskRule[] = [
  {
    risk: 'high',
    code: 'rapid-progression',
    sentence: 'Rapid progression on the last comparison.',
    applies: ({ rapidProgression }) => rapidProgression === true,
  },
  {
    risk: 'high',
    code: 'residual-high-grade-compression',
    sentence: 'Residual epidural compression of grade ESCC 2 or 3.',
    applies: ({ residualEscc }) => residualEscc === '2' || residualEscc === '3',
  },
  {
    risk: 'high',
    code: 'epidural-growth',
    sentence: 'New or growing epidural disease.',
    applies: ({ newOrGrowingEpiduralDisease }) => newOrGrowingEpiduralDisease === true,
  },
  {
    risk: 'high',
    code: 'paraspinal-growth',
    sentence: 'New or growing paraspinal disease.',
    applies: ({ newOrGrowingParaspinalDisease }) => newOrGrowingParaspinalDisease === true,
  },
  {
    risk: 'high',
    code: 'unstable',
    sentence: 'SINS 13 or more and not stabilised.',
    applies: ({ sins = 0, stabilised }) => sins >= 13 && stabilised !== true,
  },
  {
    risk: 'high',
    code: 'neurological-change',
    sentence: 'Neurological change.',
    applies: ({ neurologicalChange }) => neurologicalChange === true,
  },
  {
    risk: 'intermediate',
    code: 'epidural-disease',
    sentence: 'Epidural disease of grade ESCC 1b or 1c.',
    applies: ({ residualEscc }) => residualEscc === '1b' || residualEscc === '1c',
  },
  {
    risk: 'intermediate',
    code: 'paraspinal-extension',
    sentence: 'Paraspinal extension.',
    applies: ({ paraspinalExtension }) => paraspinalExtension === true,
  },
  {
    risk: 'intermediate',
    code: 'indeterminate-stability',
    sentence: 'SINS 7 to 12.',
    applies: ({ sins = 0 }) => sins >= 7 && sins <= 12,
  },
  {
    risk: 'intermediate',
    code: 'rapid-growth-histology',
    sentence: 'Histology of rapid growth.',
    applies: ({ growth }) => growth === 'rapid',
  },
  {
    risk: 'intermediate',
    code: 'radioresistant-after-conventional',
    sentence: 'Radioresistant histology after conventional radiotherapy.',
    applies: ({ radiosensitivity, treatedConventionally }) =>
      radiosensitivity === 'resistant' && treatedConventionally === true,
  },
  {
    risk: 'intermediate',
    code: 'fewer-than-two-scans',
    sentence: 'Fewer than two scans since treatment.',
    applies: ({ scans }) => scans.length < 2,
  },
];

const NO_RISK: RiskReason = {
  risk: 'low',
  code: 'no-higher-risk',
  sentence: 'No reason for a higher risk applies.',
};

/**
 * Proposes the next routine interval: never longer than the risk allows, never outside the board's bounds, which lie within
 * 6 and 16 weeks. The most cautious reason sets the risk and all reasons are listed. Deterministic.
 */
export function interval(facts: FollowUpFacts, bounds: FollowUpParameters): IntervalProposal {
  const reasons = reasonsFor(facts);
  const riskGroup = reasons[0].risk;
  const cap = capFor(riskGroup, facts.scans, bounds.caps);
  const { step, stepReason } = stepAfter(facts.scans.at(-1), cap);
  const weeks = Math.max(bounds.minimumWeeks, Math.min(bounds.maximumWeeks, cap, step));

  return { version: INTERVAL_VERSION, weeks, riskGroup, reasons, cap, step, stepReason };
}

/** The rules stand in order of caution, so the first reason decides. */
function reasonsFor(facts: FollowUpFacts): [RiskReason, ...RiskReason[]] {
  const applying = RULES.filter(({ applies }) => applies(facts));
  const [first = NO_RISK, ...others] = applying.map(({ risk, code, sentence }): RiskReason => ({
    risk,
    code,
    sentence,
  }));

  return [first, ...others];
}

function capFor(riskGroup: RiskGroup, scans: readonly FollowUpScan[], caps: FollowUpParameters['caps']): number {
  const lastTwoStable = scans.length >= 2 && scans.slice(-2).every(({ result }) => result === 'stable');
  return riskGroup === 'low' && lastTwoStable ? caps.stable : caps[riskGroup];
}

function stepAfter(last: FollowUpScan | undefined, cap: number): Pick<IntervalProposal, 'step' | 'stepReason'> {
  if (last === undefined) return { step: cap, stepReason: 'First scan: as long as the risk allows.' };

  switch (last.result) {
    case 'progression':
      return {
        step: Math.max(6, Math.floor(last.weeks / 2)),
        stepReason: `Progression: half of ${last.weeks} weeks, at least 6.`,
      };

    case 'stable':
    case 'partial-response':
    case 'complete-response':
      return { step: last.weeks + 4, stepReason: `Stable or better: 4 weeks more than ${last.weeks}.` };

    case 'not-assessable':
      return { step: last.weeks, stepReason: `Not assessable: ${last.weeks} weeks as before.` };
  }
}
