import { ProofFault } from '#transparency';

/** The first thing that does not hold: in which file of the bundle, and a sentence that says what is wrong. */
export class Fault extends Error {
  override readonly name = 'Fault';

  constructor(
    readonly where: string,
    sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}

/** Does a piece of work on one file; what the formats' own checks refuse in it is a fault of that file. @throws Fault */
export function inFile<Result>(where: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof ProofFault) throw new Fault(where, error.message, { cause: error });
    throw error;
  }
}
