import fc from 'fast-check';
import { LABORATORY_UNITS, type LaboratoryTest, type Quantity } from '../facts.js';
import { ScoringInputError } from '../findings.js';
import { conversionNote, convert, inReferenceUnit, quantityFault } from './convert.js';

const quantity = (value: number, unit: string): Quantity => ({ value, unit });

/** What patients have, in the unit of the cut-offs. */
const POSSIBLE: Record<LaboratoryTest, [min: number, max: number]> = {
  albumin: [0.1, 10],
  crp: [0, 100],
  ldh: [0, 100_000],
  platelets: [1_000, 10_000_000],
  calcium: [3, 30],
  bilirubin: [0, 100],
  alkalinePhosphatase: [0, 100_000],
};

const TESTS = Object.keys(POSSIBLE) as LaboratoryTest[];
const REFERENCE = { albumin: 'g/dL', crp: 'mg/dL', ldh: 'IU/L', platelets: '/uL', calcium: 'mg/dL', bilirubin: 'mg/dL', alkalinePhosphatase: 'IU/L' } as const; // prettier-ignore

describe('a laboratory value in the unit of the cut-offs', () => {
  it.each([
    ['albumin', 3.5, 'g/dL', 3.5],
    ['albumin', 35, 'g/L', 3.5],
    ['albumin', 526.3158, 'umol/L', 3.5],
    ['albumin', 600, 'umol/L', 3.99],
    ['albumin', 10, 'g/dL', 10],
    ['crp', 0.4, 'mg/dL', 0.4],
    ['crp', 4, 'mg/L', 0.4],
    ['crp', 3.9, 'mg/L', 0.39],
    ['ldh', 250, 'IU/L', 250],
    ['platelets', 99_999, '/uL', 99_999],
    ['platelets', 100, '10^9/L', 100_000],
    ['calcium', 10.3, 'mg/dL', 10.3],
    ['calcium', 2.5, 'mmol/L', 10.0195],
    ['calcium', 2.57, 'mmol/L', 10.30005],
    ['calcium', 2.56, 'mmol/L', 10.25997],
    ['bilirubin', 1.4, 'mg/dL', 1.4],
    ['bilirubin', 23.9455, 'umol/L', 1.4],
    ['bilirubin', 23.9, 'umol/L', 1.39734],
    ['bilirubin', 24, 'umol/L', 1.40318],
    ['alkalinePhosphatase', 120, 'IU/L', 120],
  ] as [LaboratoryTest, number, string, number][])('%s of %d %s is %d', (test, value, unit, expected) => {
    expect(inReferenceUnit(test, quantity(value, unit))).toBe(expected);
  });
});

/** Every cut-off of a published table, as it is printed. */
describe.each([
  ['albumin', 3.5],
  ['albumin', 3.7],
  ['crp', 0.4],
  ['ldh', 250],
  ['platelets', 100_000],
  ['calcium', 10.3],
  ['bilirubin', 1.4],
] as [LaboratoryTest, number][])('the cut-off of %s at %d', (test, cutOff) => {
  it.each(LABORATORY_UNITS[test])('stays where it is in %s, even when printed with four decimals', (unit) => {
    const there = convert(test, quantity(cutOff, REFERENCE[test]), unit);
    expect(inReferenceUnit(test, there)).toBe(cutOff);
    const printed = { ...there, value: Number(there.value.toFixed(4)) };
    if (test !== 'calcium') expect(inReferenceUnit(test, printed)).toBe(cutOff);
    // 2.5700 mmol/L is what a laboratory prints for 10.3 mg/dL; it lies a hair above.
    else expect(inReferenceUnit(test, printed)).toBeGreaterThanOrEqual(cutOff);
  });
});

