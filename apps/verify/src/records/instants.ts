/** Servers' clocks may differ by so much: the database refuses events from further away. */
const SPARE = 5 * 60 * 1000;

/** Whether one instant (ISO 8601) is not after another, with what clocks may differ to spare; false where one is no instant. */
export function isBefore(earlier: string, later: string): boolean {
  return Date.parse(earlier) <= Date.parse(later) + SPARE;
}
