import type { Finding, NotOffered } from '#scoring';
import { Refusal } from '#workflow';

/** No such instrument in the catalogue. */
export class UnknownInstrument extends Refusal {
  readonly code = 'unknown-instrument';
  readonly kind = 'not-found';

  constructor() {
    super('There is no such instrument here. GET /scores/systems lists those there are.');
  }
}

/** Known, and not computed until its table is verified. */
export class InstrumentNotOffered extends Refusal {
  readonly code = 'instrument-not-offered';
  readonly kind = 'not-found';

  constructor({ name, reason }: Pick<NotOffered, 'name' | 'reason'>) {
    super(`${name} is not offered. ${reason}`);
  }
}

/** Of facts, whose findings begin with their paths. */
export const CORRECT_FACTS =
  'Some facts are impossible, or what is said to be possible of them. Correct those named in errors.';

/** A value that cannot be: each finding names its item or fact. */
export class ImpossibleValues extends Refusal {
  readonly code = 'impossible-value';
  readonly kind = 'invalid';

  constructor(
    findings: readonly Finding[],
    pointerOf: (item: string) => string,
    sentence = findings.map(({ message }) => message).join(' '),
  ) {
    super(sentence, {
      errors: findings.map(({ item, code, message }) => ({ pointer: pointerOf(item), message, code })),
    });
  }
}
