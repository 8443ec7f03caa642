/** What may be committed to: decimals are strings with a unit, so that two programs never print one number differently. */
export type CanonicalValue =
  string | number | boolean | null | readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue | undefined };

/** The value cannot be written canonically. `path` says where, as in `$.facts.lesions[0]`. */
export class NotCanonical extends Error {
  constructor(
    readonly path: string,
    readonly found: string,
  ) {
    super(`${path} is ${found}, which has no canonical form.`);
    this.name = 'NotCanonical';
  }
}

/**
 * The canonical JSON text of a value (RFC 8785). Keys that are undefined are left out, as JSON does.
 * @throws NotCanonical for anything but plain objects, arrays, well-formed strings, booleans, null and safe integers
 */
export function canonicalJson(value: CanonicalValue): string {
  return write(value, '$');
}

function write(value: unknown, path: string): string {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new NotCanonical(path, 'a string with a lone surrogate');
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isSafeInteger(value)) throw new NotCanonical(path, `the number ${value}`);
      return Object.is(value, -0) ? '0' : String(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map((item, index) => write(item, `${path}[${index}]`)).join()}]`;
      return writeObject(value, path);
    default:
      throw new NotCanonical(path, `of type ${typeof value}`);
  }
}

function writeObject(value: object, path: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new NotCanonical(path, `an instance of ${value.constructor.name}`);
  }

  // RFC 8785 orders keys by UTF-16 code units, which is what sort() does.
  const entries = value as Record<string, unknown>;
  const members = Object.keys(entries)
    .sort()
    .filter((key) => entries[key] !== undefined)
    .map((key) => `${write(key, `${path}.${key} (its name)`)}:${write(entries[key], `${path}.${key}`)}`);
  return `{${members.join()}}`;
}
