import { PROGNOSTIC_INSTRUMENTS, type InstrumentId, type ScoreResult } from '#scoring';

/** Whether an instrument speaks of survival. SINS, ESCC and NOMS do not. */
export const isPrognostic = (system: InstrumentId): boolean => PROGNOSTIC_INSTRUMENTS.includes(system);

/** What the complete prognostic instruments say to "is survival under N months expected?", each by name. */
export interface ExpectedSurvival {
  months: number;
  /** `expected` when at least one says so and none says otherwise; `disputed` when they contradict each other. */
  answer: 'expected' | 'not-expected' | 'disputed' | 'unknown';
  under: InstrumentId[];
  atLeast: InstrumentId[];
  /** Complete, but their sources state no months that answer this question. */
  abstaining: InstrumentId[];
}

/**
 * Asks every complete prognostic instrument. A band speaks only where its source states months: "under N" when it states a
 * limit of N or fewer, "at least N" when it states a floor of N or more. A band is never turned into months its paper
 * does not state.
 */
export function expectedUnder(months: number, scores: readonly ScoreResult[]): ExpectedSurvival {
  const complete = scores.filter((score) => score.complete && isPrognostic(score.system));

  const under = complete.filter(({ prognosis }) => (prognosis?.belowMonths ?? Infinity) <= months);
  const atLeast = complete.filter(({ prognosis }) => (prognosis?.atLeastMonths ?? -Infinity) >= months);
  const abstaining = complete.filter((score) => !under.includes(score) && !atLeast.includes(score));

  return {
    months,
    answer: answerFrom(under.length > 0, atLeast.length > 0),
    under: under.map(({ system }) => system),
    atLeast: atLeast.map(({ system }) => system),
    abstaining: abstaining.map(({ system }) => system),
  };
}

function answerFrom(someUnder: boolean, someAtLeast: boolean): ExpectedSurvival['answer'] {
  if (someUnder) return someAtLeast ? 'disputed' : 'expected';
  return someAtLeast ? 'not-expected' : 'unknown';
}
