const KNOWN = new WeakSet<object>();

/**
 * Whether nothing in plain data can ever change: it is frozen, with all that it holds, or no object at all. What was made of such a value
 * once need not be made again.
 */
export function isUnchangeable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (!Object.isFrozen(value)) return false;
  if (KNOWN.has(value)) return true;
  if (!Object.values(value).every(isUnchangeable)) return false;
  KNOWN.add(value);
  return true;
}
