import ICAL from 'ical.js';
import { toCalendar, type CalendarEntry } from './to-calendar.js';

const ENTRY: CalendarEntry = {
  uid: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07@board.example.org',
  sequence: 3,
  startsAt: '2026-03-24T14:00:00.000Z',
  minutes: 90,
  location: 'Room 2, and by video; second floor',
  boardName: 'Spine board',
  timeZone: 'Europe/Amsterdam',
  stampedAt: '2026-03-02T08:00:00.000Z',
  isCancelled: false,
  organiser: { name: 'Consilium', address: 'board@example.org' },
  attendee: { name: 'Dr. Møller', address: 'moller@example.org', reply: 'needs-action' },
};

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    const known = new ICAL.Timezone(zone);
    ICAL.TimezoneService.register(known, known.tzid);
  }
  return { calendar, events: calendar.getAllSubcomponents('vevent') };
}

describe('a meeting as iCalendar', () => {
  it('is read back as the request that it is', () => {
    const { calendar, events } = read(toCalendar([ENTRY], { method: 'REQUEST', name: 'Spine board' }));
    const [event] = events;
    const attendee = event!.getFirstProperty('attendee')!;

    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(event!.getFirstPropertyValue('uid')).toBe('0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07@board.example.org');
    expect(event!.getFirstPropertyValue('sequence')).toBe(3);
    expect(event!.getFirstPropertyValue('class')).toBe('CONFIDENTIAL');
    expect(event!.getFirstPropertyValue('status')).toBe('CONFIRMED');
    expect(event!.getFirstPropertyValue('location')).toBe('Room 2, and by video; second floor');
    expect(event!.getFirstPropertyValue('organizer')).toBe('mailto:board@example.org');
    expect(attendee.getFirstValue()).toBe('MAILTO:moller@example.org');
    expect(attendee.getParameter('partstat')).toBe('NEEDS-ACTION');
    expect(attendee.getParameter('rsvp')).toBe('TRUE');
  });

  it('is cancelled with the same UID', () => {
    const { calendar, events } = read(
      toCalendar([{ ...ENTRY, sequence: 4, isCancelled: true }], { method: 'CANCEL', name: 'Spine board' }),
    );

    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(events[0]!.getFirstPropertyValue('uid')).toBe('0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07@board.example.org');
    expect(events[0]!.getFirstPropertyValue('status')).toBe('CANCELLED');
  });

  it('is the same bytes for the same entry', () => {
    const once = toCalendar([ENTRY], { method: 'REQUEST', name: 'Spine board' });
    expect(toCalendar([ENTRY], { method: 'REQUEST', name: 'Spine board' })).toBe(once);
  });

  it('keeps every line within 75 octets', () => {
    const long = { ...ENTRY, location: 'ö'.repeat(150) };
    const lines = toCalendar([long], { method: 'REQUEST', name: 'Spine board' }).split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  });

  it.each([
    ['Europe/Amsterdam', '2026-03-24T14:00:00Z', '2026-03-24T15:00:00'],
    ['Europe/Amsterdam', '2026-03-31T13:00:00Z', '2026-03-31T15:00:00'],
    ['Europe/Amsterdam', '2026-10-27T14:00:00Z', '2026-10-27T15:00:00'],
    ['America/New_York', '2026-11-03T15:00:00Z', '2026-11-03T10:00:00'],
    ['Australia/Lord_Howe', '2026-04-06T02:00:00Z', '2026-04-06T12:30:00'],
    ['Asia/Kathmandu', '2026-05-05T06:15:00Z', '2026-05-05T12:00:00'],
    ['Pacific/Apia', '2026-05-05T06:15:00Z', '2026-05-05T19:15:00'],
    ['Africa/Casablanca', '2026-03-03T10:00:00Z', '2026-03-03T10:00:00'],
    ['UTC', '2026-03-03T10:00:00Z', '2026-03-03T10:00:00'],
  ])('is at the same instant for whoever reads it with its own zone (%s, %s)', (timeZone, startsAt, local) => {
    const early = { ...ENTRY, timeZone, startsAt: '2025-11-15T10:00:00Z', uid: 'early' };
    const { events } = read(
      toCalendar([early, { ...ENTRY, timeZone, startsAt }], { method: 'PUBLISH', name: 'Meetings' }),
    );
    const start = events[1]!.getFirstPropertyValue('dtstart') as ICAL.Time;

    expect(start.toString()).toBe(timeZone === 'UTC' ? `${local}Z` : local);
    expect(start.toJSDate().toISOString()).toBe(new Date(startsAt).toISOString());
  });

  it('says nothing where there is no meeting', () => {
    expect(read(toCalendar([], { method: 'PUBLISH', name: 'Meetings' })).events).toEqual([]);
  });
});
