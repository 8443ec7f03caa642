import { added, altered, inWords, quoted, reads, wentFrom, when } from './words.js';

/** What of a case's document is told. */
export interface CaseTold {
  readonly state: string;
  readonly lane: string;
  readonly laneReason?: string | null;
  readonly priority: number;
  readonly question: string;
  readonly reasonText?: string | null;
  readonly clocks: readonly ClockTold[];
  readonly waivers: readonly { readonly id: string; readonly item: string; readonly reason: string }[];
  readonly notices: readonly {
    readonly id: string;
    readonly kind: string;
    readonly reasonCode: string;
    readonly settledAt?: string | null;
  }[];
}

interface ClockTold {
  readonly id: string;
  readonly kind: string;
  /** Null where the pathway sets no limit: the minutes alone are shown. */
  readonly dueAt: string | null;
  readonly stoppedAt?: string | null;
  readonly stopReason?: string | null;
  readonly breachReason?: string | null;
  readonly happened: Readonly<Record<string, string>>;
}

export function tellCase(before: CaseTold | null, after: CaseTold): string[] {
  return [
    ...(before ? wentFrom('The case', before.state, after.state) : []),
    ...(before ? [] : [`The question: ${quoted(after.question)}.`]),
    ...wentFrom('The lane', before?.lane, after.lane),
    ...reads('The reason for the lane', before?.laneReason, after.laneReason),
    ...(after.reasonText && after.reasonText !== before?.reasonText ? [`In words: ${quoted(after.reasonText)}.`] : []),
    ...(before && before.priority !== after.priority
      ? [`Its priority went from ${before.priority} to ${after.priority}.`]
      : []),
    ...added(before?.clocks, after.clocks).map(
      (clock) => `A clock runs, ${nameOf(clock)}: ${clock.dueAt === null ? 'no limit' : `due ${when(clock.dueAt)}`}.`,
    ),
    ...altered(before?.clocks, after.clocks).flatMap(({ was, is }) => tellClock(was, is)),
    ...added(before?.waivers, after.waivers).map(
      ({ item, reason }) => `${inWords(item)} may be missing: ${quoted(reason)}.`,
    ),
    ...added(before?.notices, after.notices).map(
      ({ kind, reasonCode }) => `On the coordinator’s list: ${inWords(kind)} (${inWords(reasonCode)}).`,
    ),
    ...altered(before?.notices, after.notices).flatMap(({ is }) =>
      is.settledAt ? [`Settled on the coordinator’s list: ${inWords(is.kind)}.`] : [],
    ),
  ];
}

function tellClock(was: ClockTold, is: ClockTold): string[] {
  const happened = Object.entries(is.happened).filter(([event, at]) => was.happened[event] !== at);
  return [
    ...happened.map(([event, at]) => `For the clock ${nameOf(is)}: ${inWords(event)}, ${when(at)}.`),
    ...(is.stoppedAt && !was.stoppedAt
      ? [`The clock ${nameOf(is)} stopped ${when(is.stoppedAt)}${timeliness(is.stoppedAt, is.dueAt)}.`]
      : []),
    ...wentFrom(`The reason for stopping the clock ${nameOf(is)}`, was.stopReason, is.stopReason),
    ...wentFrom(`The reason for the breach of the clock ${nameOf(is)}`, was.breachReason, is.breachReason),
  ];
}

const nameOf = ({ kind }: ClockTold): string => quoted(inWords(kind));

function timeliness(stoppedAt: string, dueAt: string | null): string {
  if (dueAt === null) return '';
  return stoppedAt > dueAt ? ', late' : ', in time';
}
