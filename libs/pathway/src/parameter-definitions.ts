import { CHECKS } from './checks/catalogue.js';
import { RULE_CHANGES } from './parameters.js';
import { READINESS_ITEMS } from './readiness/items.js';
import { BOARD_DEFAULT, DUTCH_GUIDELINE, NG234, NOMS, QS56 } from './sources.js';

/** What a board may enter at one place of its parameters, and on whose authority the default stands. */
export interface ParameterDefinition {
  /** JSON pointer into `PathwayParameters`. */
  pointer: string;
  /** Completes "Enter …". */
  allowed: string;
  allows: (value: unknown) => boolean;
  source: string;
}

const oneOf = (...values: unknown[]): Pick<ParameterDefinition, 'allowed' | 'allows'> => ({
  allowed: values.map((value) => (value === null ? 'null for the default' : String(value))).join(' or '),
  allows: (value) => values.includes(value),
});

const wholeNumber = (from: number, to: number): Pick<ParameterDefinition, 'allowed' | 'allows'> => ({
  allowed: `a whole number from ${from} to ${to}`,
  allows: (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
});

const panel: Pick<ParameterDefinition, 'allowed' | 'allows'> = {
  allowed: 'at least two different specialties',
  allows: (value) =>
    Array.isArray(value) &&
    value.length >= 2 &&
    new Set(value).size === value.length &&
    value.every((specialty) => typeof specialty === 'string' && /^[a-z]+(-[a-z]+)*$/.test(specialty)),
};

const weeks = wholeNumber(6, 16);
/** The pathway names no outer limit for ages; a year keeps a slip of the keyboard out. */
const ageInDays = wholeNumber(1, 365);

const RULE_DEFINITIONS = Object.entries({ ...CHECKS, ...READINESS_ITEMS }).map(
  ([rule, { source }]): ParameterDefinition => ({
    pointer: `/rules/${rule}`,
    ...oneOf(...RULE_CHANGES, null),
    source,
  }),
);

/** Every parameter of a board. What is not listed here cannot be changed. */
export const PARAMETER_DEFINITIONS: readonly ParameterDefinition[] = [
  {
    pointer: '/compressionMriHours',
    ...oneOf(24, 12),
    source: `${NG234}; ${QS56}, statement 3; ${DUTCH_GUIDELINE} (12 h)`,
  },
  { pointer: '/panelSpecialties', ...panel, source: BOARD_DEFAULT },
  { pointer: '/escc1c', ...oneOf('ask', 'low', 'high'), source: NOMS },
  { pointer: '/maximumAgeDays/mri-whole-spine', ...ageInDays, source: BOARD_DEFAULT },
  { pointer: '/maximumAgeDays/ct-index-levels', ...ageInDays, source: BOARD_DEFAULT },
  { pointer: '/maximumAgeDays/systemic-staging', ...ageInDays, source: BOARD_DEFAULT },
  { pointer: '/maximumAgeDays/performance-status', ...ageInDays, source: BOARD_DEFAULT },
  { pointer: '/maximumAgeDays/neurological-examination', ...ageInDays, source: BOARD_DEFAULT },
  { pointer: '/maximumAgeDays/pain-score', ...ageInDays, source: BOARD_DEFAULT },
  { pointer: '/maximumAgeDays/albumin', ...ageInDays, source: BOARD_DEFAULT },
  { pointer: '/emergencyNeurologyHours', ...wholeNumber(1, 24), source: BOARD_DEFAULT },
  { pointer: '/shortSurvivalMonths', ...wholeNumber(1, 12), source: NOMS },
  { pointer: '/palliativeCareMonths', ...wholeNumber(1, 24), source: BOARD_DEFAULT },
  { pointer: '/painPlanFromNrs', ...wholeNumber(1, 10), source: BOARD_DEFAULT },
  { pointer: '/kpsDrop', ...oneOf(10, 20), source: BOARD_DEFAULT },
  { pointer: '/decisionValidityDays', ...wholeNumber(1, 365), source: BOARD_DEFAULT },
  { pointer: '/imagingEscalationDays', ...wholeNumber(1, 28), source: BOARD_DEFAULT },
  { pointer: '/followUp/minimumWeeks', ...weeks, source: BOARD_DEFAULT },
  { pointer: '/followUp/maximumWeeks', ...weeks, source: BOARD_DEFAULT },
  { pointer: '/followUp/windowDays', ...wholeNumber(0, 14), source: BOARD_DEFAULT },
  { pointer: '/followUp/caps/high', ...weeks, source: BOARD_DEFAULT },
  { pointer: '/followUp/caps/intermediate', ...weeks, source: BOARD_DEFAULT },
  { pointer: '/followUp/caps/low', ...weeks, source: BOARD_DEFAULT },
  { pointer: '/followUp/caps/stable', ...weeks, source: BOARD_DEFAULT },
  ...RULE_DEFINITIONS,
];
