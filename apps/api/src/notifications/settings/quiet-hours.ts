import { Temporal } from 'temporal-polyfill';

/** Wall-clock times, `HH:MM`; over midnight where `until` is the earlier one. */
export interface QuietHours {
  readonly from: string;
  readonly until: string;
}

/** For whoever said nothing else. */
export const DEFAULT_QUIET_HOURS: QuietHours = { from: '20:00', until: '07:00' };
export const DEFAULT_DIGEST_AT = '07:00';

/**
 * When the quiet hours end that `now` lies in, on the clock of a zone; null outside of them. An hour that a change to summer time leaves
 * out ends them with the hour that follows.
 */
export function quietUntil(now: Date, timeZone: string, quiet: QuietHours | null): Date | null {
  if (quiet === null) return null;
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const [time, from, until] = [
    local.toPlainTime(),
    ...[quiet.from, quiet.until].map((at) => Temporal.PlainTime.from(at)),
  ] as [Temporal.PlainTime, Temporal.PlainTime, Temporal.PlainTime];
  const { compare } = Temporal.PlainTime;
  const isOverMidnight = compare(from, until) > 0;
  const isBegun = compare(time, from) >= 0;
  const isOver = compare(time, until) >= 0;
  if (isOverMidnight ? !isBegun && isOver : !isBegun || isOver) return null;

  const day = local.toPlainDate().add({ days: isOverMidnight && isBegun ? 1 : 0 });
  const end = day.toZonedDateTime({ timeZone, plainTime: until });
  return new Date(end.epochMilliseconds);
}
