import { describeStateTable } from '../test/describe-state-table.js';
import {
  IMAGING_ORDER_TRANSITIONS,
  LateBookingNeedsReason,
  WindowViolated,
  isMissedOn,
  judgeBooking,
} from './imaging-order-states.js';

const BOOKERS = ['coordinator', 'specialist', 'integration'];
const PERFORMERS = ['integration', 'specialist', 'coordinator'];

describe('the life of an imaging order', () => {
  describeStateTable(
    IMAGING_ORDER_TRANSITIONS,
    ['plan', 'book', 'miss', 'perform', 'report', 'acknowledge', 'cancel'],
    [
      [null, 'plan', ['due'], ['specialist', 'auto']],
      ['due', 'book', ['booked'], BOOKERS],
      ['booked', 'book', ['booked'], BOOKERS],
      ['missed', 'book', ['booked'], BOOKERS],
      ['due', 'miss', ['missed'], ['auto']],
      ['booked', 'miss', ['missed'], ['auto']],
      ['due', 'perform', ['performed'], PERFORMERS],
      ['booked', 'perform', ['performed'], PERFORMERS],
      ['missed', 'perform', ['performed'], PERFORMERS],
      ['performed', 'report', ['reported'], ['integration', 'specialist']],
      ['reported', 'acknowledge', ['acknowledged'], ['named-specialist-or-deputy']],
      ['due', 'cancel', ['cancelled'], BOOKERS],
      ['booked', 'cancel', ['cancelled'], BOOKERS],
      ['missed', 'cancel', ['cancelled'], BOOKERS],
    ],
  );
});

const window = { from: '2026-03-02', until: '2026-03-16' };

describe('booking an examination in time', () => {
  it.each(['2026-03-02', '2026-03-09', '2026-03-16'])('takes %s, which lies in its window', (day) => {
    expect(judgeBooking({ state: 'due', window, isLate: false }, day)).toEqual({ isLate: false });
  });

  it.each(['2026-03-01', '2026-03-17'])('refuses %s, which lies outside', (day) => {
    expect(() => judgeBooking({ state: 'booked', window, isLate: false }, day)).toThrow(WindowViolated);
  });

  it('says which days there are, and which other door', () => {
    expect(() => judgeBooking({ state: 'due', window, isLate: false }, '2026-04-01')).toThrow(
      '2026-04-01 lies outside the window of this examination. Choose a day from 2026-03-02 to 2026-03-16, ' +
        'or order a clinically indicated examination with its reason.',
    );
  });
});

describe('booking an examination whose window was missed', () => {
  const missed = { state: 'missed' as const, window, isLate: false };

  it('takes a day after the window with its coded reason, and counts it as late', () => {
    expect(judgeBooking(missed, '2026-03-17', 'scanner-capacity')).toEqual({ isLate: true });
  });

  it('asks for the reason', () => {
    expect(() => judgeBooking(missed, '2026-03-17')).toThrow(LateBookingNeedsReason);
    expect(new LateBookingNeedsReason().fields).toEqual({
      reasons: [
        'patient-did-not-attend',
        'patient-unwell',
        'patient-choice',
        'scanner-capacity',
        'not-booked-in-time',
        'other',
      ],
    });
  });

  it('takes no day of the window that is over', () => {
    expect(() => judgeBooking(missed, '2026-03-16', 'patient-unwell')).toThrow(
      'The window of this examination ended on 2026-03-16, so 2026-03-16 cannot be its new day. Choose a day after it.',
    );
  });

  it('stays late when it is booked again', () => {
    const bookedLate = { state: 'booked' as const, window, isLate: true };

    expect(judgeBooking(bookedLate, '2026-03-30', 'patient-unwell')).toEqual({ isLate: true });
    expect(() => judgeBooking(bookedLate, '2026-03-30')).toThrow(LateBookingNeedsReason);
  });
});

describe('an examination not performed', () => {
  it.each([
    { today: '2026-03-16', bookedOn: null, missed: false, why: 'on the last day of its window' },
    { today: '2026-03-17', bookedOn: null, missed: true, why: 'the day after' },
    { today: '2026-03-17', bookedOn: '2026-03-10', missed: true, why: 'the day after, though it had been booked' },
    { today: '2026-03-17', bookedOn: '2026-03-20', missed: false, why: 'while a late booking is still to come' },
    { today: '2026-03-20', bookedOn: '2026-03-20', missed: false, why: 'on the day of its late booking' },
    { today: '2026-03-21', bookedOn: '2026-03-20', missed: true, why: 'once its late booking has passed too' },
  ])('is missed: $missed, $why', ({ today, bookedOn, missed }) => {
    expect(isMissedOn(today, { window, bookedOn })).toBe(missed);
  });
});