describe('converting a laboratory value', () => {
  it.each(TESTS)('there and back is where it began, to the ninth digit: %s', (test) => {
    const [min, max] = POSSIBLE[test];
    const units = fc.constantFrom(...LABORATORY_UNITS[test]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), units, units, (step, from, to) => {
        const inReference = min + ((max - min) * step) / 100_000;
        const { value } = convert(test, quantity(Number(inReference.toPrecision(10)), REFERENCE[test]), from);
        const start = quantity(Number(value.toPrecision(9)), from);
        fc.pre(quantityFault(test, start) === null);
        const back = convert(test, convert(test, start, to), from);
        expect({ ...back, value: Number(back.value.toPrecision(9)) }).toEqual(start);
      }),
    );
  });

  it.each(TESTS)('keeps the order of two values: %s', (test) => {
    const [min, max] = POSSIBLE[test];
    const units = fc.constantFrom(...LABORATORY_UNITS[test]);
    const values = fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(values, values, units, (one, other, unit) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map((value) =>
          inReferenceUnit(test, convert(test, quantity(value, REFERENCE[test]), unit)),
        );
        expect(low).toBeLessThanOrEqual(high!);
      }),
    );
  });

  it('keeps the day it was taken on', () => {
    const taken = { value: 35, unit: 'g/L', takenOn: '2026-03-01' };
    expect(convert('albumin', taken, 'g/dL')).toEqual({ value: 3.5, unit: 'g/dL', takenOn: '2026-03-01' });
  });

  it.each([
    ['albumin', 35, 'mg/dL', 'unknown-unit', 'The albumin is given in g/dL, g/L, umol/L; "mg/dL" is not one of them.'],
    ['crp', 4, 'g/L', 'unknown-unit', 'The CRP is given in mg/dL, mg/L; "g/L" is not one of them.'],
    ['calcium', 2.4, 'constructor', 'unknown-unit', 'The calcium is given in mg/dL, mmol/L; "constructor" is not one of them.'], // prettier-ignore
    ['albumin', 35, 'g/dL', 'out-of-range', 'The albumin of 35 g/dL is impossible: check the value and its unit.'],
    ['albumin', 10.1, 'g/dL', 'out-of-range', 'The albumin of 10.1 g/dL is impossible: check the value and its unit.'],
    ['albumin', 0, 'g/L', 'out-of-range', 'The albumin of 0 g/L is impossible: check the value and its unit.'],
    ['crp', -1, 'mg/L', 'out-of-range', 'The CRP of -1 mg/L is impossible: check the value and its unit.'],
    ['crp', 1_001, 'mg/L', 'out-of-range', 'The CRP of 1001 mg/L is impossible: check the value and its unit.'],
    ['ldh', NaN, 'IU/L', 'out-of-range', 'The LDH of NaN IU/L is impossible: check the value and its unit.'],
    ['ldh', 100_001, 'IU/L', 'out-of-range', 'The LDH of 100001 IU/L is impossible: check the value and its unit.'],
    ['platelets', 150, '/uL', 'out-of-range', 'The platelet count of 150 /uL is impossible: check the value and its unit.'], // prettier-ignore
    ['platelets', 150_000, '10^9/L', 'out-of-range', 'The platelet count of 150000 10^9/L is impossible: check the value and its unit.'], // prettier-ignore
    ['calcium', 2.4, 'mg/dL', 'out-of-range', 'The calcium of 2.4 mg/dL is impossible: check the value and its unit.'],
    ['calcium', 10.3, 'mmol/L', 'out-of-range', 'The calcium of 10.3 mmol/L is impossible: check the value and its unit.'], // prettier-ignore
    ['bilirubin', -0.1, 'mg/dL', 'out-of-range', 'The bilirubin of -0.1 mg/dL is impossible: check the value and its unit.'], // prettier-ignore
    ['bilirubin', Infinity, 'umol/L', 'out-of-range', 'The bilirubin of Infinity umol/L is impossible: check the value and its unit.'], // prettier-ignore
    ['alkalinePhosphatase', -1, 'IU/L', 'out-of-range', 'The alkaline phosphatase of -1 IU/L is impossible: check the value and its unit.'], // prettier-ignore
  ] as [LaboratoryTest, number, string, string, string][])(
    'refuses %s of %d %s',
    (test, value, unit, code, message) => {
      expect(quantityFault(test, quantity(value, unit))).toEqual({ code, message });
      for (const attempt of [
        () => inReferenceUnit(test, quantity(value, unit)),
        () => convert(test, quantity(value, unit), REFERENCE[test]),
      ]) {
        expect(attempt).toThrow(ScoringInputError);
        expect(attempt).toThrow(message);
      }
    },
  );

  it('refuses a unit to convert into that the test is not given in', () => {
    expect(() => convert('albumin', quantity(3.5, 'g/dL'), 'mg/dL' as 'g/L')).toThrow(/"mg\/dL" is not one of them/);
  });

  it.each([
    ['albumin', 'umol/L', 'Converted with a molar mass of 66.5 kDa.'],
    ['calcium', 'mmol/L', 'Converted with a molar mass of 40.078 g/mol.'],
    ['bilirubin', 'umol/L', 'Converted with a molar mass of 584.66 g/mol.'],
    ['albumin', 'g/L', undefined],
    ['calcium', 'mg/dL', undefined],
    ['platelets', '10^9/L', undefined],
  ] as [LaboratoryTest, string, string | undefined][])('of %s in %s says: %s', (test, unit, note) => {
    expect(conversionNote(test, unit)).toBe(note);
  });
});
