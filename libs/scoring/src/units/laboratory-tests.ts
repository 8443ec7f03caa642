/** What one unit of each laboratory value is in the unit that the published cut-offs are printed in. */

import type { LaboratoryTest } from '../facts.js';

export interface UnitsOfTest {
  /** As a sentence names it. */
  readonly name: string;
  /** The unit that cut-offs are printed in; its factor is 1. */
  readonly reference: string;
  /** One of each unit, in the reference unit. */
  readonly factors: Readonly<Record<string, number>>;
  /** Beyond these, in the reference unit and both inclusive, no patient is: the value or its unit was confused. */
  readonly lowest: number;
  readonly highest: number;
  /** Said with every result that needed the molar mass. */
  readonly molarNote?: string;
}

// Molar masses in g/mol. Human serum albumin is taken as 66.5 kDa.
const ALBUMIN = 66_500;
const CALCIUM = 40.078;
const BILIRUBIN = 584.66;

export const LABORATORY_TESTS: Readonly<Record<LaboratoryTest, UnitsOfTest>> = {
  albumin: {
    name: 'albumin',
    reference: 'g/dL',
    factors: { 'g/dL': 1, 'g/L': 0.1, 'umol/L': ALBUMIN / 10_000_000 },
    // 35 g/L entered as 35 g/dL is refused.
    lowest: 0.1,
    highest: 10,
    molarNote: 'Converted with a molar mass of 66.5 kDa.',
  },
  crp: { name: 'CRP', reference: 'mg/dL', factors: { 'mg/dL': 1, 'mg/L': 0.1 }, lowest: 0, highest: 100 },
  ldh: { name: 'LDH', reference: 'IU/L', factors: { 'IU/L': 1 }, lowest: 0, highest: 100_000 },
  platelets: {
    name: 'platelet count',
    reference: '/uL',
    factors: { '/uL': 1, '10^9/L': 1_000 },
    // 150 × 10^9/L entered as 150 /µL would count as critical: it is refused.
    lowest: 1_000,
    highest: 10_000_000,
  },
  calcium: {
    name: 'calcium',
    reference: 'mg/dL',
    factors: { 'mg/dL': 1, 'mmol/L': CALCIUM / 10 },
    // 2.4 mmol/L entered as mg/dL, and 10.3 mg/dL entered as mmol/L, are refused.
    lowest: 3,
    highest: 30,
    molarNote: 'Converted with a molar mass of 40.078 g/mol.',
  },
  bilirubin: {
    name: 'bilirubin',
    reference: 'mg/dL',
    factors: { 'mg/dL': 1, 'umol/L': BILIRUBIN / 10_000 },
    lowest: 0,
    highest: 100,
    molarNote: 'Converted with a molar mass of 584.66 g/mol.',
  },
  alkalinePhosphatase: {
    name: 'alkaline phosphatase',
    reference: 'IU/L',
    factors: { 'IU/L': 1 },
    lowest: 0,
    highest: 100_000,
  },
};
