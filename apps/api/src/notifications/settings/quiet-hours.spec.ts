import { quietUntil, type QuietHours } from './quiet-hours.js';

const NIGHT: QuietHours = { from: '20:00', until: '07:00' };
const NOON: QuietHours = { from: '12:00', until: '13:30' };

describe('quiet hours', () => {
  it.each([
    ['before the evening', '2026-03-02T18:59:59Z', NIGHT, null],
    ['from the first minute of the evening', '2026-03-02T19:00:00Z', NIGHT, '2026-03-03T06:00:00.000Z'],
    ['after midnight', '2026-03-03T02:00:00Z', NIGHT, '2026-03-03T06:00:00.000Z'],
    ['to the last second', '2026-03-03T05:59:59Z', NIGHT, '2026-03-03T06:00:00.000Z'],
    ['and not at their end', '2026-03-03T06:00:00Z', NIGHT, null],
    ['within a day', '2026-03-02T11:30:00Z', NOON, '2026-03-02T12:30:00.000Z'],
    ['and not before them', '2026-03-02T10:59:00Z', NOON, null],
    ['for nobody who wants none', '2026-03-02T23:00:00Z', null, null],
  ])('hold mail back in Berlin %s', (_when, now, quiet, until) => {
    expect(quietUntil(new Date(now), 'Europe/Berlin', quiet)?.toISOString() ?? null).toBe(until);
  });

  it('end at the local hour in the night in which clocks are put forward', () => {
    const evening = new Date('2026-03-28T22:00:00Z');
    expect(quietUntil(evening, 'Europe/Berlin', NIGHT)?.toISOString()).toBe('2026-03-29T05:00:00.000Z');
  });

  it('end after an hour that does not exist', () => {
    const quiet = { from: '22:00', until: '02:30' };
    const evening = new Date('2026-03-28T22:00:00Z');
    expect(quietUntil(evening, 'Europe/Berlin', quiet)?.toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });

  it.each([
    ['Asia/Kathmandu', '2026-03-02T14:15:00Z', '2026-03-03T01:15:00.000Z'],
    ['America/New_York', '2026-03-02T14:15:00Z', null],
    ['Australia/Lord_Howe', '2026-03-02T14:15:00Z', '2026-03-02T20:00:00.000Z'],
  ])('are those of the person’s zone (%s)', (timeZone, now, until) => {
    expect(quietUntil(new Date(now), timeZone, NIGHT)?.toISOString() ?? null).toBe(until);
  });
});
