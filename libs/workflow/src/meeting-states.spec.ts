import { describeStateTable } from '../test/describe-state-table.js';
import {
  AgendaClosed,
  MEETING_TRANSITIONS,
  MeetingNotInSession,
  requireInSession,
  requireOpenForListing,
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
  it('takes cases while the meeting is planned', () => {
    expect(() => requireOpenForListing('planned')).not.toThrow();
  });

  it.each(['agenda-closed', 'in-session', 'closed', 'cancelled'] as const)('takes none once it is %s', (state) => {
    expect(() => requireOpenForListing(state)).toThrow(AgendaClosed);
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
