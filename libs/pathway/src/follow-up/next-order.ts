import { addDays, daysBetween, type CalendarDate } from '../calendar.js';
import type { FollowUpParameters } from '../parameters.js';

export interface OrderRequest {
  /** Where follow-up counts from. */
  anchorOn: CalendarDate;
  /** The last performed examination since the anchor; each order after the first counts from it. */
  previousPerformedOn?: CalendarDate;
  /** A routine interval, already judged to lie within the bounds. */
  weeks: number;
  bounds: Pick<FollowUpParameters, 'minimumWeeks' | 'maximumWeeks' | 'windowDays'>;
  isOpenDay: (date: CalendarDate) => boolean;
}

export interface OrderWindow {
  countedFrom: CalendarDate;
  windowFrom: CalendarDate;
  windowTo: CalendarDate;
}

/** The next order; or, where every day of its window is closed, a question to the coordinator with the day it would have been. */
export type NextOrder =
  | (OrderWindow & { kind: 'planned'; dueOn: CalendarDate; movedFrom: CalendarDate | null })
  | (OrderWindow & { kind: 'ask-coordinator'; wantedOn: CalendarDate; sentence: string });

/**
 * Plans the next routine examination. The window is the due date and some days to either side, cut at the shortest and the
 * longest routine interval from the day counted from. A closed day moves to the next, else the previous, open day inside
 * the window; the window itself does not move.
 */
export function nextOrder({ anchorOn, previousPerformedOn, weeks, bounds, isOpenDay }: OrderRequest): NextOrder {
  const countedFrom = previousPerformedOn ?? anchorOn;
  const wantedOn = addDays(countedFrom, weeks * 7);
  const window = {
    countedFrom,
    windowFrom: later(addDays(wantedOn, -bounds.windowDays), addDays(countedFrom, bounds.minimumWeeks * 7)),
    windowTo: earlier(addDays(wantedOn, bounds.windowDays), addDays(countedFrom, bounds.maximumWeeks * 7)),
  };

  const dueOn = [...daysForward(wantedOn, window.windowTo), ...daysBack(wantedOn, window.windowFrom)].find(isOpenDay);
  if (dueOn === undefined) {
    const sentence = `No day from ${window.windowFrom} to ${window.windowTo} is open: open one, or record a board exception.`;
    return { kind: 'ask-coordinator', ...window, wantedOn, sentence };
  }
  return { kind: 'planned', ...window, dueOn, movedFrom: dueOn === wantedOn ? null : wantedOn };
}

const daysForward = (from: CalendarDate, to: CalendarDate): CalendarDate[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, days) => addDays(from, days));

const daysBack = (from: CalendarDate, to: CalendarDate): CalendarDate[] =>
  Array.from({ length: daysBetween(to, from) }, (_, days) => addDays(from, -days - 1));

const later = (a: CalendarDate, b: CalendarDate): CalendarDate => (a > b ? a : b);
const earlier = (a: CalendarDate, b: CalendarDate): CalendarDate => (a < b ? a : b);
