import { checkFacts } from './check-facts.js';
import { answerOf, evaluateFacts } from './evaluate.js';
import type { Facts } from './facts.js';
import { type Finding, quoted, refuseIfAny, ScoringInputError } from './findings.js';
import { checkForm, scoreForm } from './form.js';
import type { Instrument } from './define-instrument.js';
import type { Answer, InstrumentId } from './instrument.js';
import { lesionsToScore } from './lesions.js';
import { nomsFromForm, type NomsResult, nomsSuggestion } from './noms/noms.js';
import { INSTRUMENTS, isInstrumentId, SCORED } from './registry.js';
import type { ScoreResult } from './result.js';
import { worstOf } from './worst-lesion.js';

/**
 * One instrument from its own form: an option's id for each item, a number where the item counts, `{ value, unit }` for a
 * measured one. Items left out are missing, not wrong.
 * @throws ScoringInputError naming every item that is impossible or that the instrument does not have
 */
export function score(id: 'noms', inputs: unknown): NomsResult;
export function score(id: InstrumentId, inputs: unknown): ScoreResult;
export function score(id: InstrumentId, inputs: unknown): ScoreResult {
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
  refuseIfAny(checkFacts(facts));
  return id === 'noms' ? [nomsSuggestion(facts)] : addResults(instrument(id), facts, []);
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

/** Appends one result, or one for each extradural lesion with the worst marked. */
function addResults(each: Instrument, facts: Facts, results: ScoreResult[]): ScoreResult[] {
  if (!each.isPerLesion) {
    results.push(evaluateFacts(each, facts));
    return results;
  }
  const first = results.length;
  for (const lesion of lesionsToScore(facts)) results.push(evaluateFacts(each, facts, lesion));
  const worst = worstOf(results, first);
  if (worst) worst.isWorst = true;
  return results;
}

function instrument(id: InstrumentId): Instrument {
  if (isInstrumentId(id)) return INSTRUMENTS[id];
  const message = `There is no instrument ${quoted(id)} here; the catalogue lists those there are.`;
  throw new ScoringInputError([{ item: 'system', code: 'unknown-system', message }]);
}
