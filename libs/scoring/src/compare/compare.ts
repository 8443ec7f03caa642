import type { InstrumentId, Prognosis, Strategy } from '../instrument.js';
import type { Category, ScoreResult } from '../result.js';
import { aliveAt, horizonsOf } from './alive-at.js';

/** One complete prognostic instrument beside the others. */
export interface ComparedScore {
  readonly system: InstrumentId;
  readonly version: string;
  readonly total: number | null;
  readonly category: Category | null;
  /** What its source says of survival; null where it says nothing of it. */
  readonly prognosis: Prognosis | null;
  /** What its source advises; empty where it advises nothing. */
  readonly strategies: readonly Strategy[];
}

/** Whether the patient is more likely alive than not after so many months, by each instrument whose source answers that. */
export interface SurvivalAtHorizon {
  readonly months: number;
  readonly alive: readonly InstrumentId[];
  readonly dead: readonly InstrumentId[];
  /** Their sources state no figure that answers it. */
  readonly silent: readonly InstrumentId[];
  readonly disagree: boolean;
}

/** Instruments that contradict each other: each of the ones with each of the others. */
export interface Disagreement {
  readonly about: 'survival' | 'strategy';
  readonly ones: readonly InstrumentId[];
  readonly others: readonly InstrumentId[];
  readonly sentence: string;
}

/** The prognostic instruments side by side. Nothing is averaged: where they disagree, it says so. */
export interface Comparison {
  readonly scores: readonly ComparedScore[];
  /** At every time that one of the sources speaks of, the earliest first. */
  readonly survival: readonly SurvivalAtHorizon[];
  readonly disagreements: readonly Disagreement[];
  /** Prognostic instruments that are not complete, and so not compared. */
  readonly incomplete: readonly InstrumentId[];
}

/** What the comparison needs of an instrument besides its result. */
export interface Prognostic {
  readonly name: string;
  /** The strategies that the source advises for a category, by its id. */
  readonly strategiesOf: (category: string) => readonly Strategy[];
}

/** Compares results of the prognostic instruments that `prognostic` knows; other results are passed over. */
export function compareResults(
  results: readonly ScoreResult[],
  prognostic: (result: ScoreResult) => Prognostic | undefined,
): Comparison {
  const known = results.filter((result) => prognostic(result));
  const scores = known.filter(({ complete }) => complete).map((result) => compared(result, prognostic(result)!));
  const survival = horizonsOf(scores).map((months) => survivalAt(months, scores));
  const nameOf = (id: InstrumentId) => prognostic(known.find(({ system }) => system === id)!)!.name;
  return {
    scores,
    survival,
    disagreements: [...aboutSurvival(survival, nameOf), ...aboutStrategy(scores, nameOf)],
    incomplete: known.filter(({ complete }) => !complete).map(({ system }) => system),
  };
}

function compared(
  { system, version, total, category, prognosis }: ScoreResult,
  { strategiesOf }: Prognostic,
): ComparedScore {
  return { system, version, total, category, prognosis, strategies: category ? strategiesOf(category.id) : [] };
}

function survivalAt(months: number, scores: readonly ComparedScore[]): SurvivalAtHorizon {
  const saying = (answer: boolean | null) =>
    scores.filter(({ prognosis }) => aliveAt(months, prognosis) === answer).map(({ system }) => system);
  const [alive, dead] = [saying(true), saying(false)];
  return { months, alive, dead, silent: saying(null), disagree: alive.length > 0 && dead.length > 0 };
}

type NameOf = (id: InstrumentId) => string;

function aboutSurvival(survival: readonly SurvivalAtHorizon[], nameOf: NameOf): Disagreement[] {
  const named = (ids: readonly InstrumentId[]) => inList(ids.map(nameOf));
  return survival
    .filter(({ disagree }) => disagree)
    .map(({ months, alive, dead }) => ({
      about: 'survival',
      ones: alive,
      others: dead,
      sentence: `Survival beyond ${months} months is expected by ${named(alive)}, and not by ${named(dead)}.`,
    }));
}

const inList = (names: readonly string[]) =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const ADVISED: Readonly<Record<Strategy, string>> = {
  'non-operative': 'no operation',
  'palliative-surgery': 'a palliative operation',
  'surgery-for-local-control': 'an operation for local control',
};

/** Two sources disagree where no strategy is advised by both. */
function aboutStrategy(scores: readonly ComparedScore[], nameOf: NameOf): Disagreement[] {
  const advising = scores.filter(({ strategies }) => strategies.length > 0);
  return advising.flatMap((one, index) =>
    advising
      .slice(index + 1)
      .filter((other) => !one.strategies.some((strategy) => other.strategies.includes(strategy)))
      .map((other) => ({
        about: 'strategy' as const,
        ones: [one.system],
        others: [other.system],
        sentence: `${nameOf(one.system)} advises ${inWords(one)}, ${nameOf(other.system)} ${inWords(other)}.`,
      })),
  );
}

const inWords = ({ strategies }: ComparedScore) => strategies.map((strategy) => ADVISED[strategy]).join(' or ');
