/** What makes a discussion longer or shorter, as a board can tell before it: not a clinical grade. */
export const COMPLEXITIES = ['ratification', 'single-lesion', 'several-lesions', 'emergency'] as const;
export type Complexity = (typeof COMPLEXITIES)[number];

/** A discussion that the board has had: how long its item was open. */
export interface Discussed {
  readonly complexity: Complexity;
  readonly minutes: number;
}

export interface Prediction {
  /** Whole minutes, at least 1. */
  readonly minutes: number;
  readonly basis: 'like-cases' | 'all-cases' | 'published';
  /** What it rests on, in words. */
  readonly sentence: string;
}

/** A spine board's published mean: 9.25 minutes per case (board quality measures, "Meeting"). */
const PUBLISHED_MINUTES = 9.25;

/** Fewer discussions than these say little about the next one. */
const ENOUGH = 5;

const NAMES: Readonly<Record<Complexity, string>> = {
  ratification: 'ratifications',
  'single-lesion': 'discussions of a single lesion',
  'several-lesions': 'discussions of several lesions',
  emergency: 'emergencies',
};

/**
 * How long a discussion will take: the median of the board's own ones that were alike, rounded up to whole minutes; with fewer
 * than five of them the median of all; with fewer than five at all the published mean. `history` is the latest discussions.
 */
export function predictMinutes(history: readonly Discussed[], complexity: Complexity): Prediction {
  const alike = history.filter((each) => each.complexity === complexity);
  if (alike.length >= ENOUGH) {
    return predicted(medianOf(alike), 'like-cases', `the median of ${alike.length} ${NAMES[complexity]} of this board`);
  }
  if (history.length >= ENOUGH) {
    return predicted(medianOf(history), 'all-cases', `the median of ${history.length} discussions of this board`);
  }
  return predicted(PUBLISHED_MINUTES, 'published', 'the published mean of a spine board, 9.25 minutes');
}

function predicted(exact: number, basis: Prediction['basis'], because: string): Prediction {
  const minutes = Math.max(1, Math.ceil(exact));
  return { minutes, basis, sentence: `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}: ${because}.` };
}

function medianOf(discussions: readonly Discussed[]): number {
  const sorted = discussions.map(({ minutes }) => minutes).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)]!;
}
