import type { Finding } from '#pathway';
import { Refusal, type ImagingOrderState } from '#workflow';

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

/** One routine examination at a time: two would count from the same day. */
export class RoutineAlreadyPlanned extends Refusal {
  readonly code = 'routine-already-planned';
  readonly kind = 'conflict';

  constructor(readonly dueOn: string) {
    super(
      `The next routine examination is planned for ${dueOn}. Change its interval in the follow-up policy, ` +
        'or order a clinically indicated examination.',
    );
  }
}

/** An examination is wanted by a day or after so many weeks, as its kind asks. */
export class DayOrWeeks extends Refusal {
  readonly code = 'day-or-weeks';
  readonly kind = 'invalid';

  constructor(pointer: '/dueOn' | '/weeks') {
    const message =
      pointer === '/dueOn'
        ? 'A clinically indicated examination is ordered by its day: give dueOn, and no weeks.'
        : 'This examination is ordered by its interval: give weeks, and no dueOn.';
    super(message, { errors: [{ pointer, message, code: 'day-or-weeks' }] });
  }
}

/** An examination that was made before the day it counts from. */
export class MadeTooEarly extends Refusal {
  readonly code = 'made-too-early';
  readonly kind = 'invalid';

  constructor(readonly countedFrom: string) {
    const message =
      `This examination counts from ${countedFrom} and cannot have been made before. Check its day, ` +
      'record the completion of the treatment first, or order it as clinically indicated.';
    super(message, { errors: [{ pointer: '/performedAt', message, code: 'made-too-early' }] });
  }
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

/** Nobody answers any more for an examination whose report was acknowledged, or that was called off. */
export class LoopIsClosed extends Refusal {
  readonly code = 'loop-is-closed';
  readonly kind = 'conflict';

  constructor(readonly state: ImagingOrderState) {
    super(`This examination is ${state}: nobody has to see to it any more.`);
  }
}

/** Only a specialist who sits on the board can acknowledge a report. */
export class NotASpecialistOfTheBoard extends Refusal {
  readonly code = 'not-a-specialist-of-the-board';
  readonly kind = 'invalid';

  constructor() {
    const message = 'This person holds no specialty on the board of the case. Name a specialist who sits on it.';
    super(message, { errors: [{ pointer: '/specialistId', message, code: 'not-a-specialist-of-the-board' }] });
  }
}
