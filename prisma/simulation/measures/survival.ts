/** Somebody followed for a while: until death, or until nobody looked any more. */
export interface Followed {
  readonly months: number;
  readonly died: boolean;
}

/**
 * The share alive after so many months, as Kaplan and Meier (1958) estimate it: at every death, the share that survived it among those
 * still followed. Null where nobody was followed so long.
 */
export function aliveAt(months: number, followed: readonly Followed[]): number | null {
  if (!followed.some((each) => each.months >= months)) return null;
  const deaths = new Set(followed.filter(({ died }) => died).map((each) => each.months));
  return [...deaths]
    .filter((time) => time <= months)
    .sort((one, other) => one - other)
    .reduce((alive, time) => alive * (1 - countOf(followed, isDeathAt(time)) / countOf(followed, isAtRisk(time))), 1);
}

/**
 * Harrell's concordance index (1982): of all pairs of whom it is known who died first, the share in which the one with the lower score
 * did; equal scores count half. Null where no pair can be compared.
 */
export function concordance(scored: readonly (Followed & { readonly score: number })[]): number | null {
  let pairs = 0;
  let agreeing = 0;
  for (const one of scored.filter(({ died }) => died)) {
    for (const other of scored) {
      if (other.months < one.months || (other.months === one.months && other.died)) continue;
      pairs += 1;
      if (one.score < other.score) agreeing += 1;
      if (one.score === other.score) agreeing += 0.5;
    }
  }
  return pairs === 0 ? null : agreeing / pairs;
}

const isDeathAt = (time: number) => (each: Followed) => each.died && each.months === time;
const isAtRisk = (time: number) => (each: Followed) => each.months >= time;
const countOf = (followed: readonly Followed[], isIt: (each: Followed) => boolean) => followed.filter(isIt).length;
