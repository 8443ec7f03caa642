/** What keeps a mail from being an answer to an invitation, and what to do about it. */
export const REPLY_FAULTS = {
  'unreadable-mail':
    'This is no mail as RFC 5322 describes it, or its parts are nested too deep. Send the raw message.',
  'several-senders': 'An answer comes from one address. This mail names none in From, or several.',
  'no-calendar': 'This mail holds no answer for a calendar (text/calendar): a holiday notice, or words only.',
  'unreadable-calendar': 'The calendar in this mail is not iCalendar (RFC 5545), or larger than an answer is.',
  'not-a-reply': 'The calendar in this mail is no answer: its METHOD is not REPLY (RFC 5546).',
  'several-meetings': 'An answer is about one meeting and one attendee. This one names none, or several.',
  'incomplete-reply':
    'This answer lacks what RFC 5546 demands of it: UID, DTSTAMP, and a SEQUENCE that is a whole number.',
  'no-answer': 'This answer says none of ACCEPTED, DECLINED, TENTATIVE and DELEGATED; a delegation names one deputy.',
  'sender-is-not-attendee':
    'Whoever sent this mail (From) is not the attendee it answers for. Answer from your own address.',
} as const;

export type ReplyFault = keyof typeof REPLY_FAULTS;
