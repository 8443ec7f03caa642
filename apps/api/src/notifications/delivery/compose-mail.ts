import { toCalendar, type CalendarMethod } from '../calendar/to-calendar.js';
import type { CalendarFacts, NoticeFacts, NoticeKey, NoticeKind } from '../notice.js';

/** A notice that was taken for delivery. */
export type DueNotice = {
  [Kind in NoticeKind]: NoticeKey & {
    readonly kind: Kind;
    readonly facts: NoticeFacts[Kind];
    readonly recipientId: string;
    readonly boardName: string | null;
    readonly caseId: string | null;
    readonly meetingId: string | null;
    readonly email: string;
    readonly name: string;
  };
}[NoticeKind];

/** As it is handed to a mail server. */
export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly calendar?: { readonly method: CalendarMethod; readonly content: string };
}

/** Where links lead, and whom calendars name as organiser. */
export interface MailIdentity {
  readonly publicOrigin: string;
  readonly organiser: { readonly name: string; readonly address: string };
}

/**
 * The mail for a notice: the same for the same notice, Message-ID included, so that whoever gets it twice sees one. It says what awaits
 * whom and links to it; of a patient it knows nothing but the case's id in the link.
 */
export function composeMail(notice: DueNotice, identity: MailIdentity): Mail {
  const { subject, sentence, path } = wordsOf(notice);
  return {
    to: { name: notice.name, address: notice.email },
    subject: `Consilium: ${subject}`,
    text: `${sentence}\n\n${identity.publicOrigin}${path}\n\n${CLOSING}\n`,
    messageId: `<${notice.id}@${new URL(identity.publicOrigin).hostname}>`,
    ...calendarOf(notice, identity),
  };
}

const CLOSING = 'You are told because of your part on the board. When you want no mail is yours to say in Consilium.';

interface Words {
  readonly subject: string;
  readonly sentence: string;
  /** Of what is to be looked at, below the address people use. */
  readonly path: string;
}

type Noticed<Kind extends NoticeKind> = Extract<DueNotice, { kind: Kind }>;

const caseOf = ({ caseId }: DueNotice): string => `/cases/${caseId}`;
const meetingOf = ({ meetingId }: DueNotice): string => `/meetings/${meetingId}`;
const boardOf = ({ boardName }: DueNotice): string => boardName ?? 'The board';

/** What each mail says. */
const WORDS: { readonly [Kind in NoticeKind]: (notice: Noticed<Kind>) => Words } = {
  'signature-asked': (notice) => ({
    subject: 'a decision waits for your signature',
    sentence: `${boardOf(notice)} proposed a decision that waits for your specialty’s signature.`,
    path: caseOf(notice),
  }),
  'decision-returned': (notice) => ({
    subject: 'a decision was returned',
    sentence: `${boardOf(notice)}: a decision was returned and is to be revised.`,
    path: caseOf(notice),
  }),
  'ratification-asked': (notice) => ({
    subject: 'a provisional decision waits for the board',
    sentence: `${boardOf(notice)}: a provisional decision is to be ratified at the next meeting.`,
    path: caseOf(notice),
  }),
  'case-relisted': (notice) => ({
    subject: 'a case came back to the board',
    sentence: `${boardOf(notice)}: what a decision rests on has changed, or its time is over. Its case is in workup again.`,
    path: caseOf(notice),
  }),
  'recommendation-assigned': (notice) => ({
    subject: 'a recommendation is yours to see to',
    sentence: `${boardOf(notice)}: a recommendation of a decision in force was given to you to see to.`,
    path: caseOf(notice),
  }),
  'plan-asked': (notice) => ({
    subject: 'a meeting waits for your preliminary plan',
    sentence: `${boardOf(notice)}: a coming meeting has cases that wait for a preliminary plan of your specialty.`,
    path: meetingOf(notice),
  }),
  'report-to-acknowledge': (notice) => ({
    subject: 'an imaging report waits for you',
    sentence: 'An imaging report names you: it stays open until you acknowledge it.',
    path: caseOf(notice),
  }),
  'imaging-escalated': (notice) => ({
    subject: 'imaging is overdue',
    sentence: 'Imaging that was due has not been seen to, and is now yours to follow up.',
    path: caseOf(notice),
  }),
  'emergency-raised': (notice) => ({
    subject: 'a case is in the emergency lane',
    sentence: `${boardOf(notice)}: a case was raised to the emergency lane. Its clocks run.`,
    path: caseOf(notice),
  }),
  'break-glass-used': ({ facts }) => ({
    subject: 'somebody broke the glass',
    sentence: 'Somebody reached cases outside their boards. The review is open until it is done.',
    path: `/break-glass/${facts.grantId}`,
  }),
  'erasure-asked': ({ facts }) => ({
    subject: 'an erasure was asked for',
    sentence: 'An administrator asked for the erasure of a patient. A second one decides.',
    path: `/erasures/${facts.erasureId}`,
  }),
  'erasure-decided': ({ facts }) => ({
    subject: 'an erasure was decided',
    sentence: 'An erasure that was asked for has been decided.',
    path: `/erasures/${facts.erasureId}`,
  }),
  digest: ({ facts }) => ({
    subject: 'what awaits you today',
    sentence: `Today these await you:\n\n${linesOf(facts.counts)}`,
    path: '/today',
  }),
  'meeting-invitation': (notice) => ({
    subject: `meeting of ${notice.facts.boardName}`,
    sentence: `${whenOf(notice.facts)}.\n\nPlease answer the invitation, so that the board knows whom it can count on.`,
    path: meetingOf(notice),
  }),
  'meeting-cancelled': (notice) => ({
    subject: `meeting of ${notice.facts.boardName} cancelled`,
    sentence: `Cancelled: ${whenOf(notice.facts)}.`,
    path: meetingOf(notice),
  }),
};

/** A kind's words take a notice of that kind: the compiler does not see that both come from the same one. */
function wordsOf<Kind extends NoticeKind>(notice: Noticed<Kind>): Words {
  return (WORDS[notice.kind] as (notice: Noticed<Kind>) => Words)(notice);
}

/** One line each, in the order in which they were counted. */
function linesOf(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([what, count]) => `- ${count} ${what}`)
    .join('\n');
}

function whenOf({ boardName, startsAt, timeZone, location }: CalendarFacts): string {
  const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone }).format(
    new Date(startsAt),
  );
  return `${boardName}: ${when} (${timeZone})${location ? `, ${location}` : ''}`;
}

function calendarOf(notice: DueNotice, { organiser }: MailIdentity): Pick<Mail, 'calendar'> {
  if (notice.kind !== 'meeting-invitation' && notice.kind !== 'meeting-cancelled') return {};
  const method: CalendarMethod = notice.kind === 'meeting-cancelled' ? 'CANCEL' : 'REQUEST';
  const attendee = { name: notice.name, address: notice.email, reply: notice.facts.reply };
  const entry = { ...notice.facts, isCancelled: method === 'CANCEL', organiser, attendee };
  return { calendar: { method, content: toCalendar([entry], { method, name: notice.facts.boardName }) } };
}
