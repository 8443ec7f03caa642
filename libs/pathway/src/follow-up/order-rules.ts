import type { Finding } from '../finding.js';
import type { FollowUpParameters } from '../parameters.js';

export const ORDER_KINDS = ['baseline', 'routine', 'clinically-indicated', 'board-exception'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/** An imaging order as somebody asks for it. */
export interface OrderWish {
  kind: OrderKind;
  /** Interval in weeks, for a routine order or an exception. */
  weeks?: number;
  /** Why; required at the two doors out of the routine range. */
  reason?: string;
}

/**
 * Says why an order cannot be made as asked; empty when it can. Routine intervals never leave the range; outside it there
 * are two doors, each with a reason: a clinically indicated examination on any date, and a documented exception of the board.
 */
export function orderFindings(
  { kind, weeks, reason = '' }: OrderWish,
  { minimumWeeks, maximumWeeks }: Pick<FollowUpParameters, 'minimumWeeks' | 'maximumWeeks'>,
): Finding[] {
  if (kind === 'baseline') return [];

  if (kind === 'routine') {
    const isInside = Number.isInteger(weeks) && weeks! >= minimumWeeks && weeks! <= maximumWeeks;
    return isInside ? [] : [outsideRange(weeks, minimumWeeks, maximumWeeks)];
  }
  return reason.trim() === '' ? [REASON_REQUIRED] : [];
}

const REASON_REQUIRED: Finding = {
  code: 'order-reason-required',
  sentence: 'An examination outside the routine range needs its reason.',
  pointer: '/reason',
};

function outsideRange(weeks: number | undefined, minimum: number, maximum: number): Finding {
  return {
    code: 'interval-out-of-range',
    sentence:
      `Routine imaging follows every ${minimum} to ${maximum} weeks, in whole weeks; ${weeks ?? 'no interval'} is refused. ` +
      'Order a clinically indicated examination, or record a board exception, with the reason.',
    pointer: '/weeks',
  };
}
