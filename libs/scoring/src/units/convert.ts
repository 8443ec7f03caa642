import { LABORATORY_UNITS, type LaboratoryTest, type Quantity } from '../facts.js';
import { type Finding, quoted, ScoringInputError } from '../findings.js';
import { LABORATORY_TESTS } from './laboratory-tests.js';

interface Limits {
  readonly lowest: number;
  readonly highest: number;
}

// Written out once for every unit, because every laboratory value of every assessment is held against them.
const LIMITS = Object.fromEntries(
  Object.entries(LABORATORY_UNITS).map(([test, units]) => [
    test,
    Object.fromEntries(units.map((unit) => [unit, limitsOf(test as LaboratoryTest, unit)])),
  ]),
) as Readonly<Record<LaboratoryTest, Readonly<Record<string, Limits>>>>;

function limitsOf(test: LaboratoryTest, unit: string): Limits {
  const { lowest, highest } = LABORATORY_TESTS[test];
  return { lowest: inUnit(test, lowest, unit), highest: inUnit(test, highest, unit) };
}

/**
 * A laboratory value in another of its units, to twelve significant digits: more than any laboratory reports.
 * @throws ScoringInputError for a unit the test is not given in, or a value that no patient has
 */
export function convert<Test extends LaboratoryTest>(
  test: Test,
  quantity: Quantity,
  unit: (typeof LABORATORY_UNITS)[Test][number],
): Quantity {
  const { factors } = LABORATORY_TESTS[test];
  refuseImpossible(test, quantity);
  refuseUnit(test, unit);
  return { ...quantity, value: exactly((quantity.value * factors[quantity.unit]!) / factors[unit]!), unit };
}

/**
 * A laboratory value in the unit that cut-offs are printed in (albumin, g/dL; CRP, calcium and bilirubin, mg/dL; platelets,
 * /µL; LDH, IU/L). Rounded to a hundred-thousandth, finer than any laboratory reports, so that a value at a cut-off stays at
 * it in every unit.
 * @throws ScoringInputError for a unit the test is not given in, or a value that no patient has
 */
export function inReferenceUnit(test: LaboratoryTest, quantity: Quantity): number {
  refuseImpossible(test, quantity);
  return rounded(test, quantity);
}

/** A value of the reference unit in another unit of the test, to twelve significant digits. The unit is taken as one of the test's. */
export function inUnit(test: LaboratoryTest, value: number, unit: string): number {
  return exactly(value / LABORATORY_TESTS[test].factors[unit]!);
}

/** The least and the greatest value that a patient may have, in a unit of the test. */
export function limitsIn(test: LaboratoryTest, unit: string): Limits {
  return LIMITS[test][unit]!;
}

/** Why a laboratory value is impossible, in a sentence; null when it is not. */
export function quantityFault(test: LaboratoryTest, quantity: Quantity): Pick<Finding, 'code' | 'message'> | null {
  const { value, unit } = quantity;
  const unknown = unitFault(test, unit);
  if (unknown) return unknown;
  const { lowest, highest } = limitsIn(test, unit);
  if (value >= lowest && value <= highest) return null;
  const { name } = LABORATORY_TESTS[test];
  return {
    code: 'out-of-range',
    message: `The ${name} of ${value} ${unit} is impossible: check the value and its unit.`,
  };
}

/** What a result says of a conversion that needed a molar mass; undefined where none did. */
export function conversionNote(test: LaboratoryTest, unit: string): string | undefined {
  return unit.includes('mol/') ? LABORATORY_TESTS[test].molarNote : undefined;
}

function exactly(value: number): number {
  return Number(value.toPrecision(12));
}

function rounded(test: LaboratoryTest, { value, unit }: Quantity): number {
  return Math.round(value * LABORATORY_TESTS[test].factors[unit]! * 1e5) / 1e5;
}

function unitFault(test: LaboratoryTest, unit: string): Pick<Finding, 'code' | 'message'> | null {
  const units: readonly string[] = LABORATORY_UNITS[test];
  if (units.includes(unit)) return null;
  const { name } = LABORATORY_TESTS[test];
  return {
    code: 'unknown-unit',
    message: `The ${name} is given in ${units.join(', ')}; ${quoted(unit)} is not one of them.`,
  };
}

function refuseImpossible(test: LaboratoryTest, quantity: Quantity): void {
  const fault = quantityFault(test, quantity);
  if (fault) throw new ScoringInputError([{ item: `laboratory.${test}`, ...fault }]);
}

function refuseUnit(test: LaboratoryTest, unit: string): void {
  const fault = unitFault(test, unit);
  if (fault) throw new ScoringInputError([{ item: `laboratory.${test}`, ...fault }]);
}
