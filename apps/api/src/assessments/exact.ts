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
 * Data as it can be committed to and signed: what is measured becomes text with its unit, so that two programs never print one number
 * differently; what is undefined is left out.
 */
export function exact(value: unknown): CanonicalValue {
  if (Array.isArray(value)) return value.map(exact);
  if (typeof value !== 'object' || value === null) return value as string | number | boolean | null;

  const members: Record<string, CanonicalValue> = {};
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined) members[name] = exactMember(name, member);
  }
  if (isQuantity(value)) {
    members['value'] = `${value.value} ${value.unit}`;
    delete members['unit'];
  }
  return members;
}

function exactMember(name: string, member: unknown): CanonicalValue {
  if (typeof member !== 'number') return exact(member);
  const unit = UNITS[name];
  if (unit !== undefined) return `${member} ${unit}`;
  // The limit of an option, whose label says the unit; an index, which has none.
  return Number.isSafeInteger(member) ? member : String(member);
}

/** A laboratory value: nothing without its unit. */
function isQuantity(value: object): value is { value: number; unit: string } {
  return 'value' in value && typeof value.value === 'number' && 'unit' in value && typeof value.unit === 'string';
}
