import { checkFacts } from '../check-facts.js';
import type { Instrument, Outcome } from '../define-instrument.js';
import { evaluateFacts } from '../evaluate.js';
import type { Facts, LesionFacts } from '../facts.js';
import { refuseIfAny } from '../findings.js';
import type { InstrumentId, Prognosis } from '../instrument.js';
import type { Category, MissingItem, Range, ScoreResult } from '../result.js';
import { type Budget, everyReading, MOST_READINGS } from './every-reading.js';
import { type OpenFact, readUncertain } from './possible-values.js';
import type { Uncertain } from './uncertain.js';

/** A category that some possible reading of the facts leads to. */
export interface PossibleOutcome {
  readonly category: Category;
  readonly prognosis: Prognosis | null;
}

/** One instrument under uncertainty: the union of its results over every combination of the uncertain facts. */
export interface UncertainResult {
  readonly system: InstrumentId;
  readonly version: string;
  /** Index into `facts.lesions`. */
  readonly lesion?: number;
  /** The uncertain facts that it reads; empty where the uncertainty does not touch it. */
  readonly dependsOn: readonly string[];
  /** Whether every reading completes it. */
  readonly complete: boolean;
  /** From the least to the greatest total of any reading; null where the scale has none, or no reading can be scored. */
  readonly possible: Range | null;
  /** In the instrument's own order. */
  readonly outcomes: readonly PossibleOutcome[];
  /** One category whatever is true: the uncertainty does not matter. */
  readonly isSettled: boolean;
  /** What some reading leaves open, each item once. */
  readonly missing: readonly MissingItem[];
  /** Why some reading cannot be scored. */
  readonly notScorable: readonly string[];
  /** Some reading takes the lesion out of the instrument: it is not extradural then. */
  readonly mayNotApply: boolean;
}

/**
 * Instruments applied to facts of which some are uncertain, in the order given. Exact: each range and each set of categories is the
 * union over every combination, and a fact that two items read has one value in both. Work is bounded: `MOST_READINGS` in all.
 * @throws ScoringInputError naming every fact that is impossible, or that more combinations than the limit would be tried
 */
export function scoreInstrumentsUncertain(
  instruments: readonly Instrument[],
  facts: Facts,
  uncertain: Uncertain,
): UncertainResult[] {
  refuseIfAny(checkFacts(facts));
  const { open, findings } = readUncertain(facts, uncertain);
  refuseIfAny(findings);

  const budget: Budget = { left: MOST_READINGS };
  return instruments.flatMap((instrument) =>
    lesionsConcerned(instrument, facts, open).map((lesion) => unionOf(instrument, facts, open, budget, lesion)),
  );
}

/** The lesions that some reading has an instrument score; a single `undefined` for an instrument, or a case, without lesions. */
function lesionsConcerned({ isPerLesion }: Instrument, facts: Facts, open: readonly OpenFact[]) {
  const indexes = [...(facts.lesions ?? []).keys()];
  const concerned = indexes.filter((index) => {
    const compartments = open.find(({ path }) => path === `lesions[${index}].compartment`)?.values;
    return (compartments ?? [facts.lesions![index]!.compartment]).some(mayBeExtradural);
  });
  return isPerLesion && concerned.length ? concerned : [undefined];
}

const mayBeExtradural = (compartment: unknown) =>
  compartment === undefined || compartment === ('extradural' satisfies LesionFacts['compartment']);

function unionOf(
  instrument: Instrument,
  facts: Facts,
  open: readonly OpenFact[],
  budget: Budget,
  lesion: number | undefined,
): UncertainResult {
  const { values, dependsOn } = everyReading(facts, open, budget, (reading) =>
    lesion === undefined || mayBeExtradural(reading.lesions![lesion]!.compartment)
      ? evaluateFacts(instrument, reading, lesion)
      : null,
  );
  const results = values.filter((result) => result !== null);
  const outcomes = outcomesOf(instrument, results);
  const isAlwaysScored = results.every(({ notScorable }) => !notScorable);
  return {
    system: instrument.id,
    version: instrument.version,
    lesion,
    dependsOn,
    complete: results.every(({ complete }) => complete),
    possible: hullOf(results.flatMap(({ possible }) => possible ?? [])),
    outcomes: outcomes.map(({ category, prognosis }) => ({ category, prognosis })),
    isSettled: outcomes.length === 1 && isAlwaysScored && results.length === values.length,
    missing: onceEach(results.flatMap(({ missing }) => missing)),
    notScorable: [...new Set(results.flatMap(({ notScorable }) => notScorable ?? []))],
    mayNotApply: results.length < values.length,
  };
}

function hullOf(ranges: readonly Range[]): Range | null {
  if (ranges.length === 0) return null;
  return ranges.reduce((hull, { min, max }) => ({ min: Math.min(hull.min, min), max: Math.max(hull.max, max) }));
}

/** The outcomes that any result has or, where something is missing, may have; in the instrument's own order. */
function outcomesOf(instrument: Instrument, results: readonly ScoreResult[]): Outcome[] {
  const { outcomeAt, outcomeOf, definition } = instrument;
  const known = [
    ...new Set([...outcomeAt, ...(definition.range && definition.bands.length ? [] : outcomeOf.values())]),
  ];
  const found = new Set(results.flatMap((result) => categoriesOf(instrument, result)));
  return known.filter((outcome) => outcome !== undefined).filter(({ category }) => found.has(category));
}

function categoriesOf(instrument: Instrument, result: ScoreResult): (Category | undefined)[] {
  const { outcomeAt, outcomeOf, reckoning } = instrument;
  const { complete, category, notScorable, possible, items, missing } = result;
  if (complete) return [category ?? undefined];
  if (notScorable || (reckoning && !instrument.definition.bands.length)) return [];

  const byTotal = possible ? outcomeAt.slice(possible.min, possible.max + 1) : [];
  if (byTotal.some((outcome) => outcome)) return byTotal.map((outcome) => outcome?.category);
  if (reckoning) return [...outcomeOf.values()].map((outcome) => outcome.category);
  // A scale of grades has one item: the grade answered, or those still open.
  const grades = items.length ? [items[0]!.option] : missing.at(-1)!.options!.map(({ id }) => id);
  return grades.map((id) => outcomeOf.get(id)?.category);
}

function onceEach(missing: readonly MissingItem[]): MissingItem[] {
  return [...new Map(missing.map((each) => [each.item, each])).values()];
}
