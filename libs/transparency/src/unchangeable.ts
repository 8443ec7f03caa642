const KNOWN = new WeakSet<object>();

/**
 * Whether nothing in plain data can ever change: it is frozen, with all that it holds, or no object at all. What was made of such a value
 * once need not be made again. Getters and instances of classes may change whatever is frozen.
 */
export function isUnchangeable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (!Object.isFrozen(value)) return false;
  if (KNOWN.has(value)) return true;
  const isPlainData = Array.isArray(value) || isPlain(value);
  const members = Object.values(Object.getOwnPropertyDescriptors(value));
  if (!isPlainData || !members.every((member) => 'value' in member && isUnchangeable(member.value))) return false;
  KNOWN.add(value);
  return true;
}

/** Whether an object is of no class, as one must be to have a canonical form. */
export function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
