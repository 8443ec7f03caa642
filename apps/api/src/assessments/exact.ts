import { isPlain, isUnchangeable, type CanonicalValue } from '#transparency';

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
 * differently. What is exact already is handed on as it is, because nearly all of an assessment is.
 */
export function exact(value: unknown): CanonicalValue {
  if (typeof value !== 'object' || value === null) return value as string | number | boolean | null;
  if (EXACT_ALREADY.has(value)) return value as CanonicalValue;
  const told = Array.isArray(value) ? exactList(value) : exactObject(value as Members);
  if (told === value && isUnchangeable(value)) EXACT_ALREADY.add(value);
  return told;
}

/** What every assessment shares of its scores, looked through once. */
const EXACT_ALREADY = new WeakSet<object>();

type Members = Readonly<Record<string, CanonicalValue>>;

function exactList(list: readonly unknown[]): CanonicalValue {
  let changed: CanonicalValue[] | null = null;
  for (let index = 0; index < list.length; index += 1) {
    const item = exact(list[index]);
    if (item !== list[index]) (changed ??= [...(list as CanonicalValue[])])[index] = item;
  }
  return changed ?? (list as CanonicalValue[]);
}

function exactObject(object: Members): CanonicalValue {
  // What was told in a request is an instance of its class, which has no canonical form.
  let changed: Record<string, CanonicalValue> | null = isPlain(object) ? null : { ...(object as Members) };
  for (const name of Object.keys(object)) {
    const member = exactMember(name, object[name]);
    if (member !== object[name]) (changed ??= { ...object })[name] = member;
  }
  if (!isQuantity(object)) return changed ?? object;
  const { unit: _unit, ...quantity } = changed ?? object;
  return { ...quantity, value: `${object.value} ${object.unit}` };
}

function exactMember(name: string, member: unknown): CanonicalValue {
  if (typeof member !== 'number') return exact(member);
  const unit = UNITS[name];
  if (unit !== undefined) return `${member} ${unit}`;
  // The limit of an option, whose label says the unit; an index, which has none.
  return Number.isSafeInteger(member) ? member : String(member);
}

/** A laboratory value: nothing without its unit. */
function isQuantity(object: Members): object is Members & { value: number; unit: string } {
  return typeof object['value'] === 'number' && typeof object['unit'] === 'string';
}
