import {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
  type ICalEventData,
} from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { CalendarFacts } from '../notice.js';
import { timeZoneComponent } from './time-zone-component.js';

export type CalendarMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH';

interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** A meeting in somebody's calendar. It knows the board, the hour and the room, and nobody who will be discussed. */
export interface CalendarEntry extends Omit<CalendarFacts, 'reply'> {
  readonly isCancelled: boolean;
  readonly organiser?: Mailbox;
  /** Whose calendar it is for; in a feed nobody is asked. */
  readonly attendee?: Mailbox & { readonly reply: CalendarFacts['reply'] };
  readonly url?: string;
}

const PARTSTAT: Readonly<Record<CalendarFacts['reply'], ICalAttendeeStatus>> = {
  'needs-action': ICalAttendeeStatus.NEEDSACTION,
  accepted: ICalAttendeeStatus.ACCEPTED,
  declined: ICalAttendeeStatus.DECLINED,
  tentative: ICalAttendeeStatus.TENTATIVE,
  delegated: ICalAttendeeStatus.DELEGATED,
};

/**
 * Meetings as iCalendar (RFC 5545; as a scheduling message RFC 5546), CLASS:CONFIDENTIAL, local times with their VTIMEZONE. The same
 * entries make the same bytes.
 */
export function toCalendar(
  entries: readonly CalendarEntry[],
  { method, name }: { readonly method: CalendarMethod; readonly name: string },
): string {
  const starts = entries.map(({ startsAt }) => Temporal.Instant.from(startsAt));
  const bounds = starts.toSorted((one, other) => Temporal.Instant.compare(one, other));
  const calendar = new ICalCalendar({
    prodId: { company: 'consilium', product: 'meetings', language: 'EN' },
    method: ICalCalendarMethod[method],
    // A method makes a message of it; only what is subscribed to has a name (RFC 7986).
    ...(method === 'PUBLISH' && { name, ttl: 900 }),
    timezone: {
      name: null,
      generator: (timeZone: string) => timeZoneComponent(timeZone, bounds[0]!, bounds.at(-1)!),
    },
  });
  for (const entry of entries) calendar.createEvent(eventOf(entry));
  return calendar.toString();
}

function eventOf(entry: CalendarEntry): ICalEventData {
  const { uid, sequence, minutes, location, boardName, timeZone, isCancelled, organiser, attendee, url } = entry;
  const start = Temporal.Instant.from(entry.startsAt).toZonedDateTimeISO(timeZone);
  return {
    id: uid,
    sequence,
    stamp: new Date(entry.stampedAt),
    start,
    end: start.add({ minutes }),
    timezone: timeZone,
    summary: isCancelled ? `Cancelled: ${boardName}` : boardName,
    location,
    class: ICalEventClass.CONFIDENTIAL,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: isCancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    ...(url && { url }),
    ...(organiser && { organizer: { name: organiser.name, email: organiser.address } }),
    ...(attendee && {
      attendees: [
        {
          name: attendee.name,
          email: attendee.address,
          role: ICalAttendeeRole.REQ,
          status: PARTSTAT[attendee.reply],
          rsvp: !isCancelled,
        },
      ],
    }),
  };
}
