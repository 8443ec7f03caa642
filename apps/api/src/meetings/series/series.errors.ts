import { Refusal, type LocalTime } from '#workflow';

/** A series that was called off is not changed any more. */
export class SeriesCancelled extends Refusal {
  readonly code = 'series-cancelled';
  readonly kind = 'conflict';

  constructor() {
    super('This series was called off. Plan another one.');
  }
}

/** A series is planned from today on. */
export class SeriesInThePast extends Refusal {
  readonly code = 'series-in-the-past';
  readonly kind = 'invalid';

  constructor(readonly today: string) {
    const message = `A series begins today (${today} where the board is) or later.`;
    super(`${message} Choose a later first start.`, { errors: [{ pointer: '/startsAt', message, code: 'past' }] });
  }
}

/** The date from which a series is to go on otherwise, or to end, is one of its dates to come. */
export class NotADateOfTheSeries extends Refusal {
  readonly code = 'not-a-date-of-the-series';
  readonly kind = 'invalid';

  constructor(readonly next: LocalTime | null) {
    const message =
      next === null
        ? 'The series has no date to come.'
        : `This is no date of the series to come. The next one is ${next}.`;
    super(message, { errors: [{ pointer: '/from', message, code: 'not-in-series' }] });
  }
}

/** From its first date on there is nothing to divide. */
export class NothingBefore extends Refusal {
  readonly code = 'nothing-before';
  readonly kind = 'conflict';

  constructor() {
    super('This is the first date of the series: there is nothing before it. Change or cancel the series as a whole.');
  }
}

/** All its dates are closed to the board. */
export class SeriesNeverMeets extends Refusal {
  readonly code = 'series-never-meets';
  readonly kind = 'conflict';

  constructor() {
    super(
      'Every date of this series in the coming year falls on a holiday, or on a day or weekday that is closed to the board. Choose other days.',
    );
  }
}
