import { isOfType } from '../../src/http/openapi/examples.js';
import { resolve, type Schema, type Schemas } from '../../src/http/openapi/operations.js';

/** A body that is wrong in one place, and where. */
export interface Fault {
  /** `/facts/general/kps: 101`. */
  readonly what: string;
  readonly pointer: string;
  readonly body: unknown;
}

type Resolved = ReturnType<typeof resolve>;
type Put = (value: unknown) => unknown;
interface Place {
  readonly schema: Resolved;
  readonly value: unknown;
  readonly pointer: string;
  /** The whole body with another value here; undefined takes it away. */
  readonly put: Put;
}

const SAMPLES: Readonly<Record<string, unknown>> = {
  null: null,
  number: 17.25,
  string: 'nonsense',
  boolean: true,
  array: [],
  object: {},
};

const NO_SUCH: Readonly<Record<string, readonly string[]>> = {
  uuid: ['7', '0198F3A2-7C1E-7B60-9D4E-2F8A6C5B1E07', "' OR 1=1 --"],
  date: ['2026-02-30', '2026-13-01', '2026-2-3', '2026-03-02T08:00:00Z', '9999-99-99'],
  'date-time': ['2026-02-30T10:00:00Z', '2026-03-02', '2026-03-02T25:00:00Z', '2026-03-02T10:00:00'],
  email: ['chair@', '@example.org', 'chair'],
};

/** Everything that a schema forbids, one place of a valid example at a time. */
export function faultsOf(schema: Schema, example: unknown, schemas: Schemas): Fault[] {
  return within({ schema: whole(schema, schemas), value: example, pointer: '', put: (value) => value }, schemas);
}

function within(place: Place, schemas: Schemas): Fault[] {
  const { value, schema } = place;
  const here = [...forbiddenBy(schema)].map((wrong) => fault(place, shown(wrong), wrong));
  if (Array.isArray(value)) return [...here, ...inList(place, value, schemas)];
  if (typeof value === 'object' && value !== null) return [...here, ...inObject(place, { ...value }, schemas)];
  return here;
}

function inObject(place: Place, value: Record<string, unknown>, schemas: Schemas): Fault[] {
  const { properties, additionalProperties, required = [] } = place.schema;
  const insides = Object.keys(value).flatMap((name) => {
    const schema = properties?.[name] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
    if (!schema) return [];
    const put: Put = (inner) => place.put({ ...value, [name]: inner });
    return within(
      { schema: whole(schema, schemas), value: value[name], pointer: `${place.pointer}/${name}`, put },
      schemas,
    );
  });
  const missing = required.map((name) => {
    const { [name]: _, ...rest } = value;
    return { ...fault(place, `${name} missing`, rest), pointer: `${place.pointer}/${name}` };
  });
  const unknown = ['surprise', 'constructor', 'toString'].map((name) => ({
    ...fault(place, `unknown ${name}`, { ...value, [name]: { isAdmin: true } }),
    pointer: `${place.pointer}/${name}`,
  }));
  return [...insides, ...missing, ...(properties ? unknown : [])];
}

function inList(place: Place, value: readonly unknown[], schemas: Schemas): Fault[] {
  const { items, maxItems = Infinity, minItems = 0, uniqueItems } = place.schema;
  const [first] = value;
  if (!items || first === undefined) return [];

  const put: Put = (inner) => place.put([inner, ...value.slice(1)]);
  return [
    ...within({ schema: whole(items, schemas), value: first, pointer: `${place.pointer}/0`, put }, schemas),
    ...(maxItems < 1_000 ? [fault(place, 'too many', Array(maxItems + 1).fill(first))] : []),
    ...(minItems > 0 ? [fault(place, 'none', [])] : []),
    ...(uniqueItems ? [fault(place, 'one twice', [first, first])] : []),
  ];
}

function* forbiddenBy(schema: Resolved): Generator<unknown> {
  const { type, enum: codes, format, pattern, minimum, maximum, minLength = 0, maxLength } = schema;
  for (const [name, sample] of Object.entries(SAMPLES)) if (!isAllowed(name, schema)) yield sample;

  if (isOfType(type, 'string')) {
    if (codes) yield* ['nonsense', '__proto__', 'constructor', ''];
    if (format) yield* NO_SUCH[format] ?? [];
    if (pattern) yield '\u2028';
    if (minLength > 0) yield* ['', '   ', 'a\u0007b', 'x'.repeat(minLength - 1)];
    if (maxLength !== undefined) yield 'x'.repeat(maxLength + 1);
  }
  if (isOfType(type, 'integer') || isOfType(type, 'number')) {
    yield* [1e308, -1e308, 2 ** 53];
    if (isOfType(type, 'integer')) yield 1.5;
    if (minimum !== undefined) yield Number(minimum) - 1;
    if (maximum !== undefined) yield Number(maximum) + 1;
  }
}

function isAllowed(sample: string, { type, enum: codes, oneOf }: Resolved): boolean {
  if (oneOf || (type === undefined && codes === undefined)) return true;
  return isOfType(type, sample);
}

/** The schema with what it refers to; `anyOf` is how a part that may be null is written. */
function whole(schema: Schema, schemas: Schemas): Resolved {
  const { allOf, anyOf, ...plain } = resolve(schema, schemas);
  const [part] = allOf ?? anyOf ?? [];
  if (!part) return plain;
  const inner = whole(part, schemas);
  return anyOf ? { ...inner, type: ['object', 'null'] } : inner;
}

function fault({ pointer, put }: Place, what: string, value: unknown): Fault {
  return { what: `${pointer || 'the body'}: ${what}`, pointer, body: put(value) };
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}… (${text.length})` : text;
}
