import { joinInSentence } from '../sentences.js';
import { Refusal } from '../refusal.js';
import type { Candidate, LocalTime } from './local-time.js';

/** No series has more occurrences that end by themselves; one without an end is materialised a year at a time. */
export const MOST_OCCURRENCES = 1_000;

/** A recurrence rule that is no RFC 5545 rule, or one that no board meets by. */
export class RuleNotAllowed extends Refusal {
  readonly code = 'recurrence-not-allowed';
  readonly kind = 'invalid';

  constructor(message: string, code: string) {
    super(`${message} A weekly board is FREQ=WEEKLY;BYDAY=TU, one on last Thursdays FREQ=MONTHLY;BYDAY=-1TH.`, {
      errors: [{ pointer: '/rule', message, code }],
    });
  }
}

/** A rule by which no day ever comes, such as the 30th of February. */
export class ImpossibleRecurrence extends Refusal {
  readonly code = 'recurrence-impossible';
  readonly kind = 'invalid';

  constructor() {
    const message = 'No day ever meets this rule. Look at its month and day.';
    super(message, { errors: [{ pointer: '/rule', message, code: 'impossible' }] });
  }
}

/** RFC 5545 leaves open what a start means that its own rule does not name; nothing is guessed. */
export class StartNotInRule extends Refusal {
  readonly code = 'start-not-in-rule';
  readonly kind = 'invalid';

  constructor(readonly first: LocalTime) {
    const message = `The series does not begin on a day of its rule. The first such day is ${first.slice(0, 10)}.`;
    super(`${message} Begin there, or change the rule.`, {
      errors: [{ pointer: '/startsAt', message, code: 'not-in-rule' }],
    });
  }
}

/** A rule that ends before its series begins. */
export class UntilBeforeStart extends Refusal {
  readonly code = 'until-before-start';
  readonly kind = 'invalid';

  constructor() {
    const message = 'The rule ends before the series begins. Choose a later UNTIL, or leave it out.';
    super(message, { errors: [{ pointer: '/rule', message, code: 'until' }] });
  }
}

/** More occurrences than a board can mean. */
export class TooManyOccurrences extends Refusal {
  readonly code = 'too-many-occurrences';
  readonly kind = 'invalid';
  readonly limit = MOST_OCCURRENCES;

  constructor() {
    const message = `The rule ends after more than ${MOST_OCCURRENCES} meetings. End it earlier, or leave COUNT and UNTIL out: a series without an end is planned a year ahead.`;
    super(message, { errors: [{ pointer: '/rule', message, code: 'too-many' }] });
  }
}

/** An exception or an extra date that the series cannot have. */
export class DateNotInSeries extends Refusal {
  readonly code = 'date-not-in-series';
  readonly kind = 'invalid';

  constructor(
    readonly at: LocalTime,
    list: 'exceptions' | 'extras',
    index: number,
  ) {
    const message =
      list === 'exceptions'
        ? `The series has no meeting on ${at}, so there is none to leave out. Write the local start as the rule gives it.`
        : `${at} is before the series begins, or is given by the rule already. Leave it out.`;
    super(message, { errors: [{ pointer: `/${list}/${index}`, message, code: 'not-in-series' }] });
  }
}

/** No such zone in the IANA database. */
export class ZoneUnknown extends Refusal {
  readonly code = 'unknown-time-zone';
  readonly kind = 'invalid';

  constructor() {
    const message = 'Name an IANA time zone, such as Europe/Amsterdam.';
    super(message, { errors: [{ pointer: '/timeZone', message, code: 'unknown-time-zone' }] });
  }
}

/** A local hour that the clocks leave out or show twice on that day. */
export interface LocalTimeQuestion {
  readonly recurrenceId: LocalTime;
  readonly kind: 'gap' | 'overlap';
  readonly candidates: readonly Candidate[];
}

/** A meeting would begin at an hour that does not exist on its day, or exists twice. Which is meant is asked, not guessed. */
export class LocalTimeInQuestion extends Refusal {
  readonly code = 'local-time-in-question';
  readonly kind = 'unprocessable';

  constructor(readonly questions: readonly LocalTimeQuestion[]) {
    super(
      `The clocks change: ${joinInSentence(questions.map(asked))}. Say which is meant: for each date in resolutions, or for all by gap (earlier or later) and overlap (first or second).`,
    );
  }
}

function asked({ recurrenceId, kind, candidates }: LocalTimeQuestion): string {
  const [day, hour] = recurrenceId.split('T') as [string, string];
  const choices = candidates.map(({ choose, startsAt }) => `${choose} is ${startsAt}`).join(', ');
  return `${hour} ${kind === 'gap' ? 'does not exist' : 'comes twice'} on ${day} (${choices})`;
}
