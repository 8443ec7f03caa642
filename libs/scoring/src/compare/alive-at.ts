import type { Prognosis } from '../instrument.js';

/**
 * Whether a source's figures make it more likely than not that the patient is alive after so many months: its limits as they stand,
 * its percentages against one half, its median against the time. null where they do not answer. Nothing is read between figures:
 * who is alive at a time was alive before it, and no more than that.
 */
export function aliveAt(months: number, prognosis: Prognosis | null): boolean | null {
  if (!prognosis) return null;
  // A figure that is not stated has no time before it and none after it.
  const { belowMonths = NaN, atLeastMonths = NaN, medianMonths = NaN, survival } = prognosis;
  const isAlive =
    months <= atLeastMonths ||
    months < medianMonths ||
    survival?.some(({ atMonths, percent }) => months <= atMonths && percent > 50);
  if (isAlive) return true;
  const isDead =
    months >= belowMonths ||
    months > medianMonths ||
    survival?.some(({ atMonths, percent }) => months >= atMonths && percent < 50);
  return isDead ? false : null;
}

/** The times that the sources speak of, in months, the earliest first. A median is no such time: it is an outcome. */
export function horizonsOf(scores: readonly { readonly prognosis: Prognosis | null }[]): number[] {
  const times = scores.flatMap(({ prognosis }) => [
    prognosis?.belowMonths ?? [],
    prognosis?.atLeastMonths ?? [],
    ...(prognosis?.survival ?? []).map(({ atMonths }) => atMonths),
  ]);
  return [...new Set(times.flat())].sort((one, other) => one - other);
}
