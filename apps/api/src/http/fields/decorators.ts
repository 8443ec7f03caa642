import type { ApiPropertyOptions } from '@nestjs/swagger';
import { isJsonObject, listOf, PART, recordOf, type ListBounds } from './collections.js';
import type { Expectation } from './expectation.js';
import { declareField, type FieldOptions, type PartClass } from './field.js';
import * as scalar from './scalars.js';

type Example<T> = FieldOptions & { readonly example?: T };

/** The id of something, a UUID. */
export const IsId = (options: Example<string> = {}) => isScalar(scalar.id(options.example), options);

/** Text that says something, of a bounded length. */
export const IsText = (options: FieldOptions & scalar.TextBounds) => isScalar(scalar.text(options), options);

/** An email address. */
export const IsEmailAddress = (options: Example<string> = {}) => isScalar(scalar.email(options.example), options);

/** A SHA-256 digest, 64 hexadecimal digits. */
export const IsDigest = (options: Example<string> = {}) => isScalar(scalar.digest(options.example), options);

/** One of a closed list of codes. */
export const IsCode = (values: readonly string[], options: Example<string> & { readonly default?: string } = {}) =>
  isScalar(scalar.code(values, options.example), options);

/** A whole number, `min` and `max` allowed. A JSON number; in a query, digits. */
export const IsWhole = (options: FieldOptions & scalar.NumberBounds & { step?: number; default?: number }) =>
  isScalar(scalar.whole(options), options);

/** A number with a bounded count of decimal places. */
export const IsDecimal = (options: FieldOptions & scalar.NumberBounds & { places: number }) =>
  isScalar(scalar.decimal(options), options);

/** true or false. */
export const IsFlag = (options: Example<boolean> & { readonly default?: boolean } = {}) =>
  isScalar(scalar.flag(options.example), options);

/** A day of the calendar, without time: `YYYY-MM-DD`. */
export const IsDay = (options: Example<string> = {}) => isScalar(scalar.day(options.example), options);

/** An instant, RFC 3339. */
export const IsInstant = (options: Example<string> = {}) => isScalar(scalar.instant(options.example), options);

/** What a clock on the wall shows, without a zone. */
export const IsLocalTime = (options: Example<string> = {}) => isScalar(scalar.localTime(options.example), options);

/** An object with fields of its own. */
export const IsPart = (part: () => PartClass, options: FieldOptions = {}) =>
  declareField({ expectation: PART, part }, { type: () => part() }, options);

/** A list of objects with fields of their own, or of scalars: `@IsListOf(() => Level, …)`, `@IsListOf(code(LEVELS), …)`. */
export function IsListOf(
  element: (() => PartClass) | Expectation,
  options: FieldOptions & ListBounds & { readonly example?: readonly unknown[] },
): PropertyDecorator {
  const { max, min = 0, unique = false } = options;
  const bounds = { minItems: min, maxItems: max, ...(unique && { uniqueItems: true }) };

  if (typeof element === 'function') {
    // Nest's document builder takes a function for lazy only when it is called "type", as one written here is.
    const documentation = { type: () => element(), isArray: true, ...bounds };
    return declareField({ expectation: listOf(PART, options), part: element }, documentation, options);
  }

  const { example: one, ...items } = element.schema;
  const documentation = { type: 'array' as const, items, ...bounds, example: options.example ?? [one] };
  return declareField({ expectation: listOf(element, options) }, documentation, options);
}

/** An object with free names and values of one sort: `@IsRecordOf(whole({ min: 0, max: 6 }), { max: 20, example: { pain: 3 } })`. */
export const IsRecordOf = (
  element: Expectation,
  options: FieldOptions & { readonly max: number; readonly example: Readonly<Record<string, unknown>> },
) => {
  const { example, ...additionalProperties } = element.schema;
  const documentation = {
    type: 'object' as const,
    additionalProperties,
    example: options.example ?? { name: example },
  };
  return declareField({ expectation: recordOf(element, options.max) }, documentation, options);
};

/** An object whose inside is defined elsewhere: a stored document, a signing statement, an instrument's inputs. */
export const IsDocument = (options: FieldOptions & { readonly example: Readonly<Record<string, unknown>> }) =>
  declareField(
    { expectation: { ...PART, accepts: isJsonObject } },
    { type: 'object', additionalProperties: true, example: options.example },
    options,
  );

/** Any JSON value: one side of a difference. */
export const IsJson = (options: FieldOptions & { readonly example: unknown }) =>
  declareField(
    { expectation: { code: 'json', sentence: 'a JSON value', accepts: () => true } },
    { oneOf: ANY_JSON, example: options.example },
    options,
  );

const ANY_JSON = ['string', 'number', 'boolean', 'array', 'object'].map((type) => ({
  type,
  ...(type === 'array' && { items: {} }),
}));

function isScalar(expectation: Expectation, options: FieldOptions & { readonly default?: unknown }): PropertyDecorator {
  const documentation = { ...expectation.schema, ...(options.default !== undefined && { default: options.default }) };
  return declareField({ expectation }, documentation as ApiPropertyOptions, options);
}
