import fc from 'fast-check';
import { addDays } from '../calendar.js';
import { DEFAULT_PARAMETERS } from '../parameters.js';
import { nextOrder, type OrderRequest } from './next-order.js';

const bounds = DEFAULT_PARAMETERS.followUp;
const always = () => true;
const order = (part: Partial<OrderRequest> = {}) =>
  nextOrder({ anchorOn: '2026-01-05', weeks: 8, bounds, isOpenDay: always, ...part });

describe('the next imaging order', () => {
  it('counts the first from the anchor', () => {
    expect(order()).toEqual({
      kind: 'planned',
      countedFrom: '2026-01-05',
      dueOn: '2026-03-02',
      windowFrom: '2026-02-23',
      windowTo: '2026-03-09',
      movedFrom: null,
    });
  });

  it('counts each later one from the previous performed examination', () => {
    expect(order({ previousPerformedOn: '2026-03-04', weeks: 12 })).toMatchObject({
      countedFrom: '2026-03-04',
      dueOn: '2026-05-27',
      windowFrom: '2026-05-20',
      windowTo: '2026-06-03',
    });
  });

  it.each([
    [6, '2026-02-16', '2026-02-16', '2026-02-23'],
    [7, '2026-02-23', '2026-02-16', '2026-03-02'],
    [15, '2026-04-20', '2026-04-13', '2026-04-27'],
    [16, '2026-04-27', '2026-04-20', '2026-04-27'],
  ])('cuts the window of %i weeks at weeks 6 and 16', (weeks, dueOn, windowFrom, windowTo) => {
    expect(order({ weeks })).toMatchObject({ dueOn, windowFrom, windowTo });
  });

  it.each([
    ['the next day', ['2026-03-02'], '2026-03-03'],
    ['the last day of the window', daysFrom('2026-03-02', 7), '2026-03-09'],
    ['the day before', daysFrom('2026-03-02', 8), '2026-03-01'],
    ['the first day of the window', [...daysFrom('2026-02-24', 6), ...daysFrom('2026-03-02', 8)], '2026-02-23'],
  ])('moves from a closed day to %s', (_, closed, dueOn) => {
    expect(order({ isOpenDay: (date) => !closed.includes(date) })).toMatchObject({
      kind: 'planned',
      dueOn,
      movedFrom: '2026-03-02',
      windowFrom: '2026-02-23',
      windowTo: '2026-03-09',
    });
  });

  it('asks the coordinator when every day of the window is closed', () => {
    expect(order({ isOpenDay: (date) => date < '2026-02-23' || date > '2026-03-09' })).toEqual({
      kind: 'ask-coordinator',
      countedFrom: '2026-01-05',
      wantedOn: '2026-03-02',
      windowFrom: '2026-02-23',
      windowTo: '2026-03-09',
      sentence: 'No day from 2026-02-23 to 2026-03-09 is open: open one, or record a board exception.',
    });
  });

  it('never leaves its window, nor the window weeks 6 to 16', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 6, max: 16 }),
        fc.array(fc.integer({ min: 30, max: 130 })),
        (offset, weeks, closedOffsets) => {
          const anchorOn = addDays('2024-01-01', offset);
          const closed = new Set(closedOffsets.map((days) => addDays(anchorOn, days)));
          const planned = nextOrder({ anchorOn, weeks, bounds, isOpenDay: (date) => !closed.has(date) });

          expect(planned.windowFrom >= addDays(anchorOn, 42)).toBe(true);
          expect(planned.windowTo <= addDays(anchorOn, 112)).toBe(true);
          const day = planned.kind === 'planned' ? planned.dueOn : planned.wantedOn;
          expect(planned.windowFrom <= day && day <= planned.windowTo).toBe(true);
        },
      ),
    );
  });
});

function daysFrom(date: string, count: number): string[] {
  return Array.from({ length: count }, (_, days) => addDays(date, days));
}
