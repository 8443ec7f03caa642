import type { JsonValue } from './document.js';

/** One place where two documents differ. `pointer` is an RFC 6901 pointer; what was absent is null. */
export interface Difference {
  readonly pointer: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

/**
 * Where a document changed, in the order of its keys: scalars and lists of scalars whole, objects member by member. Lists of
 * things with an `id` are compared by it, so that a new child is one difference and not a shift of all that follow.
 */
export function differencesOf(before: JsonValue, after: JsonValue, pointer = ''): Difference[] {
  if (isEqual(before, after)) return [];
  const members = membersOf(before);
  const others = membersOf(after);
  if (!members || !others || Array.isArray(before) !== Array.isArray(after)) return [{ pointer, before, after }];

  const names = [...new Set([...members.keys(), ...others.keys()])].sort();
  return names.flatMap((name) =>
    differencesOf(members.get(name) ?? null, others.get(name) ?? null, `${pointer}/${escaped(name)}`),
  );
}

/** An object's members by name, an identified list's by id; null for what is compared whole. */
function membersOf(value: JsonValue): Map<string, JsonValue> | null {
  if (Array.isArray(value)) {
    const identified = value.map((item) => [idOf(item), item] as const);
    return identified.every((entry): entry is [string, JsonValue] => entry[0] !== null) ? new Map(identified) : null;
  }
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
}

function idOf(item: JsonValue): string | null {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return null;
  return typeof item['id'] === 'string' ? item['id'] : null;
}

/** Both come from canonical JSON: the same value has the same text. */
function isEqual(before: JsonValue, after: JsonValue): boolean {
  return before === after || JSON.stringify(before) === JSON.stringify(after);
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
