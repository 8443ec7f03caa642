import { joinInSentence, Refusal } from '#workflow';

/** The identifier is on file with another date of birth: two people, or a slip. Nobody may guess which. */
export class PatientDiffers extends Refusal {
  readonly code = 'patient-differs';
  readonly kind = 'conflict';

  constructor(readonly differs: readonly string[]) {
    super(
      'This identifier belongs to a patient with another date of birth. Check the identifier and the date with the patient; ' +
        'if the date on file is wrong, correct it there first.',
    );
  }
}

/** Identifiers that belong to different patients were sent for one. */
export class IdentifiersOfSeveralPatients extends Refusal {
  readonly code = 'identifiers-of-several-patients';
  readonly kind = 'conflict';

  constructor() {
    super('These identifiers belong to different patients on file. Send those of one patient.');
  }
}

/** Somebody else entered the same identifier at the same moment. */
export class PatientRegisteredMeanwhile extends Refusal {
  readonly code = 'patient-registered-meanwhile';
  readonly kind = 'conflict';

  constructor(options?: { cause?: unknown }) {
    super(
      'An identifier sent is on file for another patient. Search for it, or send it once more to get that patient.',
      options,
    );
  }
}

/** A day that contradicts the calendar or the patient's other days. */
export class ImpossibleDay extends Refusal {
  readonly code = 'invalid-body';
  readonly kind = 'invalid';

  constructor(field: string, sentence: string) {
    super(sentence, { errors: [{ pointer: `/${field}`, message: sentence, code: 'impossible-day' }] });
  }
}

/** A search that names nobody, or names them in two ways. */
export class SearchByOneOf extends Refusal {
  readonly code = 'search-by-one-of';
  readonly kind = 'invalid';

  constructor(ways: readonly string[]) {
    super(`Search by exactly one of ${joinInSentence(ways)}.`);
  }
}

/** A change that changes nothing. */
export class NothingToChange extends Refusal {
  readonly code = 'nothing-to-change';
  readonly kind = 'invalid';

  constructor() {
    super('Send at least one field to change.');
  }
}
