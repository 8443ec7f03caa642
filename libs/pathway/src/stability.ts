import type { LesionFacts, ScoreResult } from '#scoring';

/** What SINS says about one lesion: its total, or the least total still possible while something is missing. */
export interface LesionStability {
  lesion: LesionFacts;
  sins: number;
  /** As shown to a clinician, for example "SINS 14 at T8" or "SINS at least 13 at T8". */
  words: string;
}

/** The stability of every lesion that SINS was applied to, worst first. What is not known yet counts as its least value. */
export function stabilities(lesions: readonly LesionFacts[], scores: readonly ScoreResult[]): LesionStability[] {
  return scores
    .filter(({ system }) => system === 'sins')
    .flatMap((score) => stabilityOf(lesions, score))
    .sort((a, b) => b.sins - a.sins);
}

function stabilityOf(
  lesions: readonly LesionFacts[],
  { lesion: index, total, possible }: ScoreResult,
): LesionStability[] {
  const lesion = lesions[index ?? -1];
  const sins = total ?? possible?.min;
  if (lesion === undefined || sins === undefined) return [];

  const qualifier = total === null ? 'at least ' : '';
  return [{ lesion, sins, words: `SINS ${qualifier}${sins} at ${placeOf(lesion)}` }];
}

/** Where a lesion lies, for example "T8" or "L2-L3". */
export function placeOf({ levels }: Pick<LesionFacts, 'levels'>): string {
  return levels.length > 1 ? `${levels.at(0)}-${levels.at(-1)}` : levels.join();
}
