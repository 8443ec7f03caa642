import type { Finding } from '#pathway';
import { Refusal } from '#workflow';

/** The rules of follow-up refuse what was asked: outside the range, or without its reason. */
export class OrderRefused extends Refusal {
  readonly kind = 'invalid';
  readonly code: string;

  constructor({ code, sentence, pointer = '' }: Finding) {
    super(sentence, { errors: [{ pointer, message: sentence, code }] });
    this.code = code;
  }
}

/** Nothing to count from yet. */
export class NothingDecided extends Refusal {
  readonly code = 'nothing-decided';
  readonly kind = 'conflict';

  constructor() {
    super(
      'Follow-up counts from a decision in force, and this case has none. Sign a decision first, or order a clinically indicated examination.',
    );
  }
}

/** Every day of the window is closed. */
export class NoOpenDay extends Refusal {
  readonly code = 'no-open-day';
  readonly kind = 'conflict';
}

/** A day that lies on the wrong side of now. */
export class WrongSideOfNow extends Refusal {
  readonly code = 'wrong-side-of-now';
  readonly kind = 'invalid';

  constructor(pointer: string, sentence: string) {
    super(sentence, { errors: [{ pointer, message: sentence, code: 'wrong-side-of-now' }] });
  }
}

/** A report in doubt is acknowledged with what follows from it, every other one without. */
export class AcknowledgementUnclear extends Refusal {
  readonly code = 'acknowledgement-unclear';
  readonly kind = 'invalid';

  constructor(needsConfirmation: boolean) {
    const sentence = needsConfirmation
      ? 'This growth may be pseudoprogression. Say whether to re-list the case, or order the confirming scan with its day.'
      : 'This report needs no confirmation. Acknowledge it without an action.';
    super(sentence, { errors: [{ pointer: '/action', message: sentence, code: 'acknowledgement-unclear' }] });
  }
}
