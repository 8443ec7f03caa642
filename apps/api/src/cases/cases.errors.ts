import type { StopEvent } from '#pathway';
import { inWords, joinInSentence, Refusal, type Lane } from '#workflow';

/** Nobody discusses the care of the dead. */
export class PatientIsDeceased extends Refusal {
  readonly code = 'patient-deceased';
  readonly kind = 'conflict';

  constructor() {
    super('This patient is recorded as deceased. If that is wrong, correct it in the patient’s record first.');
  }
}

/** The case is closed: nothing more is recorded in it. */
export class CaseIsClosed extends Refusal {
  readonly code = 'case-closed';
  readonly kind = 'conflict';

  constructor() {
    super('This case is closed. Reopen it first, with a reason.');
  }
}

/** A referral that says nothing about urgency. */
export class TriageUnanswered extends Refusal {
  readonly code = 'triage-unanswered';
  readonly kind = 'invalid';

  constructor() {
    const message =
      'Answer the triage: compression signs, a radicular deficit, pain features or instability. An empty list says that there are none.';
    super(message, { errors: [{ pointer: '/suspicion', message, code: 'triage-unanswered' }] });
  }
}

/** The case is where it is asked to go. */
export class LaneUnchanged extends Refusal {
  readonly code = 'lane-unchanged';
  readonly kind = 'conflict';

  constructor(readonly lane: Lane) {
    super(`This case is in the ${lane} lane already.`);
  }
}

/** "Other" says nothing without words. */
export class TextRequired extends Refusal {
  readonly code = 'text-required';
  readonly kind = 'invalid';

  constructor(pointer: string) {
    const message = 'Say in words what the reason is: “other” alone says nothing.';
    super(message, { errors: [{ pointer, message, code: 'text-required' }] });
  }
}

/** A clock is stopped by what it waits for, or by a reason why it need not run on: by one of them. */
export class StopByEventOrReason extends Refusal {
  readonly code = 'stop-by-event-or-reason';
  readonly kind = 'invalid';

  constructor() {
    super('Give either the event with the time it happened, or the reason why this clock need not run on.');
  }
}

/** Another clock's event. */
export class NotAwaited extends Refusal {
  readonly code = 'event-not-awaited';
  readonly kind = 'conflict';

  constructor(readonly awaited: readonly StopEvent[]) {
    super(
      awaited.length === 0
        ? 'This clock has stopped already.'
        : `This clock waits for: ${joinInSentence(awaited.map(inWords))}, no earlier than its start.`,
    );
  }
}

/** The time given has not come yet. */
export class NotYetHappened extends Refusal {
  readonly code = 'not-yet-happened';
  readonly kind = 'invalid';

  constructor(pointer: string) {
    const message = 'This time lies in the future. Record what has happened, when it has.';
    super(message, { errors: [{ pointer, message, code: 'not-yet-happened' }] });
  }
}

/** What comes too late is explained by a code, so that the next one does not. */
export class BreachNeedsReason extends Refusal {
  readonly code = 'breach-needs-reason';
  readonly kind = 'conflict';

  constructor(readonly dueAt: string) {
    super('This clock ran past its due time. Give the reason of the breach as breachReason.');
  }
}

/** A reason for a breach that did not happen, or that is explained already. */
export class NoBreachToExplain extends Refusal {
  readonly code = 'no-breach-to-explain';
  readonly kind = 'conflict';

  constructor() {
    super('There is no unexplained breach of this clock. Leave breachReason out.');
  }
}
