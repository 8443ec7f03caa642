import { checkFacts } from '../check-facts.js';
import type { Instrument } from '../define-instrument.js';
import { evaluateFacts } from '../evaluate.js';
import { FACT_VALUES, withFact, withoutIndex } from '../fact-values.js';
import type { Facts } from '../facts.js';
import { refuseIfAny } from '../findings.js';
import type { InstrumentId } from '../instrument.js';
import { lesionsToScore } from '../lesions.js';
import type { ScoreResult } from '../result.js';

/** One missing fact, and what recording it would do. */
export interface NextBestFact {
  /** Its path, for example `burden.brainMetastases`. */
  readonly fact: string;
  /** Instruments that it completes, whatever its value turns out to be. */
  readonly completes: readonly InstrumentId[];
  /** Instruments that some of its values complete, while others leave a further fact to be asked. */
  readonly mayComplete: readonly InstrumentId[];
  /** Every incomplete instrument that asks for it, those among them that it does not complete alone. */
  readonly neededBy: readonly InstrumentId[];
}

/**
 * Every missing fact, the one first that alone would complete the most instruments. Every value a fact may have is tried. An
 * instrument that a value leaves without a row (a KPS of 0) counts as answered by it; of SINS and ESCC the fact has to complete
 * one lesion.
 * @throws ScoringInputError naming every fact whose value is impossible
 */
export function nextBestFactsFor(instruments: readonly Instrument[], facts: Facts): NextBestFact[] {
  refuseIfAny(checkFacts(facts));
  const open = instruments.flatMap((instrument) => openResults(instrument, facts));
  const paths = [...new Set(open.flatMap(({ asks }) => asks))];
  return paths
    .map((path) => tried(path, open, facts))
    .filter(({ neededBy }) => neededBy.length > 0)
    .sort(byWorth);
}

/** What is certain counts before what is possible, and that before what is merely asked for. */
function byWorth(one: NextBestFact, other: NextBestFact): number {
  return (
    other.completes.length - one.completes.length ||
    other.mayComplete.length - one.mayComplete.length ||
    other.neededBy.length - one.neededBy.length
  );
}

interface OpenResult {
  readonly instrument: Instrument;
  readonly lesion: number | undefined;
  /** The facts that it asks for. */
  readonly asks: readonly string[];
  /** How many items they leave open. */
  readonly items: number;
}

function openResults(instrument: Instrument, facts: Facts): OpenResult[] {
  const lesions = instrument.isPerLesion ? lesionsToScore(facts) : [undefined];
  return lesions.flatMap((lesion) => {
    const { missing } = evaluateFacts(instrument, facts, lesion);
    const asks = missing.flatMap(({ from }) => from).filter((path) => FACT_VALUES.has(withoutIndex(path)));
    return asks.length ? [{ instrument, lesion, asks, items: missing.length }] : [];
  });
}

function tried(path: string, open: readonly OpenResult[], facts: Facts): NextBestFact {
  const readings = FACT_VALUES.get(withoutIndex(path))!
    .map((value) => withFact(facts, path, value))
    .filter((reading) => checkFacts(reading).length === 0);
  const completes = new Set<InstrumentId>();
  const mayComplete = new Set<InstrumentId>();
  const neededBy = new Set<InstrumentId>();
  for (const { instrument, lesion, asks, items } of open) {
    if (!asks.includes(path)) continue;
    const results = readings.map((reading) => resultOf(instrument, reading, lesion));
    // An EQ-5D-3L asks for its state even where an EQ-5D-5L is recorded, and none would answer it.
    if (results.some((result) => !result || result.missing.length < items)) neededBy.add(instrument.id);
    if (!results.some((result) => result?.complete)) continue;
    (results.every(isAnswered) ? completes : mayComplete).add(instrument.id);
  }
  return {
    fact: path,
    completes: [...completes],
    mayComplete: [...mayComplete].filter((id) => !completes.has(id)),
    neededBy: [...neededBy],
  };
}

/** null: the lesion is not extradural, and the instrument has nothing to say of it. */
function resultOf(instrument: Instrument, facts: Facts, lesion: number | undefined): ScoreResult | null {
  if (lesion !== undefined && !lesionsToScore(facts).includes(lesion)) return null;
  return evaluateFacts(instrument, facts, lesion);
}

const isAnswered = (result: ScoreResult | null) => !result || result.complete || result.notScorable !== undefined;
