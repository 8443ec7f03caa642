/**
 * What sort of "no" it is. `http/` turns each into its status:
 * 400, 401, 403, 404, 409, 412, 428, 422, 413, 415, 429, 503, in this order.
 */
export const REFUSAL_KINDS = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'stale',
  'precondition-required',
  'unprocessable',
  'too-large',
  'unsupported',
  'too-many',
  'unavailable',
] as const;

export type RefusalKind = (typeof REFUSAL_KINDS)[number];

/** One fault in what was sent: where it is (a JSON pointer, RFC 6901), a sentence, and a stable code. */
export interface FieldError {
  readonly pointer: string;
  readonly message: string;
  readonly code: string;
}

export interface RefusalOptions {
  readonly cause?: unknown;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
}

const OWN_TERMS: readonly string[] = ['name', 'code', 'kind', 'errors', 'retryAfterSeconds'];

/**
 * The program says no, and means it: a stable code, a kind, and a sentence that a clinician understands and that says
 * what to do. Whatever a subclass declares as a public field is data for the answer. Anything thrown that is not a
 * `Refusal` is a defect.
 */
export abstract class Refusal extends Error {
  abstract readonly code: string;
  abstract readonly kind: RefusalKind;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;

  constructor(sentence: string, options: RefusalOptions = {}) {
    super(sentence, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = new.target.name;
    if (options.errors) this.errors = options.errors;
    if (options.retryAfterSeconds !== undefined) this.retryAfterSeconds = options.retryAfterSeconds;
  }

  /** The data of this refusal, ready to be serialised: its own public fields, without what every refusal has. */
  get fields(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(this).filter(([name]) => !OWN_TERMS.includes(name)));
  }
}
