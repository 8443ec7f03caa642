import { addDays, daysBetween, type CalendarDate } from '../../calendar.js';
import { FlowNetwork } from './flow-network.js';
import { classesOf, spanOf, type OrderClass, type OrderToPlace, type Span } from './order-classes.js';

/** What one day can take. */
export interface DayCapacity {
  /** Examinations the scanners can do that day; 0 on a closed day. */
  readonly capacity: number;
  /** Examinations already booked on it: they stay. */
  readonly booked: number;
}

export interface PlacedOrder {
  readonly id: string;
  readonly on: CalendarDate;
  /** Days between due day and placed day, never negative. */
  readonly daysFromDue: number;
}

export interface UnplacedOrder {
  readonly id: string;
  readonly reason: 'no-open-day' | 'no-capacity';
  readonly sentence: string;
}

export interface LevelledSchedule {
  readonly placed: readonly PlacedOrder[];
  readonly unplaced: readonly UnplacedOrder[];
  /** Sum over all placed orders. */
  readonly daysFromDue: number;
  /** The most examinations of one day, booked ones included. */
  readonly peak: number;
}

/**
 * Chooses a day inside each order's window without exceeding what a day can take. First as many orders as possible are placed;
 * among those plans the sum of days from due is the least; among those the busiest day is the least busy. All three hold exactly.
 * Within one window and due day the order that comes first in the list is served first. An order is never moved outside its window.
 *
 * The plan is a cheapest greatest flow from classes of like orders to days, so it grows with the calendar rather than with the
 * orders; the third aim is met by searching for the lowest ceiling on a day that costs nothing of the first two.
 * @param orders windows and due days as calendar dates; checked by `levellingFaults`
 * @param capacityOn what a day can take; asked once for each day of the windows
 */
export function levelOrders(
  orders: readonly OrderToPlace[],
  capacityOn: (day: CalendarDate) => DayCapacity,
): LevelledSchedule {
  const span = spanOf(orders);
  const classes = classesOf(orders, span);
  const days = span.days.map(capacityOn);
  const best = flatten(classes, days, plan(classes, days, Infinity));
  return scheduleOf(classes, span, days, best);
}

/** How many orders of each class go to each day, beside what the plan amounts to. */
interface Plan {
  readonly flow: number;
  readonly cost: number;
  readonly peak: number;
  readonly shares: readonly (readonly DayShare[])[];
}

interface DayShare {
  readonly day: number;
  readonly count: number;
}

const free = ({ capacity, booked }: DayCapacity, ceiling: number) => Math.max(0, Math.min(capacity, ceiling) - booked);

/** The best plan in which no day, what is booked included, exceeds the ceiling. */
function plan(classes: readonly OrderClass[], days: readonly DayCapacity[], ceiling: number): Plan {
  const [source, sink, firstDay] = [0, 1, 2 + classes.length];
  const network = new FlowNetwork(firstDay + days.length);
  const arcs = classes.map(({ from, to, due, orders }, index) => {
    network.addArc(source, 2 + index, orders.length);
    const open = range(from, to).filter((day) => free(days[day]!, ceiling) > 0);
    return open.map((day) => ({
      day,
      arc: network.addArc(2 + index, firstDay + day, orders.length, Math.abs(day - due)),
    }));
  });
  const outlets = days.map((day, index) => network.addArc(firstDay + index, sink, free(day, ceiling)));
  const sent = network.send(source, sink);
  return {
    ...sent,
    peak: days.reduce((peak, { booked }, index) => Math.max(peak, booked + network.flowThrough(outlets[index]!)), 0),
    shares: arcs.map((toDays) =>
      toDays.map(({ day, arc }) => ({ day, count: network.flowThrough(arc) })).filter(({ count }) => count > 0),
    ),
  };
}

/** The plan with the lowest peak among those as good: a lower ceiling never makes a plan better, so halving finds it. */
function flatten(classes: readonly OrderClass[], days: readonly DayCapacity[], best: Plan): Plan {
  let lowest = days.reduce((most, { booked }) => Math.max(most, booked), 0);
  let flattest = best;
  while (lowest < flattest.peak) {
    const ceiling = Math.floor((lowest + flattest.peak) / 2);
    const lower = plan(classes, days, ceiling);
    if (lower.flow === best.flow && lower.cost === best.cost) flattest = lower;
    else lowest = ceiling + 1;
  }
  return flattest;
}

function scheduleOf(
  classes: readonly OrderClass[],
  span: Span,
  days: readonly DayCapacity[],
  { shares, cost, peak }: Plan,
): LevelledSchedule {
  const placed: PlacedOrder[] = [];
  const unplaced: UnplacedOrder[] = [];
  classes.forEach(({ due, from, to, orders }, index) => {
    // Who is served first also gets the day nearest to due; of two as near, the earlier.
    const nearest = [...shares[index]!].sort((a, b) => Math.abs(a.day - due) - Math.abs(b.day - due) || a.day - b.day);
    const slots = nearest.flatMap(({ day, count }) => Array.from({ length: count }, () => day));
    orders.forEach((order, place) => {
      const day = slots[place];
      if (day !== undefined) placed.push({ id: order.id, on: span.days[day]!, daysFromDue: Math.abs(day - due) });
      else unplaced.push(unplacedBecause(order, days.slice(from, to + 1)));
    });
  });
  return { placed, unplaced, daysFromDue: cost, peak };
}

function unplacedBecause({ id, windowFrom, windowTo }: OrderToPlace, days: readonly DayCapacity[]): UnplacedOrder {
  const window = `from ${windowFrom} to ${windowTo}`;
  return days.every(({ capacity }) => capacity === 0)
    ? { id, reason: 'no-open-day', sentence: `No day ${window} is open: open one, or record a board exception.` }
    : { id, reason: 'no-capacity', sentence: `Every open day ${window} is full: raise the capacity of one of them.` };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** At most this many days may lie between the first window's first day and the last window's last. */
const LONGEST_SPAN = 1_100;

/** Why orders cannot be levelled, one sentence for each fault; empty when they can. */
export function levellingFaults(orders: readonly OrderToPlace[]): readonly { id: string; sentence: string }[] {
  const reversed = orders.filter(({ windowFrom, windowTo }) => windowFrom > windowTo);
  if (reversed.length > 0) {
    return reversed.map(({ id, windowFrom, windowTo }) => ({
      id,
      sentence: `The window from ${windowFrom} to ${windowTo} ends before it begins.`,
    }));
  }
  const first = orders.reduce(
    (day, { windowFrom }) => (windowFrom < day ? windowFrom : day),
    orders[0]?.windowFrom ?? '',
  );
  return orders
    .filter(({ windowTo }) => daysBetween(first, windowTo) >= LONGEST_SPAN)
    .map(({ id, windowTo }) => ({
      id,
      sentence: `The window ends on ${windowTo}; at most ${LONGEST_SPAN} days are levelled at once, to ${addDays(first, LONGEST_SPAN - 1)}.`,
    }));
}
