import { newId } from '#database';
import {
  addDays,
  baselineFor,
  interval,
  nextOrder,
  type CalendarDate,
  type IntervalProposal,
  type NextOrder,
  type PathwayParameters,
} from '#pathway';
import { isWaiting, withOrder, type FollowUp, type ImagingOrder } from '../follow-up.js';
import { anchorFor, factsFor, imagingKnown, levelsFor, scansSince, type Grounds } from './grounds.js';

/** The rules and the calendar that planning follows. */
export interface PlanningRules {
  readonly parameters: PathwayParameters;
  readonly isOpenDay: (day: CalendarDate) => boolean;
  readonly today: CalendarDate;
  /** Who must acknowledge the reports. */
  readonly specialistId: string;
}

/** The next routine examination as it would be ordered now, explained. */
export interface Proposal {
  readonly proposal: IntervalProposal;
  /** The interval that counts: a specialist's own, else the proposed one. */
  readonly weeks: number;
  readonly next: NextOrder;
}

/** Proposes the next routine examination; null while there is nothing to count from. */
export function propose(followUp: FollowUp, grounds: Grounds, rules: PlanningRules): Proposal | null {
  const anchor = anchorFor(grounds);
  if (!anchor) return null;
  const bounds = rules.parameters.followUp;
  const proposal = interval(factsFor(grounds, anchor, followUp), bounds);
  const { isException } = followUp.policy;
  const weeks = ownWeeks(followUp.policy, bounds) ?? proposal.weeks;
  const previous = scansSince(anchor, followUp, grounds.dayOf).at(-1)?.performedAt;

  const next = nextOrder({
    anchorOn: anchor.on,
    ...(previous && { previousPerformedOn: grounds.dayOf(previous) }),
    weeks,
    // A documented exception of the board leaves the routine range, and its window with it.
    bounds: isException ? { minimumWeeks: 0, maximumWeeks: weeks + 1, windowDays: bounds.windowDays } : bounds,
    isOpenDay: rules.isOpenDay,
  });
  return { proposal, weeks, next };
}

/**
 * Plans the follow-up anew: where it counts from, and its next routine order. One that is due moves in place; a booked or missed
 * one is left to the people who know of it, unless what it counted from is gone.
 */
export function replan(followUp: FollowUp, grounds: Grounds, rules: PlanningRules): FollowUp {
  const anchored = { ...followUp, anchor: anchorFor(grounds) };
  const proposed = propose(anchored, grounds, rules);
  if (!proposed || proposed.next.kind === 'ask-coordinator') return anchored;

  const waiting = anchored.orders.find((order) => isRoutine(order) && isWaiting(order));
  if (waiting && waiting.state !== 'due') {
    if (waiting.countedFrom === proposed.next.countedFrom) return anchored;
    const ended: ImagingOrder = { ...waiting, state: 'cancelled', cancelReason: 'no-longer-indicated' };
    return withOrder(withOrder(anchored, ended), routineOrder(newId(), anchored, grounds, rules, proposed));
  }
  return withOrder(anchored, routineOrder(waiting?.id ?? newId(), anchored, grounds, rules, proposed));
}

/** The baseline that treatment will be compared with, where no MRI serves: due before the day it is planned for. */
export function withBaseline(followUp: FollowUp, grounds: Grounds, rules: PlanningRules): FollowUp {
  const { anchor } = followUp;
  if (!anchor || followUp.orders.some((order) => order.kind === 'baseline' && isWaiting(order))) return followUp;
  // Under surveillance there is no treatment to be in time for: the board's window counts from today.
  const before = anchor.on > rules.today ? anchor.on : addDays(rules.today, rules.parameters.followUp.windowDays);
  // An MRI at hand need not grow old through that window, which is only for the one still to be made.
  const neededOn = anchor.on > rules.today ? anchor.on : rules.today;
  if (baselineFor(neededOn, imagingKnown(grounds.assessment, followUp, grounds.dayOf), rules.parameters))
    return followUp;

  return withOrder(followUp, {
    ...blankOrder(newId(), followUp.caseId, rules.specialistId),
    ...placeFor(grounds),
    kind: 'baseline',
    isPlanned: anchor.planned,
    dueOn: before,
    windowFrom: rules.today,
    windowTo: before,
  });
}

/** Whether it is the routine examination, which planning moves. An exception that a person ordered for one day stands beside it. */
export function isRoutine({ kind, explanation }: ImagingOrder): boolean {
  return kind === 'routine' || (kind === 'board-exception' && explanation.proposal !== null);
}

/** A specialist's own interval; cut, as its window is, where the board has narrowed its range since. An exception stands. */
function ownWeeks(
  { weeks, isException }: FollowUp['policy'],
  { minimumWeeks, maximumWeeks }: PathwayParameters['followUp'],
): number | null {
  return weeks === null || isException ? weeks : Math.max(minimumWeeks, Math.min(maximumWeeks, weeks));
}

function routineOrder(
  id: string,
  followUp: FollowUp,
  grounds: Grounds,
  rules: PlanningRules,
  { proposal, weeks, next }: Proposal,
): ImagingOrder {
  const { countedFrom, windowFrom, windowTo } = next;
  const known = followUp.orders.find((order) => order.id === id);
  return {
    ...(known ?? blankOrder(id, followUp.caseId, rules.specialistId)),
    kind: followUp.policy.isException ? 'board-exception' : 'routine',
    isPlanned: followUp.anchor?.planned ?? false,
    countedFrom,
    windowFrom,
    windowTo,
    dueOn: next.kind === 'planned' ? next.dueOn : next.wantedOn,
    ...placeFor(grounds),
    explanation: { weeks, proposal, movedFrom: next.kind === 'planned' ? next.movedFrom : null },
    reason: followUp.policy.reason,
    ...(known && isLevelledWithin(known, next, rules) && { dueOn: known.dueOn, explanation: known.explanation }),
  };
}

/** A day that levelling chose stays while the window is the same and that day is open: the schedule rests on it. */
function isLevelledWithin(known: ImagingOrder, next: NextOrder, { isOpenDay }: PlanningRules): boolean {
  const { levelledFrom } = known.explanation;
  return (
    levelledFrom !== undefined &&
    known.windowFrom === next.windowFrom &&
    known.windowTo === next.windowTo &&
    isOpenDay(known.dueOn)
  );
}

/** MRI of the levels treated or to be treated; of the whole spine where none are named. */
function placeFor(grounds: Grounds): Pick<ImagingOrder, 'modality' | 'levels'> {
  const levels = levelsFor(grounds);
  return { modality: levels.length > 0 ? 'mri-levels' : 'mri-whole-spine', levels };
}

/** An order that nothing has happened to. Its days are the caller's to set. */
export function blankOrder(
  id: string,
  caseId: string,
  specialistId: string,
): Omit<ImagingOrder, 'dueOn' | 'windowFrom' | 'windowTo' | 'kind'> {
  return {
    id,
    caseId,
    specialistId,
    isPlanned: false,
    countedFrom: null,
    modality: 'mri-whole-spine',
    levels: [],
    explanation: { weeks: null, proposal: null, movedFrom: null },
    reason: null,
    state: 'due',
    isLate: false,
    bookedFor: null,
    bookingReason: null,
    performedAt: null,
    studyUid: null,
    result: null,
    resultFacts: null,
    needsConfirmation: false,
    reportedBy: null,
    reportedAt: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
    cancelReason: null,
    escalation: null,
    version: 0,
  };
}
