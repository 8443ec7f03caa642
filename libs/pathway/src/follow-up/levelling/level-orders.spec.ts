import fc from 'fast-check';
import { addDays } from '../../calendar.js';
import { levelOrders, levellingFaults, type DayCapacity } from './level-orders.js';
import type { OrderToPlace } from './order-classes.js';

const FIRST = '2026-03-02';
const day = (number: number) => addDays(FIRST, number);
const order = (id: string, from: number, due: number, to: number): OrderToPlace => ({
  id,
  windowFrom: day(from),
  dueOn: day(due),
  windowTo: day(to),
});
const capacities = (...perDay: number[]) => {
  const known = new Map(perDay.map((capacity, number) => [day(number), { capacity, booked: 0 }]));
  return (on: string): DayCapacity => known.get(on) ?? { capacity: 0, booked: 0 };
};

describe('levelling the imaging of a board', () => {
  it('leaves everything on its due day where the scanners can take it', () => {
    const { placed, unplaced, daysFromDue, peak } = levelOrders(
      [order('a', 0, 1, 2), order('b', 0, 1, 2), order('c', 1, 2, 3)],
      capacities(2, 2, 2, 2),
    );

    expect(placed).toEqual([
      { id: 'a', on: '2026-03-03', daysFromDue: 0 },
      { id: 'b', on: '2026-03-03', daysFromDue: 0 },
      { id: 'c', on: '2026-03-04', daysFromDue: 0 },
    ]);
    expect({ unplaced, daysFromDue, peak }).toEqual({ unplaced: [], daysFromDue: 0, peak: 2 });
  });

  it('moves as few days as it must from a day that is full, the first of the list staying nearest', () => {
    const { placed } = levelOrders(
      [order('a', 0, 1, 2), order('b', 0, 1, 2), order('c', 0, 1, 2)],
      capacities(1, 1, 1),
    );

    expect(placed.map(({ id, on }) => [id, on])).toEqual([
      ['a', '2026-03-03'],
      ['b', '2026-03-02'],
      ['c', '2026-03-04'],
    ]);
  });

  it('places one more order though the others then lie further from due', () => {
    const { placed, daysFromDue } = levelOrders(
      [order('wide', 0, 0, 3), order('narrow', 0, 0, 0)],
      capacities(1, 0, 0, 1),
    );

    expect(placed.map(({ id, on }) => [id, on])).toEqual([
      ['narrow', '2026-03-02'],
      ['wide', '2026-03-05'],
    ]);
    expect(daysFromDue).toBe(3);
  });

  it('prefers the lower peak of two plans as near to due', () => {
    const { peak } = levelOrders([order('a', 0, 1, 2), order('b', 0, 1, 2), order('c', 0, 1, 2)], (on) => ({
      capacity: on === day(1) ? 1 : 2,
      booked: 0,
    }));

    expect(peak).toBe(1);
  });

  it('leaves what is booked where it is, and counts it', () => {
    const { placed, peak } = levelOrders([order('a', 0, 0, 1)], () => ({ capacity: 2, booked: 2 }));
    expect({ placed, peak }).toEqual({ placed: [], peak: 2 });
  });

  it('says of each order that could not be placed whether its days are closed or full', () => {
    const { unplaced } = levelOrders([order('shut', 1, 1, 2), order('a', 0, 0, 0), order('b', 0, 0, 0)], capacities(1));

    expect(unplaced).toEqual([
      {
        id: 'b',
        reason: 'no-capacity',
        sentence: 'Every open day from 2026-03-02 to 2026-03-02 is full: raise the capacity of one of them.',
      },
      {
        id: 'shut',
        reason: 'no-open-day',
        sentence: 'No day from 2026-03-03 to 2026-03-04 is open: open one, or record a board exception.',
      },
    ]);
  });

  it('has nothing to do without orders', () => {
    expect(levelOrders([], capacities())).toEqual({ placed: [], unplaced: [], daysFromDue: 0, peak: 0 });
  });

  it('refuses windows that end before they begin, and spans beyond 1100 days', () => {
    expect(levellingFaults([order('a', 0, 1, 2), order('b', 3, 3, 2)])).toEqual([
      { id: 'b', sentence: 'The window from 2026-03-05 to 2026-03-04 ends before it begins.' },
    ]);
    expect(levellingFaults([order('a', 0, 0, 0), order('b', 1099, 1099, 1099)])).toEqual([]);
    expect(levellingFaults([order('a', 0, 0, 0), order('b', 1100, 1100, 1100)])).toEqual([
      { id: 'b', sentence: 'The window ends on 2029-03-06; at most 1100 days are levelled at once, to 2029-03-05.' },
    ]);
    expect(levellingFaults([])).toEqual([]);
  });
});

