import { checkFacts } from './check-facts.js';
import { answersFrom, evaluate } from './evaluate.js';
import type { Facts } from './facts.js';
import { refuseIfAny } from './findings.js';
import type { Instrument } from './instrument.js';
import { SCORED } from './registry.js';
import type { ScoreResult } from './result.js';

/**
 * Every instrument applied to one assessment, in a stable order: each complete, or incomplete with what is missing and the
 * totals still possible. SINS and ESCC give one result per extradural lesion, the worst marked. NOMS is not among them: it
 * suggests instead of scoring and depends on parameters of the board (see `nomsSuggestion`).
 * @throws ScoringInputError naming every fact whose value is impossible
 */
export function scoreAll(facts: Facts): ScoreResult[] {
  refuseIfAny(checkFacts(facts));
  return SCORED.flatMap((instrument) => resultsOf(instrument, facts));
}

function resultsOf(instrument: Instrument, facts: Facts): ScoreResult[] {
  return [evaluate(instrument, answersFrom(instrument, facts))];
}
