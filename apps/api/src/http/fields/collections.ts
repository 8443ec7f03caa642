import type { Expectation, InnerFault } from './expectation.js';

const MAX_INNER_FAULTS = 20;

export interface ListBounds {
  readonly max: number;
  readonly min?: number;
  /** Refuses the same element twice. */
  readonly unique?: boolean;
}

/** A JSON object; what is inside is judged by the class of the part. */
export const PART: Omit<Expectation, 'schema'> = {
  code: 'object',
  sentence: 'a JSON object',
  accepts: isJsonObject,
};

/** A list of elements that each meet one expectation. */
export function listOf(element: Omit<Expectation, 'schema'>, bounds: ListBounds): Omit<Expectation, 'schema'> {
  const { max, min = 0, unique = false } = bounds;

  return {
    code: 'list',
    sentence: `a list of ${min > 0 ? `${min} to ${max}` : `at most ${max}`} elements${unique ? ', none twice' : ''}`,
    accepts: (value) => isListWithin(value, bounds) && value.every(element.accepts),
    faultsWithin: (value) =>
      isListWithin(value, bounds)
        ? faultsOf(
            value.map((inner, index) => [String(index), inner]),
            element,
          )
        : [],
    // A query repeats the name for each element; one element arrives alone.
    fromQuery: (typed) => [element.fromQuery?.(typed) ?? typed],
  };
}

/** A JSON object whose names are free and whose values each meet one expectation. */
export function recordOf(element: Omit<Expectation, 'schema'>, max: number): Omit<Expectation, 'schema'> {
  const isWithin = (value: unknown) => isJsonObject(value) && Object.keys(value).length <= max;

  return {
    code: 'record',
    sentence: `a JSON object of at most ${max} members`,
    accepts: (value) => isWithin(value) && Object.values(value as object).every(element.accepts),
    faultsWithin: (value) => (isWithin(value) ? faultsOf(Object.entries(value as object), element) : []),
  };
}

/** Whether a value parsed from JSON is an object: not null, not a list. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListWithin(value: unknown, { max, min = 0, unique = false }: ListBounds): value is unknown[] {
  if (!Array.isArray(value) || value.length < min || value.length > max) return false;
  return !unique || new Set(value.map(identityOf)).size === value.length;
}

/** Two objects with the same fields are the same element, in whatever order they were sent. */
function identityOf(element: unknown): unknown {
  return isJsonObject(element) ? JSON.stringify(Object.entries(element).sort()) : element;
}

function faultsOf(entries: readonly [string, unknown][], { accepts, sentence, code }: Omit<Expectation, 'schema'>) {
  const faults: InnerFault[] = [];
  for (const [path, inner] of entries) {
    if (!accepts(inner)) faults.push({ path, sentence, code });
    if (faults.length === MAX_INNER_FAULTS) break;
  }
  return faults;
}
