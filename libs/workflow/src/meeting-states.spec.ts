import { describeStateTable } from '../test/describe-state-table.js';
import {
  AgendaClosed,
  LateListingNeedsReason,
  MEETING_TRANSITIONS,
  MeetingNotInSession,
  requireInSession,
  requireListable,
} from './meeting-states.js';

const STEERING = ['coordinator', 'chair'];

describe('the life of a meeting', () => {
  describeStateTable(
    MEETING_TRANSITIONS,
    ['plan', 'close-agenda', 'start', 'end', 'cancel'],
    [
      [null, 'plan', ['planned'], STEERING],
      ['planned', 'close-agenda', ['agenda-closed'], STEERING],
      ['planned', 'start', ['in-session'], ['chair']],
      ['agenda-closed', 'start', ['in-session'], ['chair']],
      ['in-session', 'end', ['closed'], ['chair']],
      ['planned', 'cancel', ['cancelled'], STEERING],
      ['agenda-closed', 'cancel', ['cancelled'], STEERING],
    ],
  );
});

describe('the agenda of a meeting', () => {
  const inTime = { isPastDeadline: false };
  const late = { isPastDeadline: true };

  it.each([undefined, 'overlooked' as const])(
    'takes cases while listing is open, in time whatever is said: %s',
    (reason) => {
      expect(requireListable({ state: 'planned', ...inTime }, reason)).toBe(false);
    },
  );

  it.each([
    { state: 'planned' as const, ...late },
    { state: 'agenda-closed' as const, ...inTime },
    { state: 'agenda-closed' as const, ...late },
  ])('takes them for a reason only after listing has closed: $state, past the deadline $isPastDeadline', (meeting) => {
    expect(() => requireListable(meeting, undefined)).toThrow(LateListingNeedsReason);
    expect(requireListable(meeting, 'clinically-urgent')).toBe(true);
  });

  it.each(['in-session', 'closed', 'cancelled'] as const)('takes none once it is %s, whatever the reason', (state) => {
    expect(() => requireListable({ state, ...inTime }, undefined)).toThrow(AgendaClosed);
    expect(() => requireListable({ state, ...late }, 'clinically-urgent')).toThrow(AgendaClosed);
  });
});

describe('what happens in session', () => {
  it('happens while the meeting is in session', () => {
    expect(() => requireInSession('in-session')).not.toThrow();
  });

  it.each([
    { state: 'planned' as const, sentence: 'This meeting has not started. Its chair starts it first.' },
    { state: 'agenda-closed' as const, sentence: 'This meeting has not started. Its chair starts it first.' },
    { state: 'closed' as const, sentence: 'This meeting is over. List the case for another one.' },
    { state: 'cancelled' as const, sentence: 'This meeting is over. List the case for another one.' },
  ])('is refused while it is $state, saying what to do', ({ state, sentence }) => {
    expect(() => requireInSession(state)).toThrow(new MeetingNotInSession(state));
    expect(new MeetingNotInSession(state).message).toBe(sentence);
  });
});
