import ICAL from 'ical.js';
import PostalMime, { addressParser, type Email } from 'postal-mime';
import type { ReplyFault } from './reply-faults.js';

/** An answer to an invitation as a calendar sent it; addresses in lower case. */
export interface ReadReply {
  readonly uid: string;
  readonly attendee: string;
  readonly reply: 'accepted' | 'declined' | 'tentative' | 'delegated';
  /** To whom it is delegated; null unless it is. */
  readonly delegate: string | null;
  readonly sequence: number;
  /** When the answer was made, as its sender says; an ISO instant. */
  readonly stampedAt: string;
}

const MIME_LIMITS = { maxNestingDepth: 10, maxHeadersSize: 64 * 1024 };
const MOST_CALENDAR_BYTES = 64 * 1024;

const ANSWERS: Readonly<Record<string, ReadReply['reply']>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
  DELEGATED: 'delegated',
};

/** Reads a raw mail as an answer (RFC 6047, RFC 5546 3.2.3), or says what keeps it from being one. Decides nothing, changes nothing. */
export async function readReply(raw: Uint8Array): Promise<ReadReply | ReplyFault> {
  const mail = await readMail(raw);
  if (mail === null) return 'unreadable-mail';

  const sender = senderOf(mail);
  if (!sender) return 'several-senders';

  const text = calendarIn(mail);
  if (text === null) return 'no-calendar';
  const read = understand(text);
  if (typeof read === 'string') return read;
  return read.attendee === sender ? read : 'sender-is-not-attendee';
}

async function readMail(raw: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(raw, MIME_LIMITS);
  } catch {
    // The parser's message may repeat a piece of the mail, so it goes nowhere.
    return null;
  }
}

/** Of all From headers and everybody they name: one address, or none. The parser's own `from` is the first of several. */
function senderOf({ headers }: Email): string | null {
  const named = headers
    .filter(({ key }) => key === 'from')
    .flatMap(({ value }) => addressParser(value, { flatten: true }));
  const [only, ...others] = named.map(({ address }) => address?.toLowerCase() ?? '');
  return only && only.includes('@') && others.length === 0 ? only : null;
}

/** The first part that a calendar program would read. */
function calendarIn({ attachments }: Email): string | null {
  const part = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  if (!part) return null;
  return typeof part.content === 'string' ? part.content : new TextDecoder().decode(part.content);
}

/** A value is read only when it is asked for: also what is wrong with it comes to light then. */
function understand(text: string): ReadReply | ReplyFault {
  try {
    return readCalendar(text);
  } catch {
    return 'unreadable-calendar';
  }
}

function readCalendar(text: string): ReadReply | ReplyFault {
  const calendar = Buffer.byteLength(text) <= MOST_CALENDAR_BYTES ? parse(text) : null;
  if (calendar === null) return 'unreadable-calendar';
  if (String(calendar.getFirstPropertyValue('method')).toUpperCase() !== 'REPLY') return 'not-a-reply';

  const [event, ...otherEvents] = calendar.getAllSubcomponents('vevent');
  const [attendee, ...otherAttendees] = event?.getAllProperties('attendee') ?? [];
  if (!event || !attendee || otherEvents.length > 0 || otherAttendees.length > 0) return 'several-meetings';

  const stamp = stampOf(event);
  return stamp === null ? 'incomplete-reply' : answerOf(attendee, stamp);
}

function parse(text: string): ICAL.Component | null {
  const parsed: unknown = ICAL.parse(text);
  const isOne = Array.isArray(parsed) && parsed[0] === 'vcalendar';
  return isOne ? new ICAL.Component(parsed as ConstructorParameters<typeof ICAL.Component>[0]) : null;
}

type Stamp = Pick<ReadReply, 'uid' | 'sequence' | 'stampedAt'>;

/** Which meeting is answered, in which state of it, and when. Without SEQUENCE it is 0 (RFC 5545, 3.8.7.4). */
function stampOf(event: ICAL.Component): Stamp | null {
  const uid = event.getFirstPropertyValue('uid');
  const sequence = Number(event.getFirstPropertyValue('sequence') ?? 0);
  const stamp = event.getFirstPropertyValue('dtstamp');
  const isWhole = Number.isInteger(sequence) && sequence >= 0 && sequence <= 2_147_483_647;
  if (typeof uid !== 'string' || !isWhole || !(stamp instanceof ICAL.Time)) return null;

  const at = stamp.toJSDate();
  return Number.isNaN(at.getTime()) ? null : { uid, sequence, stampedAt: at.toISOString() };
}

function answerOf(attendee: ICAL.Property, stamp: Stamp): ReadReply | ReplyFault {
  const reply = ANSWERS[String(attendee.getParameter('partstat')).toUpperCase()];
  const address = addressOf(attendee.getFirstValue());
  const delegates = [attendee.getParameter('delegated-to') ?? []].flat();
  const delegate = delegates.length === 1 ? addressOf(delegates[0]) : null;
  if (!reply || address === null || (reply === 'delegated' && delegate === null)) return 'no-answer';
  return { ...stamp, attendee: address, reply, delegate: reply === 'delegated' ? delegate : null };
}

function addressOf(value: unknown): string | null {
  const [, address] = /^mailto:([^\s?]+@[^\s?]+)$/i.exec(String(value)) ?? [];
  return address?.toLowerCase() ?? null;
}
