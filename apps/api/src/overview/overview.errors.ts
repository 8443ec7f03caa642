import { Refusal } from '#workflow';

/** Nothing can be known of what has not happened. */
export class AsOfInFuture extends Refusal {
  readonly code = 'as-of-in-future';
  readonly kind = 'invalid';

  constructor() {
    super('The instant lies in the future. Ask for one that has passed.', {
      errors: [{ pointer: '/asOf', code: 'future', message: 'asOf must not lie in the future.' }],
    });
  }
}

/** At that instant the case had not been referred. */
export class NotKnownYet extends Refusal {
  readonly code = 'not-known-yet';
  readonly kind = 'not-found';

  constructor(readonly asOf: string) {
    super('The case was not known at that instant. Ask for a later one.');
  }
}
