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

/**
 * A case may be put on the agenda only while the agenda is open.
 * @throws AgendaClosed
 */
export function requireOpenForListing(state: MeetingState): void {
  if (state !== 'planned') throw new AgendaClosed(state);
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
