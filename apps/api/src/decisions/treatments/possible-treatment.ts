import { isLocalTreatment, type Instant } from '#pathway';
import type { Treatment } from './treatment.js';
import { CompletedBeforeStart, LevelsMissing, TreatmentInTheFuture } from './treatments.errors.js';

/**
 * A treatment that can have happened by `now`, and says where when it was aimed at the spine.
 * @throws LevelsMissing, TreatmentInTheFuture, CompletedBeforeStart
 */
export function requirePossible(
  { modality, levels, startedAt, completedAt }: Pick<Treatment, 'modality' | 'levels' | 'startedAt' | 'completedAt'>,
  now: Instant,
): void {
  if (isLocalTreatment(modality) && levels.length === 0) throw new LevelsMissing(modality);

  const [start, today] = [Date.parse(startedAt), Date.parse(now)];
  if (start > today) throw new TreatmentInTheFuture('/startedAt');
  if (completedAt === null) return;

  const end = Date.parse(completedAt);
  if (end > today) throw new TreatmentInTheFuture('/completedAt');
  if (end < start) throw new CompletedBeforeStart();
}
