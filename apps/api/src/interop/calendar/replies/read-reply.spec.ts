import fc from 'fast-check';
import { readReply } from './read-reply.js';

const EVENT = [
  'BEGIN:VEVENT',
  'UID:0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07@consilium',
  'SEQUENCE:2',
  'DTSTAMP:20260302T101500Z',
  'DTSTART:20260310T140000Z',
  'ATTENDEE;PARTSTAT=ACCEPTED;CN="Dr. Møller":mailto:Moller@Example.org',
  'END:VEVENT',
];

interface Wish {
  readonly from?: string;
  readonly type?: string;
  readonly method?: string;
  readonly event?: readonly string[];
  readonly calendar?: string;
}

function mailOf({ from = 'Dr. M <moller@example.org>', type = 'text/calendar', ...wish }: Wish = {}): Buffer {
  const { method = 'REPLY', event = EVENT } = wish;
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', `METHOD:${method}`, ...event, 'END:VCALENDAR'];
  const { calendar = lines.join('\r\n') } = wish;
  return Buffer.from(
    [
      `From: ${from}`,
      'To: board@example.org',
      'Subject: Accepted: Spine board',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Accepted.',
      '--b',
      `Content-Type: ${type}; method=${method}; charset=utf-8`,
      '',
      calendar,
      '--b--',
      '',
    ].join('\r\n'),
  );
}

const without = (name: string) => EVENT.filter((line) => !line.startsWith(name));
const withAttendee = (attendee: string) => EVENT.map((line) => (line.startsWith('ATTENDEE') ? attendee : line));

describe('a mail that answers an invitation', () => {
  it('is read with its meeting, its sender’s answer and when it was made', async () => {
    expect(await readReply(mailOf())).toEqual({
      uid: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07@consilium',
      attendee: 'moller@example.org',
      reply: 'accepted',
      delegate: null,
      sequence: 2,
      stampedAt: '2026-03-02T10:15:00.000Z',
    });
  });

  it.each([
    ['declined', 'ATTENDEE;PARTSTAT=DECLINED:mailto:moller@example.org', null],
    ['tentative', 'ATTENDEE;PARTSTAT=tentative:MAILTO:moller@example.org', null],
    [
      'delegated',
      'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:Deputy@example.org":mailto:moller@example.org',
      'deputy@example.org',
    ],
  ])('may be %s', async (reply, attendee, delegate) => {
    expect(await readReply(mailOf({ event: withAttendee(attendee) }))).toMatchObject({ reply, delegate });
  });

  it('counts without SEQUENCE as an answer to the first state', async () => {
    expect(await readReply(mailOf({ event: without('SEQUENCE') }))).toMatchObject({ sequence: 0 });
  });

  it.each<[string, Wish]>([
    ['sender-is-not-attendee', { from: 'stranger@example.org' }],
    ['several-senders', { from: 'moller@example.org, stranger@example.org' }],
    ['several-senders', { from: 'nobody' }],
    ['no-calendar', { type: 'text/html' }],
    ['not-a-reply', { method: 'REQUEST' }],
    ['not-a-reply', { method: 'COUNTER' }],
    ['unreadable-calendar', { calendar: 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT' }],
    ['unreadable-calendar', { calendar: 'I accept.' }],
    ['unreadable-calendar', { calendar: '' }],
    ['unreadable-calendar', { event: [...EVENT, `X-LONG:${'x'.repeat(70_000)}`] }],
    ['several-meetings', { event: [] }],
    ['several-meetings', { event: [...EVENT, ...EVENT] }],
    ['several-meetings', { event: without('ATTENDEE') }],
    ['several-meetings', { event: EVENT.flatMap((line) => (line.startsWith('ATTENDEE') ? [line, line] : [line])) }],
    ['incomplete-reply', { event: without('UID') }],
    ['incomplete-reply', { event: without('DTSTAMP') }],
    ['incomplete-reply', { event: EVENT.map((line) => line.replace('SEQUENCE:2', 'SEQUENCE:-1')) }],
    ['no-answer', { event: withAttendee('ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:moller@example.org') }],
    ['no-answer', { event: withAttendee('ATTENDEE:mailto:moller@example.org') }],
    ['no-answer', { event: withAttendee('ATTENDEE;PARTSTAT=DELEGATED:mailto:moller@example.org') }],
    ['no-answer', { event: withAttendee('ATTENDEE;PARTSTAT=ACCEPTED:urn:x') }],
  ])('is refused as %s (%#)', async (fault, wish) => {
    expect(await readReply(mailOf(wish))).toBe(fault);
  });

  it('is refused where its parts are nested without end', async () => {
    let part = mailOf().toString();
    for (let depth = 0; depth < 50; depth += 1) {
      const boundary = `deep${depth}`;
      part = `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n--${boundary}\r\n${part}\r\n--${boundary}--\r\n`;
    }
    expect(await readReply(Buffer.from(`From: moller@example.org\r\n${part}`))).toBe('unreadable-mail');
  });

  it('is refused where its headers go on without end', async () => {
    const endless = Buffer.from(`From: moller@example.org\r\n${'X-A: b\r\n'.repeat(20_000)}\r\n`);
    expect(await readReply(endless)).toBe('unreadable-mail');
  });

  it('is read or refused, whatever comes', async () => {
    const spoilt = fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 20 })).map(([at, bytes]) => {
      const mail = mailOf();
      const place = at % mail.length;
      return Buffer.concat([mail.subarray(0, place), bytes, mail.subarray(place + bytes.length)]);
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 2_000 }), spoilt), async (raw) => {
        expect(['string', 'object']).toContain(typeof (await readReply(raw)));
      }),
      { seed: 20_260_302, numRuns: 300 },
    );
  });
});
