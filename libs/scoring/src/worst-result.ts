import { ESCC_GRADES, type EsccGrade } from './facts.js';
import type { ScoreResult } from './result.js';

/** Of the results of one instrument, from an index on, the first complete one with the worst total or, for ESCC, grade. */
export function worstOf(results: readonly ScoreResult[], from = 0): ScoreResult | null {
  let worst: ScoreResult | null = null;
  for (let index = from; index < results.length; index++) {
    const result = results[index]!;
    if (result.complete && (!worst || severity(result) > severity(worst))) worst = result;
  }
  return worst;
}

function severity({ total, items }: ScoreResult): number {
  return total ?? ESCC_GRADES.indexOf(items[0]!.option as EsccGrade);
}
