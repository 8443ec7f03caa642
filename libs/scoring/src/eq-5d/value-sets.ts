/**
 * National value sets of EQ-5D, as they are printed: what each level of a dimension takes from full health, 1. The wording of
 * the questionnaire is licensed and not here.
 */

import type { EQ5D_VALUE_SETS } from '../facts.js';
import type { Citation } from '../instrument.js';

/** Decrements by level, level 1 first, which takes nothing. */
type Decrements = readonly number[];

export interface ValueSet {
  readonly label: string;
  readonly citation: Citation;
  /** Taken once where any dimension is not at level 1. */
  readonly anyProblem: number;
  /** Taken once more where any dimension is at level 3 (N3); EQ-5D-3L only. */
  readonly anyExtreme: number;
  /** Mobility, self-care, usual activities, pain or discomfort, anxiety or depression. */
  readonly dimensions: readonly [Decrements, Decrements, Decrements, Decrements, Decrements];
}

export const VALUE_SETS_3L: Readonly<Record<(typeof EQ5D_VALUE_SETS)['3L'][number], ValueSet>> = {
  'uk-dolan-1997': {
    label: 'United Kingdom (Dolan 1997)',
    citation: { text: 'Dolan P. Med Care 1997;35(11):1095-1108.', doi: '10.1097/00005650-199711000-00002' },
    anyProblem: 0.081,
    anyExtreme: 0.269,
    dimensions: [
      [0, 0.069, 0.314],
      [0, 0.104, 0.214],
      [0, 0.036, 0.094],
      [0, 0.123, 0.386],
      [0, 0.071, 0.236],
    ],
  },
  'netherlands-lamers-2006': {
    label: 'Netherlands (Lamers 2006)',
    citation: { text: 'Lamers LM et al. Health Econ 2006;15(10):1121-1132.', doi: '10.1002/hec.1124' },
    anyProblem: 0.071,
    anyExtreme: 0.234,
    dimensions: [
      [0, 0.036, 0.161],
      [0, 0.082, 0.152],
      [0, 0.032, 0.057],
      [0, 0.086, 0.329],
      [0, 0.124, 0.325],
    ],
  },
  'germany-greiner-2005': {
    label: 'Germany (Greiner 2005)',
    citation: { text: 'Greiner W et al. Eur J Health Econ 2005;6(2):124-130.', doi: '10.1007/s10198-004-0264-z' },
    anyProblem: 0.001,
    anyExtreme: 0.323,
    dimensions: [
      [0, 0.099, 0.327],
      [0, 0.087, 0.174],
      [0, 0, 0],
      [0, 0.112, 0.315],
      [0, 0, 0.065],
    ],
  },
};

export const VALUE_SETS_5L: Readonly<Record<(typeof EQ5D_VALUE_SETS)['5L'][number], ValueSet>> = {
  'us-pickard-2019': {
    label: 'United States (Pickard 2019)',
    citation: { text: 'Pickard AS et al. Value Health 2019;22(8):931-941.', doi: '10.1016/j.jval.2019.02.009' },
    anyProblem: 0,
    anyExtreme: 0,
    dimensions: [
      [0, 0.096, 0.122, 0.237, 0.322],
      [0, 0.089, 0.107, 0.22, 0.261],
      [0, 0.068, 0.101, 0.255, 0.255],
      [0, 0.06, 0.098, 0.318, 0.414],
      [0, 0.057, 0.123, 0.299, 0.321],
    ],
  },
  'netherlands-versteegh-2016': {
    label: 'Netherlands (Versteegh 2016)',
    citation: { text: 'Versteegh MM et al. Value Health 2016;19(4):343-352.', doi: '10.1016/j.jval.2016.01.003' },
    anyProblem: 0.047,
    anyExtreme: 0,
    dimensions: [
      [0, 0.035, 0.057, 0.166, 0.203],
      [0, 0.038, 0.061, 0.168, 0.168],
      [0, 0.039, 0.087, 0.192, 0.192],
      [0, 0.066, 0.092, 0.36, 0.415],
      [0, 0.07, 0.145, 0.356, 0.421],
    ],
  },
  'germany-ludwig-2018': {
    label: 'Germany (Ludwig 2018)',
    citation: { text: 'Ludwig K et al. PharmacoEconomics 2018;36(6):663-674.', doi: '10.1007/s40273-018-0615-8' },
    anyProblem: 0,
    anyExtreme: 0,
    dimensions: [
      [0, 0.026, 0.042, 0.139, 0.224],
      [0, 0.05, 0.056, 0.169, 0.26],
      [0, 0.036, 0.049, 0.129, 0.209],
      [0, 0.057, 0.109, 0.404, 0.612],
      [0, 0.03, 0.082, 0.244, 0.356],
    ],
  },
  'england-devlin-2018': {
    label: 'England (Devlin 2018)',
    citation: { text: 'Devlin NJ et al. Health Econ 2018;27(1):7-22.', doi: '10.1002/hec.3564' },
    anyProblem: 0,
    anyExtreme: 0,
    dimensions: [
      [0, 0.058, 0.076, 0.207, 0.274],
      [0, 0.05, 0.08, 0.164, 0.203],
      [0, 0.05, 0.063, 0.162, 0.184],
      [0, 0.063, 0.084, 0.276, 0.335],
      [0, 0.078, 0.104, 0.285, 0.289],
    ],
  },
};

/** The index of five levels, rounded to the thousandth that the coefficients have; 1 is full health. */
export function indexOf({ anyProblem, anyExtreme, dimensions }: ValueSet, levels: readonly number[]): number {
  let index = 1;
  let worst = 1;
  for (let dimension = 0; dimension < dimensions.length; dimension++) {
    const level = levels[dimension]!;
    index -= dimensions[dimension]![level - 1]!;
    worst = Math.max(worst, level);
  }
  if (worst > 1) index -= anyProblem;
  // Only the value sets of three levels have this constant, where the worst level is 3.
  if (worst === 3) index -= anyExtreme;
  return Math.round(index * 1_000) / 1_000;
}
