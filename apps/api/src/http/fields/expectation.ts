import type { SchemaObject } from '@nestjs/swagger';

/** One fault inside a value that has an inside: the rest of its pointer, the end of a sentence, a stable code. */
export interface InnerFault {
  readonly path: string;
  readonly sentence: string;
  readonly code: string;
}

/**
 * What a value must be, said once and used four times: to test it, to explain a refusal, to document it, and to read it
 * out of a query string, where everything arrives as text.
 */
export interface Expectation {
  /** Stable, in the answer's `errors[].code`. */
  readonly code: string;
  /** Completes "kps must be …". */
  readonly sentence: string;
  readonly accepts: (value: unknown) => boolean;
  /** The elements at fault, for lists and records; none when the value as a whole is at fault. */
  readonly faultsWithin?: (value: unknown) => InnerFault[];
  /** Text that cannot be read is given back as it is, so that `accepts` refuses it. Absent: text stays text. */
  readonly fromQuery?: (text: string) => unknown;
  readonly schema: SchemaObject;
}
