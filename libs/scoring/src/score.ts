import { checkFacts } from './check-facts.js';
import { compareResults, type Comparison } from './compare/compare.js';
import { answerOf } from './evaluate.js';
import type { Facts } from './facts.js';
import { type Finding, quoted, refuseIfAny, ScoringInputError } from './findings.js';
import { checkForm, scoreForm } from './form.js';
import type { Instrument } from './define-instrument.js';
import type { Answer, InstrumentId } from './instrument.js';
import { type NextBestFact, nextBestFactsFor } from './next-best-facts/next-best-facts.js';
import { noms, nomsFromForm, type NomsResult, nomsSuggestion } from './noms/noms.js';
import { INSTRUMENTS, isInstrumentId, SCORED, VERSIONS } from './registry.js';
import type { ScoreResult } from './result.js';
import { addResults, scoreInstrument } from './score-instrument.js';
import { scoreInstrumentsUncertain, type UncertainResult } from './uncertainty/score-uncertain.js';
import type { Uncertain } from './uncertainty/uncertain.js';
import { versionIn } from './versions/versions.js';

/**
 * One instrument from its own form: an option's id for each item, a number where the item counts, `{ value, unit }` for a
 * measured one. Items left out are missing, not wrong. With a version, one instrument as it was then from the facts of an
 * assessment, so that an old result can be computed again: one result, or for SINS and ESCC one for each extradural lesion.
 * @throws ScoringInputError naming every item or fact that is impossible, and a version that there never was
 */
export function score(id: 'noms', inputs: unknown): NomsResult;
export function score(id: InstrumentId, inputs: unknown): ScoreResult;
export function score(id: InstrumentId, version: string, facts: Facts): ScoreResult[];
export function score(id: InstrumentId, inputs: unknown, facts?: Facts): ScoreResult | ScoreResult[] {
  if (facts !== undefined) return scoreVersion(versionIn(VERSIONS, id, String(inputs)), facts);
  return id === 'noms' ? nomsFromForm(inputs) : scoreForm(instrument(id), inputs);
}

/** What is impossible in an instrument's form; empty when nothing is. `score` throws the same findings. */
export function checkInputs(id: InstrumentId, inputs: unknown): Finding[] {
  return checkForm(instrument(id), inputs);
}

/** One item of an instrument with what the facts say about it. */
export interface DerivedInput extends Answer {
  readonly item: string;
}

/** The form of an instrument as the facts fill it in; for SINS and ESCC, of one lesion. Facts are taken as checked. */
export function inputsFrom(id: InstrumentId, facts: Facts, lesion?: number): DerivedInput[] {
  const items = lesion === undefined ? instrument(id).items : instrument(id).itemsOfLesion(lesion);
  return items.map((item) => ({ item: item.id, ...answerOf(item, item.read(facts, lesion)) }));
}

/**
 * One instrument applied to one assessment: one result, or for SINS and ESCC one for each extradural lesion, the worst marked.
 * @throws ScoringInputError naming every fact whose value is impossible
 */
export function scoreFacts(id: InstrumentId, facts: Facts): ScoreResult[] {
  return scoreVersion(instrument(id), facts);
}

/** NOMS judges its axes with the parameters of a board; without them it asks. */
function scoreVersion(version: Instrument, facts: Facts): ScoreResult[] {
  return version === noms ? [nomsSuggestion(facts)] : scoreInstrument(version, facts);
}

/**
 * Every instrument applied to one assessment, in a stable order: each complete, or incomplete with what is missing and the
 * totals still possible. SINS and ESCC give one result for each extradural lesion, the worst marked. NOMS is not among them:
 * it suggests instead of scoring and depends on parameters of the board (`nomsSuggestion`).
 * @throws ScoringInputError naming every fact whose value is impossible
 */
export function scoreAll(facts: Facts): ScoreResult[] {
  refuseIfAny(checkFacts(facts));
  const results: ScoreResult[] = [];
  for (const each of SCORED) addResults(each, facts, results);
  return results;
}

/**
 * What `scoreAll` answers where some facts are uncertain: for each instrument the totals and categories that are possible, so
 * that a board sees whether the uncertainty matters. Exact, and refused where more than `MOST_READINGS` would have to be tried.
 * @throws ScoringInputError naming every fact that is impossible, and what is said to be possible of it
 */
export function scoreUncertain(facts: Facts, uncertain: Uncertain): UncertainResult[] {
  return scoreInstrumentsUncertain(SCORED, facts, uncertain);
}

/**
 * Every missing fact of an assessment with the instruments of `scoreAll` that it alone would complete, the one first that would
 * complete the most.
 * @throws ScoringInputError naming every fact whose value is impossible
 */
export function nextBestFacts(facts: Facts): NextBestFact[] {
  return nextBestFactsFor(SCORED, facts);
}

/**
 * The prognostic instruments among results side by side, by the versions that they name: expected survival at every time that a
 * source speaks of, and every pair that contradicts each other. Nothing is averaged.
 */
export function compare(results: readonly ScoreResult[]): Comparison {
  return compareResults(results, ({ system, version }) => {
    const { purpose, name, bands } = versionIn(VERSIONS, system, version).definition;
    if (purpose !== 'prognosis') return undefined;
    return { name, strategiesOf: (category) => bands.find(({ id }) => id === category)?.strategies ?? [] };
  });
}

function instrument(id: InstrumentId): Instrument {
  if (isInstrumentId(id)) return INSTRUMENTS[id];
  const message = `There is no instrument ${quoted(id)} here; the catalogue lists those there are.`;
  throw new ScoringInputError([{ item: 'system', code: 'unknown-system', message }]);
}
