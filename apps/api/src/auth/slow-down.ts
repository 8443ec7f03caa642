const FREE_FAILURES = 5;
const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 15 * 60;

/** Until when an account takes no further attempt after so many failures in a row: 30 s after the fifth, then twice as long each time, at most 15 min. */
export function blockAfter(failures: number, now: Date): Date | null {
  if (failures < FREE_FAILURES) return null;

  const seconds = Math.min(FIRST_WAIT_SECONDS * 2 ** (failures - FREE_FAILURES), LONGEST_WAIT_SECONDS);
  return new Date(now.getTime() + seconds * 1000);
}

/** Whole seconds until a block is over, at least 1; null when there is none or it is over. */
export function secondsBlocked(blockedUntil: Date | null, now: Date): number | null {
  if (!blockedUntil || blockedUntil <= now) return null;
  return Math.ceil((blockedUntil.getTime() - now.getTime()) / 1000);
}
