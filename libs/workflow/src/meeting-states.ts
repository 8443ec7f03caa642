import { Refusal } from './refusal.js';
import { defineTransitions } from './transitions.js';

export const MEETING_STATES = ['planned', 'agenda-closed', 'in-session', 'closed', 'cancelled'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

export type MeetingEvent = 'plan' | 'close-agenda' | 'start' | 'end' | 'cancel';
export type MeetingParty = 'coordinator' | 'chair';

/** The life of a meeting. Starting a planned meeting closes its agenda in the same act. */
export const MEETING_TRANSITIONS = defineTransitions<MeetingState, MeetingEvent, MeetingParty>({
  subject: 'meeting',
  states: MEETING_STATES,
  final: ['closed', 'cancelled'],
  rows: [
    { from: [null], event: 'plan', to: 'planned', who: ['coordinator', 'chair'] },
    { from: ['planned'], event: 'close-agenda', to: 'agenda-closed', who: ['coordinator', 'chair'] },
    { from: ['planned', 'agenda-closed'], event: 'start', to: 'in-session', who: ['chair'] },
    { from: ['in-session'], event: 'end', to: 'closed', who: ['chair'], guard: 'cases not decided return to ready' },
    {
      from: ['planned', 'agenda-closed'],
      event: 'cancel',
      to: 'cancelled',
      who: ['coordinator', 'chair'],
      guard: 'listed cases return to ready',
    },
  ],
});

/** Why a case comes onto an agenda after listing has closed. */
export const LATE_LISTING_REASONS = ['clinically-urgent', 'new-results', 'overlooked', 'other'] as const;
export type LateListingReason = (typeof LATE_LISTING_REASONS)[number];

/**
 * A case may be put on an agenda before the meeting begins: while listing is open without more, afterwards for a coded reason.
 * Answers whether it comes late.
 * @throws AgendaClosed once the meeting has begun
 * @throws LateListingNeedsReason
 */
export function requireListable(
  meeting: { readonly state: MeetingState; readonly isPastDeadline: boolean },
  lateReason: LateListingReason | undefined,
): boolean {
  const { state, isPastDeadline } = meeting;
  if (state !== 'planned' && state !== 'agenda-closed') throw new AgendaClosed(state);
  const isLate = state === 'agenda-closed' || isPastDeadline;
  if (isLate && lateReason === undefined) throw new LateListingNeedsReason();
  return isLate;
}

/**
 * Discussion, adjournment and ratification happen in session only.
 * @throws MeetingNotInSession
 */
export function requireInSession(state: MeetingState): void {
  if (state !== 'in-session') throw new MeetingNotInSession(state);
}

/** The agenda no longer takes cases. */
export class AgendaClosed extends Refusal {
  readonly code = 'agenda-closed';
  readonly kind = 'conflict';

  constructor(readonly state: MeetingState) {
    super(
      'The agenda of this meeting is closed. List the case for the next meeting, or decide it urgently if it cannot wait.',
    );
  }
}

/** Listing has closed: whoever comes late says why. */
export class LateListingNeedsReason extends Refusal {
  readonly code = 'late-listing-needs-reason';
  readonly kind = 'conflict';

  constructor() {
    super(
      'Listing for this meeting has closed. Send lateReasonCode to list the case nevertheless, or list it for the next meeting.',
    );
  }
}

/** Nothing is discussed before the chair starts the meeting, or after its end. */
export class MeetingNotInSession extends Refusal {
  readonly code = 'meeting-not-in-session';
  readonly kind = 'conflict';

  constructor(readonly state: MeetingState) {
    super(
      state === 'planned' || state === 'agenda-closed'
        ? 'This meeting has not started. Its chair starts it first.'
        : 'This meeting is over. List the case for another one.',
    );
  }
}
