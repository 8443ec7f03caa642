import { addDays, daysBetween, type CalendarDate } from '../../calendar.js';

/** One examination to be placed: its window, both days included, and the day it is best done. */
export interface OrderToPlace {
  readonly id: string;
  readonly windowFrom: CalendarDate;
  readonly windowTo: CalendarDate;
  readonly dueOn: CalendarDate;
}

/** Orders that have window and due day in common, days counted from the first day of all windows. */
export interface OrderClass<Order extends OrderToPlace = OrderToPlace> {
  readonly from: number;
  readonly to: number;
  readonly due: number;
  readonly orders: Order[];
}

/** The days from the first window's first to the last window's last. */
export interface Span {
  readonly firstDay: CalendarDate;
  readonly days: readonly CalendarDate[];
}

/** The span of all windows; empty when there are no orders. */
export function spanOf(orders: readonly OrderToPlace[]): Span {
  let firstDay = orders[0]?.windowFrom ?? '';
  let lastDay = orders[0]?.windowTo ?? '';
  for (const { windowFrom, windowTo } of orders) {
    if (windowFrom < firstDay) firstDay = windowFrom;
    if (windowTo > lastDay) lastDay = windowTo;
  }
  const length = orders.length === 0 ? 0 : daysBetween(firstDay, lastDay) + 1;
  return { firstDay, days: Array.from({ length }, (_, day) => addDays(firstDay, day)) };
}

/**
 * Puts orders that a plan cannot tell apart together, in the sequence given. However many orders there are, the classes are at
 * most as many as the days times the shapes of a window, so that a plan's work grows with the calendar, not with the orders.
 */
export function classesOf<Order extends OrderToPlace>(
  orders: readonly Order[],
  { firstDay }: Span,
): OrderClass<Order>[] {
  const numbers = new Map<CalendarDate, number>();
  const numberOf = (date: CalendarDate) => {
    let number = numbers.get(date);
    if (number === undefined) numbers.set(date, (number = daysBetween(firstDay, date)));
    return number;
  };
  const classes = new Map<string, OrderClass<Order>>();
  for (const order of orders) {
    const key = `${order.windowFrom}${order.windowTo}${order.dueOn}`;
    const known = classes.get(key);
    if (known) known.orders.push(order);
    else {
      const [from, to, due] = [numberOf(order.windowFrom), numberOf(order.windowTo), numberOf(order.dueOn)];
      classes.set(key, { from, to, due, orders: [order] });
    }
  }
  return [...classes.values()].sort((a, b) => a.due - b.due || a.from - b.from || a.to - b.to);
}