const DAYS = 5;
const anyOrder = fc
  .tuple(fc.nat(DAYS - 1), fc.nat(DAYS - 1), fc.nat(DAYS - 1))
  .map((days) => days.sort((a, b) => a - b));
const anyDay = fc.record({ capacity: fc.nat(3), booked: fc.nat(2) });

describe('levelling, whatever the orders', () => {
  it('is as good as the best of all plans: most placed, then least days from due, then the lowest peak', () => {
    fc.assert(
      fc.property(
        fc.array(anyOrder, { maxLength: 6 }),
        fc.array(anyDay, { minLength: DAYS, maxLength: DAYS }),
        (windows, days) => {
          const orders = windows.map(([from, due, to], index) => order(`${index}`, from, due, to));
          const first = windows.reduce((least, [from]) => Math.min(least, from), DAYS);
          const last = windows.reduce((most, [, , to]) => Math.max(most, to), -1);
          const { placed, daysFromDue, peak } = levelOrders(orders, (on) => days[numberOf(on)]!);

          expect([placed.length, daysFromDue, peak]).toEqual(bestByTryingAll(windows, days, first, last));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('keeps every window and every capacity, places each order once, and reports all others', () => {
    fc.assert(
      fc.property(
        fc.array(anyOrder, { maxLength: 60 }),
        fc.array(anyDay, { minLength: DAYS, maxLength: DAYS }),
        (windows, days) => {
          const orders = windows.map(([from, due, to], index) => order(`${index}`, from, due, to));
          const { placed, unplaced } = levelOrders(orders, (on) => days[numberOf(on)]!);

          expect([...placed, ...unplaced].map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual(
            windows.map((_, i) => i),
          );
          const load = days.map(({ booked }) => booked);
          for (const { id, on } of placed) {
            const [from, , to] = windows[Number(id)]!;
            expect(numberOf(on)).toBeGreaterThanOrEqual(from);
            expect(numberOf(on)).toBeLessThanOrEqual(to);
            load[numberOf(on)]!++;
          }
          days.forEach(({ capacity, booked }, at) => expect(load[at]).toBeLessThanOrEqual(Math.max(capacity, booked)));
        },
      ),
    );
  });

  it('places as many of 10 000 orders as serving the earliest deadline first does, which is the most possible', () => {
    const windows = Array.from({ length: 10_000 }, (_, index): [number, number, number] => {
      const due = 7 + ((index * 7919) % 350);
      return [due - (index % 3 === 0 ? 0 : 7), due, due + (index % 5 === 0 ? 0 : 7)];
    });
    const perDay = Array.from({ length: 370 }, (_, at) => ({
      capacity: at % 7 > 4 ? 0 : 25 + (at % 11),
      booked: at % 4,
    }));
    const orders = windows.map(([from, due, to], index) => order(`${index}`, from, due, to));

    const { placed } = levelOrders(orders, (on) => perDay[numberOf(on)]!);

    expect(placed).toHaveLength(
      servedByDeadline(
        windows,
        perDay.map(({ capacity, booked }) => capacity - booked),
      ),
    );
    expect(placed.length).toBeLessThan(10_000);
  });
});

const numberOf = (on: string) => (Date.parse(on) - Date.parse(FIRST)) / 86_400_000;

/** Tries every choice of a day, or none, for every order. */
function bestByTryingAll(
  windows: readonly [number, number, number][],
  days: readonly DayCapacity[],
  first: number,
  last: number,
): [number, number, number] {
  let best: [number, number, number] = [-1, 0, 0];
  const load = days.map(({ booked }) => booked);
  const visit = (index: number, placed: number, cost: number) => {
    const window = windows[index];
    if (!window) {
      const peak = Math.max(0, ...load.slice(first, last + 1));
      const isBetter =
        placed > best[0] || (placed === best[0] && (cost < best[1] || (cost === best[1] && peak < best[2])));
      if (isBetter) best = [placed, cost, peak];
      return;
    }
    visit(index + 1, placed, cost);
    for (let at = window[0]; at <= window[2]; at++) {
      if (load[at]! >= days[at]!.capacity) continue;
      load[at]!++;
      visit(index + 1, placed + 1, cost + Math.abs(at - window[1]));
      load[at]!--;
    }
  };
  visit(0, 0, 0);
  return best;
}

/** Day by day the waiting orders with the earliest last day are served: for windows on a line no way serves more. */
function servedByDeadline(windows: readonly [number, number, number][], room: readonly number[]): number {
  let served = 0;
  let waiting: number[] = [];
  room.forEach((places, at) => {
    waiting.push(...windows.filter(([from]) => from === at).map(([, , to]) => to));
    waiting = waiting.filter((to) => to >= at).sort((a, b) => a - b);
    const today = Math.min(Math.max(0, places), waiting.length);
    served += today;
    waiting = waiting.slice(today);
  });
  return served;
}
