import { EventIds } from './ids.js';

describe('the id of an event', () => {
  const at = (instant: string) => ({ now: () => new Date(instant) });

  it('says by the clock when it was made', () => {
    expect(new EventIds(at('2035-01-01T07:00:00.000Z')).next()).toMatch(/^01dd97e2-7180-7/);
  });

  it('is above the one before, in a moment that lasts and after a clock that was put back', () => {
    const moments = [
      '2035-01-01T07:00:00.000Z',
      '2035-01-01T07:00:00.000Z',
      '2035-01-01T06:59:59.000Z',
      '2035-01-01T07:00:00.001Z',
    ];
    const ids = new EventIds({ now: () => new Date(moments.shift()!) });
    const made = [ids.next(), ids.next(), ids.next(), ids.next()];

    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(4);
  });
});
