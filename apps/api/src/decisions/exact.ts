import type { CanonicalValue } from '#transparency';

/** Measured numbers that may have decimals, with the unit they are told in. */
const UNITS: Readonly<Record<string, string>> = {
  weightLossPercent: '%',
  percent: '%',
  medianMonths: 'months',
  belowMonths: 'months',
  atLeastMonths: 'months',
};

/**
 * Data as it can be hashed and signed: what is measured becomes text with its unit, so that two programs never print one number
 * differently; what is undefined is left out.
 */
export function exact(value: unknown): CanonicalValue {
  if (Array.isArray(value)) return value.map(exact);
  if (typeof value !== 'object' || value === null) return value as string | number | boolean | null;
  if (isQuantity(value)) {
    const { value: amount, unit, ...rest } = value;
    return { ...members(rest), value: `${amount} ${unit}` };
  }
  return members(value);
}

function members(value: object): { [key: string]: CanonicalValue } {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [
        name,
        name in UNITS && typeof member === 'number' ? `${member} ${UNITS[name]}` : exact(member),
      ]),
  );
}

/** A laboratory value: nothing without its unit. */
function isQuantity(value: object): value is { value: number; unit: string } {
  return 'value' in value && typeof value.value === 'number' && 'unit' in value && typeof value.unit === 'string';
}
