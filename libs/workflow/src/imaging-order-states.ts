import { Refusal } from './refusal.js';
import { LATE_BOOKING_REASONS, type LateBookingReason } from './process-vocabulary.js';
import { defineTransitions } from './transitions.js';

export const IMAGING_ORDER_STATES = [
  'due',
  'booked',
  'missed',
  'performed',
  'reported',
  'acknowledged',
  'cancelled',
] as const;
export type ImagingOrderState = (typeof IMAGING_ORDER_STATES)[number];

export type ImagingOrderEvent = 'plan' | 'book' | 'miss' | 'perform' | 'report' | 'acknowledge' | 'cancel';
export type ImagingOrderParty = 'coordinator' | 'specialist' | 'integration' | 'named-specialist-or-deputy';

/** The life of one follow-up examination. The loop closes only when a named specialist acknowledges the report. */
export const IMAGING_ORDER_TRANSITIONS = defineTransitions<ImagingOrderState, ImagingOrderEvent, ImagingOrderParty>({
  subject: 'imaging order',
  states: IMAGING_ORDER_STATES,
  final: ['acknowledged', 'cancelled'],
  rows: [
    { from: [null], event: 'plan', to: 'due', who: ['specialist', 'auto'] },
    {
      from: ['due', 'booked'],
      event: 'book',
      to: 'booked',
      who: ['coordinator', 'specialist', 'integration'],
      guard: 'inside the window',
    },
    {
      from: ['missed'],
      event: 'book',
      to: 'booked',
      who: ['coordinator', 'specialist', 'integration'],
      guard: 'coded reason; the window stays and it counts as late',
    },
    { from: ['due', 'booked'], event: 'miss', to: 'missed', who: ['auto'], guard: 'window over' },
    {
      from: ['due', 'booked', 'missed'],
      event: 'perform',
      to: 'performed',
      who: ['integration', 'specialist', 'coordinator'],
    },
    {
      from: ['performed'],
      event: 'report',
      to: 'reported',
      who: ['integration', 'specialist'],
      guard: 'carries the result',
    },
    { from: ['reported'], event: 'acknowledge', to: 'acknowledged', who: ['named-specialist-or-deputy'] },
    {
      from: ['due', 'booked', 'missed'],
      event: 'cancel',
      to: 'cancelled',
      who: ['coordinator', 'specialist', 'integration'],
      guard: 'reason',
    },
  ],
});

/** A stretch of calendar days in the board's time zone, both ends included, as `YYYY-MM-DD`. */
export interface ImagingWindow {
  readonly from: string;
  readonly until: string;
}

/** An order that may be booked. `isLate` once its window was missed; a late order stays late. */
export interface BookableOrder {
  readonly state: ImagingOrderState;
  readonly window: ImagingWindow;
  readonly isLate: boolean;
}

/**
 * Whether an examination may be booked for a day (`YYYY-MM-DD`), and whether it thereby counts as late. In time it is
 * booked inside its window; once missed it may be booked for any day after the window, with a coded reason, and the
 * window stays what it was.
 * @throws WindowViolated
 * @throws LateBookingNeedsReason
 */
export function judgeBooking(
  order: BookableOrder,
  on: string,
  reason?: LateBookingReason,
): { readonly isLate: boolean } {
  const isLate = order.isLate || order.state === 'missed';
  if (isLate && reason === undefined) throw new LateBookingNeedsReason();
  const fits = isLate ? on > order.window.until : on >= order.window.from && on <= order.window.until;
  if (!fits) throw new WindowViolated(on, order.window, isLate);
  return { isLate };
}

/**
 * Whether an order not yet performed is missed on a day: its window is over, and so is any later day for which a late
 * examination has been booked since.
 */
export function isMissedOn(today: string, order: { window: ImagingWindow; bookedOn?: string | null }): boolean {
  return (
    today > order.window.until && !(order.bookedOn && order.bookedOn > order.window.until && order.bookedOn >= today)
  );
}

/** The day lies outside what the follow-up policy allows. */
export class WindowViolated extends Refusal {
  readonly code = 'window-violated';
  readonly kind = 'conflict';

  constructor(
    readonly requestedOn: string,
    readonly window: ImagingWindow,
    isLate: boolean,
  ) {
    super(
      isLate
        ? `The window of this examination ended on ${window.until}, so ${requestedOn} cannot be its new day. Choose a day after it.`
        : `${requestedOn} lies outside the window of this examination. Choose a day from ${window.from} to ${window.until}, ` +
            'or order a clinically indicated examination with its reason.',
    );
  }
}

/** A booking after the window says why. */
export class LateBookingNeedsReason extends Refusal {
  readonly code = 'late-booking-needs-reason';
  readonly kind = 'invalid';
  readonly reasons = LATE_BOOKING_REASONS;

  constructor() {
    super('The window of this examination was missed. Give the coded reason with the new day; it counts as late.', {
      errors: [{ pointer: '/reason', message: 'Give a coded reason for the late booking.', code: 'required' }],
    });
  }
}
