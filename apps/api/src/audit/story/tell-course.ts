import { labelOf, type RecommendationContent } from '#pathway';
import { tellRecommendation } from './tell-content.js';
import { added, altered, inWords, quoted, reads, wentFrom, when } from './words.js';

/** What of a recommendation's document is told. */
export interface RecommendationTold extends Omit<RecommendationContent, 'text'> {
  readonly text: string | null;
  readonly state: string;
  readonly outcome: string;
  readonly outcomeReason?: string | null;
  readonly outcomeText?: string | null;
  readonly ownerId?: string | null;
}

/** What of a treatment's document is told. */
export interface TreatmentTold {
  readonly modality: RecommendationContent['modality'];
  readonly levels: readonly string[];
  readonly startedAt: string;
  readonly completedAt?: string | null;
  readonly note?: string | null;
}

/** What of a follow-up's document is told. */
export interface FollowUpTold {
  readonly anchor?: { readonly basis: string; readonly on: string } | null;
  readonly orders: readonly OrderTold[];
  readonly policy?: { readonly weeks?: number | null; readonly reason?: string | null };
}

interface OrderTold {
  readonly id: string;
  readonly kind: string;
  readonly modality: string;
  readonly levels: readonly string[];
  readonly state: string;
  readonly dueOn: string;
  readonly windowFrom?: string | null;
  readonly windowTo?: string | null;
  readonly bookedFor?: string | null;
  readonly result?: string | null;
  readonly reason?: string | null;
  readonly bookingReason?: string | null;
  readonly cancelReason?: string | null;
  readonly isLate: boolean;
}

export function tellRecommendationChange(before: RecommendationTold | null, after: RecommendationTold): string[] {
  if (!before) return [`${tellRecommendation({ ...after, text: after.text ?? undefined })}.`];
  return [
    ...wentFrom('What became of it', before.outcome, after.outcome),
    ...wentFrom('The reason', before.outcomeReason, after.outcomeReason),
    ...(after.outcomeText && after.outcomeText !== before.outcomeText
      ? [`In words: ${quoted(after.outcomeText)}.`]
      : []),
    ...wentFrom('The recommendation', before.state, after.state),
  ];
}

export function tellTreatment(before: TreatmentTold | null, after: TreatmentTold): string[] {
  const where = after.levels.length > 0 ? ` of ${after.levels.join(', ')}` : '';
  return [
    ...(before ? [] : [`${labelOf(after.modality)}${where}, begun ${when(after.startedAt)}.`]),
    ...(after.completedAt && after.completedAt !== before?.completedAt
      ? [`Completed ${when(after.completedAt)}.`]
      : []),
    ...reads('The note', before?.note, after.note),
  ];
}

export function tellFollowUp(before: FollowUpTold | null, after: FollowUpTold): string[] {
  return [
    ...tellAnchor(before?.anchor ?? null, after.anchor ?? null),
    ...(after.policy?.weeks && after.policy.weeks !== before?.policy?.weeks
      ? [`The interval is ${after.policy.weeks} weeks${after.policy.reason ? `: ${quoted(after.policy.reason)}` : ''}.`]
      : []),
    ...altered(before?.orders, after.orders).flatMap(({ was, is }) => tellOrder(was, is)),
    ...added(before?.orders, after.orders).map((order) => `${nameOf(order)} is due ${order.dueOn}${windowOf(order)}.`),
  ];
}

function tellAnchor(was: FollowUpTold['anchor'], is: FollowUpTold['anchor']): string[] {
  if (!is || (is.basis === was?.basis && is.on === was.on)) return [];
  const instead = was ? `, instead of ${inWords(was.basis)} on ${was.on}` : '';
  return [`It is counted from ${inWords(is.basis)} on ${is.on}${instead}.`];
}

function tellOrder(was: OrderTold, is: OrderTold): string[] {
  const what = nameOf(is);
  return [
    ...wentFrom(what, was.state, is.state),
    ...(was.dueOn !== is.dueOn ? [`${what} is due ${is.dueOn} instead of ${was.dueOn}${windowOf(is)}.`] : []),
    ...(is.bookedFor && is.bookedFor !== was.bookedFor ? [`${what} is booked for ${when(is.bookedFor)}.`] : []),
    ...(is.isLate && !was.isLate ? [`${what} is late.`] : []),
    ...wentFrom('The reason for the booking', was.bookingReason, is.bookingReason),
    ...wentFrom('The reason for cancelling', was.cancelReason, is.cancelReason),
    ...wentFrom('The result', was.result, is.result),
  ];
}

function nameOf({ kind, modality, levels }: OrderTold): string {
  return `The ${inWords(kind)} ${inWords(modality)}${levels.length > 0 ? ` of ${levels.join(', ')}` : ''}`;
}

function windowOf({ windowFrom, windowTo }: OrderTold): string {
  return windowFrom && windowTo ? `, between ${windowFrom} and ${windowTo}` : '';
}
