import { Refusal, type FieldError } from '#workflow';

/** The body is JSON but not the data this route takes. */
export class InvalidBody extends Refusal {
  readonly code = 'invalid-body';
  readonly kind = 'invalid';

  constructor(errors: readonly FieldError[]) {
    super('The data sent is not what this route takes. Correct the fields named in errors and send it again.', {
      errors,
    });
  }
}

/** A query parameter is unknown, repeated or out of range. */
export class InvalidQuery extends Refusal {
  readonly code = 'invalid-query';
  readonly kind = 'invalid';

  constructor(errors: readonly FieldError[]) {
    super('The query is not what this route takes. Correct the parameters named in errors and ask again.', { errors });
  }
}

/** The path names something that cannot exist, such as an id that is not a UUID: the same answer as for what does not. */
export class NothingHere extends Refusal {
  readonly code = 'not-found';
  readonly kind = 'not-found';

  constructor() {
    super('There is nothing at this address, or you may not know of it. Check the address and the ids in it.');
  }
}

/** The bytes of the body were refused before anything read them as data. */
export class MalformedBody extends Refusal {
  readonly kind = 'invalid';

  constructor(
    readonly code: string,
    sentence: string,
    pointer = '',
  ) {
    super(sentence, { errors: [{ pointer, message: sentence, code }] });
  }
}

/** A header, or the address itself, cannot be read. */
export class MalformedRequest extends Refusal {
  readonly kind = 'invalid';

  constructor(
    readonly code: string,
    sentence: string,
  ) {
    super(sentence);
  }
}
