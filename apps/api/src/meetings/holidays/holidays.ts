import type { CanonicalValue } from '#transparency';

/** A day on which a board's series do not meet. */
export interface Holiday {
  /** `YYYY-MM-DD` on the board's calendar. */
  readonly on: string;
  readonly name: string;
}

/** A board's holidays, in the order of days: the aggregate `board-holidays`, known by its board's id. */
export interface Holidays {
  readonly boardId: string;
  readonly holidays: readonly Holiday[];
  /** 0 before anybody set them. */
  readonly version: number;
}

/** All of them at one version, as they are committed to. */
export function holidaysDocument({ holidays }: Holidays): CanonicalValue {
  return { holidays: holidays.map((each) => ({ ...each })) };
}
