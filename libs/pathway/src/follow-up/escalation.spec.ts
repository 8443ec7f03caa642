import fc from 'fast-check';
import { addDays } from '../calendar.js';
import { awaitedSince, escalationOn, type Awaited } from './escalation.js';

describe('the escalation of imaging that nobody sees to', () => {
  const week = { imagingEscalationDays: 7 };
  const missed: Awaited = { state: 'missed', windowTo: '2026-05-20', performedOn: null, reportedOn: null };

  it.each([
    ['2026-05-26', 0],
    ['2026-05-27', 1],
    ['2026-06-02', 1],
    ['2026-06-03', 2],
    ['2027-06-03', 2],
  ])('on %s, after a window that ended on 20 May, has reached level %i', (today, level) => {
    expect(escalationOn(today, missed, week)).toBe(level);
  });

  it('counts from the day it was made while it is not read, and from the day it was read while nobody acknowledges', () => {
    const made = { ...missed, performedOn: '2026-06-10', reportedOn: '2026-06-12' };

    expect(awaitedSince({ ...made, state: 'performed' })).toBe('2026-06-10');
    expect(awaitedSince({ ...made, state: 'reported' })).toBe('2026-06-12');
    expect(escalationOn('2026-06-16', { ...made, state: 'performed' }, week)).toBe(0);
    expect(escalationOn('2026-06-17', { ...made, state: 'performed' }, week)).toBe(1);
    expect(escalationOn('2026-06-18', { ...made, state: 'reported' }, week)).toBe(0);
    expect(escalationOn('2026-06-26', { ...made, state: 'reported' }, week)).toBe(2);
  });

  it.each(['due', 'booked', 'acknowledged', 'cancelled'])('never concerns an examination that is %s', (state) => {
    expect(escalationOn('2030-01-01', { ...missed, state, performedOn: '2026-05-01' }, week)).toBe(0);
  });

  it('only ever rises while nobody does anything, whatever the board allows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('missed', 'performed', 'reported'),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 0, max: 100 }),
        (state, imagingEscalationDays, days) => {
          const awaited = { state, windowTo: '2026-05-20', performedOn: '2026-05-20', reportedOn: '2026-05-20' };
          const level = (after: number) =>
            escalationOn(addDays('2026-05-20', after), awaited, { imagingEscalationDays });

          expect(level(days + 1)).toBeGreaterThanOrEqual(level(days));
          expect(level(2 * imagingEscalationDays)).toBe(2);
        },
      ),
    );
  });
});
