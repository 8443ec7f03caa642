import type { CanonicalValue } from '#transparency';

/** To whom letters go. A name says who exactly. */
export const RECIPIENTS = ['referrer', 'general-practitioner', 'patient', 'hospital', 'board-member', 'other'] as const;
export type Recipient = (typeof RECIPIENTS)[number];

export const CHANNELS = ['by-hand', 'post', 'secure-mail', 'electronic-record'] as const;
export type Channel = (typeof CHANNELS)[number];

/** That a letter or a minute was given to somebody: which text exactly, by its digest. Never changed. Instants are ISO strings, UTC. */
export interface Handout {
  readonly id: string;
  readonly boardId: string;
  /** Of a letter its case and revision; both null of a minute. */
  readonly caseId: string | null;
  readonly revisionId: string | null;
  /** Of a minute its meeting. */
  readonly meetingId: string | null;
  /** SHA-256 of the bytes that were given, hexadecimal: drawn again while nothing changes, they are the same. */
  readonly digest: string;
  readonly recipient: Recipient;
  readonly recipientName: string;
  readonly channel: Channel;
  readonly handedOutAt: string;
  readonly handedOutBy: string;
}

export const ONLY_VERSION = 1;

/** The whole handout, as it is committed to. */
export function handoutDocument({ id: _id, boardId: _board, ...document }: Handout): CanonicalValue {
  return document;
}
