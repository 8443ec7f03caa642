import { Temporal } from 'temporal-polyfill';

/** Where a zone's clocks stand before and after one change, or from the beginning. */
interface Observance {
  readonly from: Temporal.ZonedDateTime;
  readonly offsetBefore: string;
  readonly offset: string;
  readonly isSummerTime: boolean;
}

/**
 * A zone as a VTIMEZONE (RFC 5545, 3.6.5), with each change of its clocks from the year before `first` to the year after `last` spelled
 * out: no rule is inferred that the zone's government may not keep.
 */
export function timeZoneComponent(timeZone: string, first: Temporal.Instant, last: Temporal.Instant): string {
  const begin = first.toZonedDateTimeISO(timeZone).with({ month: 1, day: 1 }).startOfDay().subtract({ years: 1 });
  const end = last.toZonedDateTimeISO(timeZone).add({ years: 1 });
  const observances = [firstObservance(begin)];
  for (let at = begin.getTimeZoneTransition('next'); at && Temporal.ZonedDateTime.compare(at, end) < 0;) {
    observances.push(observanceFrom(at));
    at = at.getTimeZoneTransition('next');
  }
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...observances.flatMap(linesOf), 'END:VTIMEZONE'].join('\r\n');
}

function firstObservance(from: Temporal.ZonedDateTime): Observance {
  return { from, offsetBefore: from.offset, offset: from.offset, isSummerTime: false };
}

/** A change that puts the clocks forward begins summer time; which of the two a zone calls its standard does not matter to a calendar. */
function observanceFrom(at: Temporal.ZonedDateTime): Observance {
  const before = at.subtract({ nanoseconds: 1 });
  return {
    from: at,
    offsetBefore: before.offset,
    offset: at.offset,
    isSummerTime: at.offsetNanoseconds > before.offsetNanoseconds,
  };
}

/** DTSTART is the local time of the change as the clocks before it show it. */
function linesOf({ from, offsetBefore, offset, isSummerTime }: Observance): string[] {
  const name = isSummerTime ? 'DAYLIGHT' : 'STANDARD';
  const local = from.withTimeZone(offsetBefore).toPlainDateTime();
  return [
    `BEGIN:${name}`,
    `DTSTART:${basic(local)}`,
    `TZOFFSETFROM:${offsetOf(offsetBefore)}`,
    `TZOFFSETTO:${offsetOf(offset)}`,
    `END:${name}`,
  ];
}

const basic = (local: Temporal.PlainDateTime): string =>
  local.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');

const offsetOf = (offset: string): string => offset.replaceAll(':', '');
