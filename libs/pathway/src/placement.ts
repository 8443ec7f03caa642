import { VERTEBRAL_LEVELS, type VertebralLevel } from '#scoring';
import type { RecommendationContent } from './decision-content.js';
import { isSurgery } from './modalities.js';

type Placed = Pick<RecommendationContent, 'modality' | 'levels'>;

/** Whether a recommendation acts on any of these levels. One that names no levels speaks for the whole case. */
export function reaches(recommendation: Placed, levels: readonly VertebralLevel[]): boolean {
  const treated = treatedLevels(recommendation);
  return treated === null || levels.some((level) => treated.includes(level));
}

/** Whether two recommendations act on a level in common. */
export function overlap(one: Placed, other: Placed): boolean {
  const treated = treatedLevels(other);
  return treated === null || reaches(one, treated);
}

/** Whether one recommendation may follow the other: the stated order decides, else the due dates; open counts as possible. */
export function mayFollow(
  later: Pick<RecommendationContent, 'sequence' | 'dueOn'>,
  earlier: Pick<RecommendationContent, 'sequence' | 'dueOn'>,
): boolean {
  if (later.sequence !== undefined && earlier.sequence !== undefined) return later.sequence >= earlier.sequence;
  return later.dueOn >= earlier.dueOn;
}

/** Surgery spans from its first to its last level, as a construct does; everything else treats the levels it names. */
function treatedLevels({ modality, levels = [] }: Placed): readonly VertebralLevel[] | null {
  if (levels.length === 0) return null;
  if (!isSurgery(modality)) return levels;

  const places = levels.map((level) => VERTEBRAL_LEVELS.indexOf(level));
  return VERTEBRAL_LEVELS.slice(Math.min(...places), Math.max(...places) + 1);
}
