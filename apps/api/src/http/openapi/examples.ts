import { resolve, type Schema, type Schemas } from './operations.js';

const MAX_DEPTH = 12;

/**
 * An example of the schema, put together from those of its fields; undefined where a field without one is met, so that
 * a gap shows instead of being papered over.
 */
export function exampleOfSchema(schema: Schema, schemas: Schemas, depth = 0): unknown {
  const { example, anyOf, allOf, oneOf, enum: values, type, items, properties } = resolve(schema, schemas);
  if (example !== undefined) return example;
  if (values?.length) return values[0];

  const alternative = (anyOf ?? oneOf ?? allOf)?.[0];
  if (alternative) return exampleOfSchema(alternative, schemas, depth);
  // A view that holds itself ends with an empty list or is left out.
  if (depth > MAX_DEPTH) return isOfType(type, 'array') ? [] : undefined;
  if (isOfType(type, 'array') && items) return listOfOne(exampleOfSchema(items, schemas, depth + 1));
  if (!properties) return undefined;

  const entries = Object.entries(properties).map(([name, field]) => [name, exampleOfSchema(field, schemas, depth + 1)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function listOfOne(example: unknown): unknown[] {
  return example === undefined ? [] : [example];
}

/** After conversion to OpenAPI 3.1 a nullable field has a list of types. */
export function isOfType(type: unknown, name: string): boolean {
  return Array.isArray(type) ? type.includes(name) : type === name;
}
