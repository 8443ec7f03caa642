import { checkFacts } from './check-facts.js';
import type { Instrument } from './define-instrument.js';
import { evaluateFacts } from './evaluate.js';
import type { Facts } from './facts.js';
import { refuseIfAny } from './findings.js';
import { lesionsToScore } from './lesions.js';
import type { ScoreResult } from './result.js';
import { worstOf } from './worst-result.js';

/**
 * One instrument, given by itself so that no other is loaded, applied to one assessment: one result, or for SINS and ESCC one for
 * each extradural lesion, the worst marked.
 * @throws ScoringInputError naming every fact whose value is impossible
 */
export function scoreInstrument(instrument: Instrument, facts: Facts): ScoreResult[] {
  refuseIfAny(checkFacts(facts));
  return addResults(instrument, facts, []);
}

/** Appends one result, or one for each extradural lesion with the worst marked. Facts are taken as checked. */
export function addResults(instrument: Instrument, facts: Facts, results: ScoreResult[]): ScoreResult[] {
  if (!instrument.isPerLesion) {
    results.push(evaluateFacts(instrument, facts));
    return results;
  }
  const first = results.length;
  for (const lesion of lesionsToScore(facts)) results.push(evaluateFacts(instrument, facts, lesion));
  const worst = worstOf(results, first);
  if (worst) worst.isWorst = true;
  return results;
}
