import { isPlain, isUnchangeable } from './unchangeable.js';

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
  return write(value, null, '$');
}

/** Where a container stands; only followed when something in it cannot be written. */
interface Place {
  readonly within: Place | null;
  readonly name: string | number;
}

function write(value: unknown, within: Place | null, name: string | number): string {
  switch (typeof value) {
    case 'string':
      return writeText(value) ?? refuse('a string with a lone surrogate', within, name);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isSafeInteger(value)) return refuse(`the number ${value}`, within, name);
      return Object.is(value, -0) ? '0' : String(value);
    case 'object':
      return value === null ? 'null' : (WRITTEN.get(value) ?? writeContainer(value, { within, name }));
    default:
      return refuse(`of type ${typeof value}`, within, name);
  }
}

/** What was written of containers that can never change: documents hold the same few, a score's labels and evidence, again and again. */
const WRITTEN = new WeakMap<object, string>();

function writeContainer(container: object, place: Place): string {
  if (!Array.isArray(container) && !isPlain(container)) {
    return refuse(`an instance of ${container.constructor.name}`, place.within, place.name);
  }
  const written = Array.isArray(container) ? writeList(container, place) : writeObject(container, place);
  if (isUnchangeable(container)) WRITTEN.set(container, written);
  return written;
}

/** ASCII without quotes, backslashes and control characters stands for itself, and most texts are nothing else. */
const PLAIN_TEXT = /^[ !#-[\]-~]*$/;

function writeText(text: string): string | undefined {
  if (PLAIN_TEXT.test(text)) return `"${text}"`;
  return text.isWellFormed() ? JSON.stringify(text) : undefined;
}

function writeList(list: readonly unknown[], place: Place): string {
  let items = '';
  for (let index = 0; index < list.length; index += 1) {
    items += (index === 0 ? '' : ',') + write(list[index], place, index);
  }
  return `[${items}]`;
}

function writeObject(object: Readonly<Record<string, unknown>>, place: Place): string {
  let members = '';
  // RFC 8785 orders keys by UTF-16 code units, which is what sort() does.
  for (const key of Object.keys(object).sort()) {
    const member = object[key];
    if (member === undefined) continue;
    const written = NAMES.get(key) ?? writeName(key, place);
    members += (members === '' ? written : `,${written}`) + write(member, place, key);
  }
  return `{${members}}`;
}

/** Names of members with what follows them: documents have the same few, again and again. */
const NAMES = new Map<string, string>();
const MOST_NAMES = 2_000;

function writeName(name: string, place: Place): string {
  const text = writeText(name) ?? refuse('a string with a lone surrogate', place, `${name} (its name)`);
  if (NAMES.size < MOST_NAMES) NAMES.set(name, `${text}:`);
  return `${text}:`;
}

function refuse(found: string, within: Place | null, name: string | number): never {
  throw new NotCanonical(pathOf(within, name), found);
}

function pathOf(within: Place | null, name: string | number): string {
  if (within === null) return `${name}`;
  return pathOf(within.within, within.name) + (typeof name === 'number' ? `[${name}]` : `.${name}`);
}
