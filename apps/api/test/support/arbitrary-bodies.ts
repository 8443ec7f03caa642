import fc from 'fast-check';
import { isOfType } from '../../src/http/openapi/examples.js';
import { resolve, type Schema, type Schemas } from '../../src/http/openapi/operations.js';
import { cursorOf } from '../../src/http/paging.js';
import type { Entrance, Ids } from './every-route.js';

type Resolved = ReturnType<typeof resolve>;
type Any = fc.Arbitrary<unknown>;

const DAY_MILLISECONDS = 86_400_000;
/** Around the board's today, 2 March 2026: what has a meaning is found more often than in all of time. */
const SOME_DAYS = fc.integer({ min: -400, max: 400 }).map((days) => Date.UTC(2026, 2, 2, 8) + days * DAY_MILLISECONDS);

/**
 * Any data that the document allows: each field by itself may be sent, not all of it together makes sense. An id is most often
 * the one that `ids` knows by the field's name, else that of something else, or nobody's.
 */
export function anyBody(schema: Schema, schemas: Schemas, ids: Ids): Any {
  return anyOf(resolve(schema, schemas), { schemas, ids, name: '' });
}

/** Any query that the document allows, with cursors that look like a list's own. */
export function anyQuery(query: Entrance['query'], ids: Ids): fc.Arbitrary<string> {
  const sent = query.map(({ name, schema }) => {
    const value = name === 'cursor' ? anyCursor(ids) : anyOf(resolve(schema, {}), { schemas: {}, ids, name });
    return fc.option(value, { nil: undefined }).map((given) => parameters(name, given));
  });
  return fc.tuple(...sent).map((parts) => `?${parts.flat().join('&')}`.replace(/\?$/, ''));
}

function anyCursor(ids: Ids): Any {
  const at = SOME_DAYS.map((time) => new Date(time).toISOString());
  const part = fc.oneof(
    at,
    at.map((instant) => instant.slice(0, 10)),
    fc.constantFrom(...Object.values(ids)),
    fc.integer(),
  );
  return fc.array(fc.option(part), { minLength: 1, maxLength: 4 }).map(cursorOf);
}

function parameters(name: string, value: unknown): string[] {
  const values = value === undefined ? [] : [value].flat();
  return values.map((each) => `${name}=${encodeURIComponent(String(each))}`);
}

interface Context {
  readonly schemas: Schemas;
  readonly ids: Ids;
  /** Of the field. */
  readonly name: string;
}

function anyOf(schema: Resolved, context: Context): Any {
  const { allOf, anyOf: either, oneOf, type, enum: codes } = schema;
  const parts = (either ?? oneOf ?? allOf)?.map((part) => anyOf(resolve(part, context.schemas), context));
  if (parts) return fc.oneof(...parts);
  if (codes) return fc.constantFrom(...(codes as unknown[]));
  if (isOfType(type, 'null')) return fc.option(anyOfType(schema, context), { nil: null, freq: 4 });
  return anyOfType(schema, context);
}

function anyOfType(schema: Resolved, context: Context): Any {
  const { type } = schema;
  if (isOfType(type, 'boolean')) return fc.boolean();
  if (isOfType(type, 'integer')) return anyWhole(schema);
  if (isOfType(type, 'number')) return fc.oneof(fc.constant(schema.example), anyWhole(schema));
  if (isOfType(type, 'array')) return anyList(schema, context);
  if (isOfType(type, 'object')) return anyObject(schema, context);
  return isOfType(type, 'string') ? anyText(schema, context) : fc.constant(null);
}

function anyWhole({ minimum = 0, maximum = 1_000, multipleOf: step = 1 }: Resolved): Any {
  const from = Math.ceil(Number(minimum) / step);
  return fc.integer({ min: from, max: Math.max(from, Math.floor(Number(maximum) / step)) }).map((n) => n * step);
}

function anyId({ ids, name }: Context): Any {
  const known = Object.values(ids).filter((id) => id.length === 36);
  const likely = fc.constant(ids[name] ?? known[0]);
  return fc.oneof({ weight: 6, arbitrary: likely }, fc.constantFrom(...known), fc.uuid({ version: 7 }));
}

function anyText(schema: Resolved, context: Context): Any {
  const { format, pattern, example, minLength = 0, maxLength = 100 } = schema;
  if (format === 'uuid') return anyId(context);
  if (format === 'date') return SOME_DAYS.map((at) => new Date(at).toISOString().slice(0, 10));
  if (format === 'date-time') return SOME_DAYS.map((at) => new Date(at).toISOString());
  if (format === 'local-date-time') return SOME_DAYS.map((at) => new Date(at).toISOString().slice(0, 16));
  if (format !== undefined || pattern !== undefined) return fc.constant(example);

  const bounds = { minLength: Math.max(1, minLength), maxLength: Math.min(maxLength, 60) };
  const strange = fc.string({ unit: 'grapheme', ...bounds, size: 'max' });
  return fc.oneof(
    fc.constant(example),
    strange,
    fc.constantFrom("'; DROP TABLE clinical.patient; --", 'Ω', '%s', '\\'),
  );
}

function anyList({ items, minItems = 0, maxItems = 4, uniqueItems }: Resolved, context: Context): Any {
  const item = items ? anyOf(resolve(items, context.schemas), context) : fc.jsonValue({ maxDepth: 1 });
  const bounds = { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 4)) };
  return uniqueItems
    ? fc.uniqueArray(item, { ...bounds, selector: (value) => JSON.stringify(value) })
    : fc.array(item, bounds);
}

function anyObject({ properties, required = [], additionalProperties, example }: Resolved, context: Context): Any {
  if (!properties) return anyRecord(additionalProperties, example as object, context);

  const fields = Object.entries(properties).map(([name, schema]) => {
    return [name, anyOf(resolve(schema, context.schemas), { ...context, name })] as const;
  });
  return fc.record(Object.fromEntries(fields), { requiredKeys: required });
}

/** Free names: those of the example, and strange ones. */
function anyRecord(values: Resolved['additionalProperties'], example: object, context: Context): Any {
  const name = fc.oneof(fc.constantFrom(...Object.keys(example)), fc.string({ maxLength: 20 }));
  const value =
    typeof values === 'object' ? anyOf(resolve(values, context.schemas), context) : fc.jsonValue({ maxDepth: 2 });
  return fc.oneof(
    fc.constant(example),
    fc.dictionary(
      name.filter((key) => key !== '__proto__'),
      value,
      { maxKeys: 5 },
    ),
  );
}
