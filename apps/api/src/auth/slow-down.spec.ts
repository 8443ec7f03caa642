import { blockAfter, secondsBlocked } from './slow-down.js';

const NOW = new Date('2026-03-02T08:00:00.000Z');

describe('slowing down an account', () => {
  it.each([
    [0, null],
    [4, null],
    [5, '2026-03-02T08:00:30.000Z'],
    [6, '2026-03-02T08:01:00.000Z'],
    [7, '2026-03-02T08:02:00.000Z'],
    [8, '2026-03-02T08:04:00.000Z'],
    [9, '2026-03-02T08:08:00.000Z'],
    [10, '2026-03-02T08:15:00.000Z'],
    [1_000_000, '2026-03-02T08:15:00.000Z'],
  ])('after %i failures in a row it takes no attempt before %s', (failures, until) => {
    expect(blockAfter(failures, NOW)?.toISOString() ?? null).toBe(until);
  });

  it.each([
    [null, null],
    ['2026-03-02T08:00:00.000Z', null],
    ['2026-03-02T08:00:00.001Z', 1],
    ['2026-03-02T08:00:30.000Z', 30],
  ])('a block until %s lasts %s seconds more', (until, seconds) => {
    expect(secondsBlocked(until === null ? null : new Date(until), NOW)).toBe(seconds);
  });
});
