import { isLocalTime } from '#workflow';
import { isEmail } from 'class-validator';
import { isRealDay, isRealInstant } from './calendar.js';
import type { Expectation } from './expectation.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const HEX_DIGEST = /^[0-9a-f]{64}$/;
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const WHOLE_IN_QUERY = /^-?(?:0|[1-9]\d{0,15})$/;
const DECIMAL_IN_QUERY = /^-?(?:0|[1-9]\d{0,15})(?:\.\d{1,15})?$/;
const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LINES = /[\p{Cc}--[\n\t]]/v;

export interface TextBounds {
  /** In characters as a person counts them (code points), as PostgreSQL does. */
  readonly max: number;
  readonly min?: number;
  /** Allows line breaks and tabs. */
  readonly lines?: boolean;
  /** The whole text must match; `shape` then says in words what that is. */
  readonly pattern?: RegExp;
  readonly shape?: string;
  readonly example: string;
}

export interface NumberBounds {
  readonly min: number;
  readonly max: number;
  readonly example?: number;
}

/** A UUID in lower case; of any version, because identifiers may have been made elsewhere. */
export function id(example = '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07'): Expectation {
  return {
    code: 'id',
    sentence: 'an id (a UUID in lower case)',
    accepts: (value) => typeof value === 'string' && UUID.test(value),
    schema: { type: 'string', format: 'uuid', example },
  };
}

/** Text that says something: not blank, without control characters, of a bounded length. */
export function text({ max, min = 1, lines = false, pattern, shape, example }: TextBounds): Expectation {
  const controls = lines ? CONTROL_BUT_LINES : CONTROL;
  const size = min > 1 ? `from ${min} to ${max} characters` : `of at most ${max} characters`;

  return {
    code: 'text',
    sentence: `${shape ?? 'text'} ${size}, not blank and without control characters`,
    accepts: (value) =>
      typeof value === 'string' &&
      isLengthWithin(value, min, max) &&
      value.trim() !== '' &&
      !controls.test(value) &&
      (!pattern || pattern.test(value)),
    schema: { type: 'string', minLength: min, maxLength: max, ...(pattern && { pattern: pattern.source }), example },
  };
}

/** An address mail can be sent to, of at most 254 characters (RFC 5321). */
export function email(example = 'chair@example.org'): Expectation {
  return {
    code: 'email',
    sentence: 'an email address of at most 254 characters',
    accepts: (value) => typeof value === 'string' && value.length <= 254 && isEmail(value),
    schema: { type: 'string', format: 'email', maxLength: 254, example },
  };
}

/** A SHA-256 as 64 hexadecimal digits in lower case. */
export function digest(example = 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9'): Expectation {
  return {
    code: 'digest',
    sentence: 'a SHA-256 digest of 64 hexadecimal digits in lower case',
    accepts: (value) => typeof value === 'string' && HEX_DIGEST.test(value),
    schema: { type: 'string', pattern: HEX_DIGEST.source, example },
  };
}

/** One of a closed list of codes. */
export function code(values: readonly string[], example = values[0]): Expectation {
  const allowed = new Set<unknown>(values);

  return {
    code: 'code',
    sentence: values.length === 1 ? `"${values[0]}"` : `one of ${values.join(', ')}`,
    accepts: (value) => allowed.has(value),
    schema: { type: 'string', enum: [...values], example },
  };
}

/** A whole number between two bounds, both allowed, in steps counted from the lower one. */
export function whole({ min, max, step = 1, example = min }: NumberBounds & { readonly step?: number }): Expectation {
  const steps = step === 1 ? '' : ` in steps of ${step}`;

  return {
    code: 'whole-number',
    sentence: `a whole number from ${min} to ${max}${steps}`,
    accepts: (value) =>
      typeof value === 'number' &&
      Number.isSafeInteger(value) &&
      value >= min &&
      value <= max &&
      (value - min) % step === 0,
    fromQuery: (typed) => (WHOLE_IN_QUERY.test(typed) ? Number(typed) : typed),
    schema: {
      type: 'integer',
      minimum: min,
      maximum: max,
      // JSON Schema counts multiples from zero.
      ...(step !== 1 && min % step === 0 && { multipleOf: step }),
      example,
    },
  };
}

/** A number between two bounds, both allowed, with at most `places` digits after the point. */
export function decimal({ min, max, places, example = min }: NumberBounds & { readonly places: number }): Expectation {
  return {
    code: 'decimal',
    sentence: `a number from ${min} to ${max} with at most ${places} decimal place${places === 1 ? '' : 's'}`,
    accepts: (value) =>
      typeof value === 'number' && value >= min && value <= max && Number(value.toFixed(places)) === value,
    fromQuery: (typed) => (DECIMAL_IN_QUERY.test(typed) ? Number(typed) : typed),
    schema: { type: 'number', minimum: min, maximum: max, example },
  };
}

/** What a clock on the wall shows, without a zone: `YYYY-MM-DDTHH:MM`. */
export function localTime(example = '2026-03-03T14:00'): Expectation {
  return {
    code: 'local-time',
    sentence: 'a local time, YYYY-MM-DDTHH:MM, on a day that exists from 1800 to 2999',
    accepts: (value) => typeof value === 'string' && isLocalTime(value) && isRealDay(value.slice(0, 10)),
    schema: { type: 'string', format: 'local-date-time', pattern: LOCAL_TIME.source, example },
  };
}

/** true or false; never "yes", 1 or "true" in a body. */
export function flag(example = true): Expectation {
  return {
    code: 'flag',
    sentence: 'true or false',
    accepts: (value) => typeof value === 'boolean',
    fromQuery: (typed) => (typed === 'true' ? true : typed === 'false' ? false : typed),
    schema: { type: 'boolean', example },
  };
}

/** A day of the calendar, `YYYY-MM-DD`, that exists. */
export function day(example = '2026-03-02'): Expectation {
  return {
    code: 'day',
    sentence: 'a day of the calendar that exists, written YYYY-MM-DD, from 1800 to 2999',
    accepts: (value) => typeof value === 'string' && isRealDay(value),
    schema: { type: 'string', format: 'date', example },
  };
}

/** An instant, RFC 3339 with `Z` or an offset, on a day that exists. */
export function instant(example = '2026-03-02T09:30:00Z'): Expectation {
  return {
    code: 'instant',
    sentence: 'an instant that exists, written like 2026-03-02T09:30:00Z, with Z or an offset, from 1800 to 2999',
    accepts: (value) => typeof value === 'string' && isRealInstant(value),
    schema: { type: 'string', format: 'date-time', example },
  };
}

function isLengthWithin(value: string, min: number, max: number): boolean {
  // A code point takes one or two units: only between the two bounds does it need counting.
  if (value.length <= max && value.length >= min * 2) return true;
  if (value.length > max * 2 || value.length < min) return false;
  const characters = Array.from(value).length;
  return characters >= min && characters <= max;
}
