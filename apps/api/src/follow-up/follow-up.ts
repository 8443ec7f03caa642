import type {
  Anchor,
  CalendarDate,
  EscalationLevel,
  ImagingModality,
  ImagingResult,
  IntervalProposal,
  OrderKind,
} from '#pathway';
import type { EsccGrade, VertebralLevel } from '#scoring';
import type { CanonicalValue } from '#transparency';
import { isMissedOn, type ImagingCancelReason, type ImagingOrderState, type LateBookingReason } from '#workflow';

/** The imaging follow-up of one case, with its orders. Instants are ISO strings, UTC; days are of the board's calendar. */
export interface FollowUp {
  readonly caseId: string;
  readonly policy: FollowUpPolicy;
  /** Where routine imaging counts from; null before a decision came in force. */
  readonly anchor: Anchor | null;
  /** A treatment began without an MRI to compare with. */
  readonly baselineMissing: boolean;
  /** By due date. */
  readonly orders: readonly ImagingOrder[];
  /** 0 before anything was planned. */
  readonly version: number;
}

/** A specialist's own interval, in place of the proposed one. */
export interface FollowUpPolicy {
  /** Null: as proposed. */
  readonly weeks: number | null;
  /** A documented exception of the board may leave the routine range. */
  readonly isException: boolean;
  readonly reason: string | null;
}

export interface ImagingOrder {
  readonly id: string;
  readonly caseId: string;
  readonly kind: OrderKind;
  /** Counted from a planned day until the treatment is over. */
  readonly isPlanned: boolean;
  readonly countedFrom: CalendarDate | null;
  readonly dueOn: CalendarDate;
  readonly windowFrom: CalendarDate;
  readonly windowTo: CalendarDate;
  readonly modality: ImagingModality;
  /** Empty for the whole spine. */
  readonly levels: readonly VertebralLevel[];
  readonly explanation: OrderExplanation;
  readonly reason: string | null;
  readonly state: ImagingOrderState;
  /** Booked after its window was missed. */
  readonly isLate: boolean;
  readonly bookedFor: string | null;
  readonly bookingReason: LateBookingReason | null;
  readonly performedAt: string | null;
  readonly studyUid: string | null;
  readonly result: ImagingResult | null;
  readonly resultFacts: ResultFacts | null;
  /** Perhaps pseudoprogression: the named specialist confirms it. */
  readonly needsConfirmation: boolean;
  readonly reportedBy: string | null;
  readonly reportedAt: string | null;
  /** Who must acknowledge the report. */
  readonly specialistId: string;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: string | null;
  readonly cancelReason: ImagingCancelReason | null;
  /** Who was told that nobody sees to it; null while nobody had to be, and again once somebody has seen to it. */
  readonly escalation: Escalation | null;
  readonly version: number;
}

/** An examination that nobody saw to in time was brought before its named specialist, or before the board's chair. */
export interface Escalation {
  readonly level: Exclude<EscalationLevel, 0>;
  readonly toUserId: string;
  readonly at: string;
}

/** Why an order stands on its day: the routine interval it was made with, and the proposal behind that. */
export interface OrderExplanation {
  /** The routine interval then in force; null for a baseline. */
  readonly weeks: number | null;
  readonly proposal: IntervalProposal | null;
  /** The day it would have been, were that not closed. */
  readonly movedFrom: CalendarDate | null;
  /** The day it was due before the board's imaging was levelled; absent where it was not. */
  readonly levelledFrom?: CalendarDate;
}

/** What the reader found beside the result. What is left out is unknown. */
export interface ResultFacts {
  readonly escc?: EsccGrade;
  readonly rapidProgression?: boolean;
  readonly newOrGrowingEpiduralDisease?: boolean;
  readonly newOrGrowingParaspinalDisease?: boolean;
  readonly neurologicalChange?: boolean;
  readonly isSmallGrowth?: boolean;
}

/** No specialist has set another interval. */
export const AS_PROPOSED: FollowUpPolicy = { weeks: null, isException: false, reason: null };

/** The follow-up of a case before anything was planned. */
export function nothingPlanned(caseId: string): FollowUp {
  return { caseId, policy: AS_PROPOSED, anchor: null, baselineMissing: false, orders: [], version: 0 };
}

const WAITING: readonly ImagingOrderState[] = ['due', 'booked', 'missed'];

/** Whether the examination has still to be made. */
export function isWaiting({ state }: Pick<ImagingOrder, 'state'>): boolean {
  return WAITING.includes(state);
}

/** Whether somebody has still something to do: the loop closes when a named specialist acknowledges the report. */
export function isOpen({ state }: Pick<ImagingOrder, 'state'>): boolean {
  return state !== 'acknowledged' && state !== 'cancelled';
}

/** Whether an examination was made and read. */
export function isRead(order: ImagingOrder): order is ImagingOrder & { performedAt: string; result: ImagingResult } {
  return order.performedAt !== null && order.result !== null;
}

/** The follow-up as it is on a day: what nobody performed inside its window is missed, whether or not that was written yet. */
export function onDay(followUp: FollowUp, today: CalendarDate, dayOf: (instant: string) => CalendarDate): FollowUp {
  return { ...followUp, orders: followUp.orders.map((order) => orderOnDay(order, today, dayOf)) };
}

function orderOnDay(order: ImagingOrder, today: CalendarDate, dayOf: (instant: string) => CalendarDate): ImagingOrder {
  if (order.state !== 'due' && order.state !== 'booked') return order;
  const window = { from: order.windowFrom, until: order.windowTo };
  const bookedOn = order.bookedFor && dayOf(order.bookedFor);
  return isMissedOn(today, { window, bookedOn }) ? { ...order, state: 'missed' } : order;
}

/** The follow-up with one order replaced, or added when it is new. */
export function withOrder(followUp: FollowUp, order: ImagingOrder): FollowUp {
  const others = followUp.orders.filter(({ id }) => id !== order.id);
  return { ...followUp, orders: [...others, order].sort(byDueDate) };
}

/** As the repository reads them, so that a version's document equals what is stored. */
function byDueDate(a: ImagingOrder, b: ImagingOrder): number {
  return `${a.dueOn} ${a.id}` < `${b.dueOn} ${b.id}` ? -1 : 1;
}

/** The whole follow-up at one version, as it is committed to. Everything in it is whole numbers, codes and text. */
export function followUpDocument({ version: _version, ...followUp }: FollowUp): CanonicalValue {
  return plain(followUp);
}

/** Plain data without what is absent. */
export function plain(value: Omit<FollowUp, 'version'> | ImagingOrder): CanonicalValue {
  return JSON.parse(JSON.stringify(value)) as CanonicalValue;
}
