/** What of an invitation decides whether an answer to it counts. */
export interface Asked {
  /** The meeting's sequence from which on an answer counts. */
  readonly askedSequence: number;
  /** Of the answer that counts now; null before any. */
  readonly replySequence: number | null;
  readonly replyStamp: string | null;
}

/** When an answer was made, and to which state of the meeting: SEQUENCE and DTSTAMP of RFC 5546. */
export interface ReplyStamp {
  readonly sequence: number;
  /** Instant, UTC. */
  readonly stampedAt: string;
}

/**
 * - `counts`: it is the newest answer to what is asked.
 * - `known`: the answer that counts already, come again.
 * - `overtaken`: a newer answer counts.
 * - `outdated`: it answers a meeting at another time, which is asked about anew since.
 * - `unasked`: it answers a state of the meeting that never was.
 */
export type ReplyVerdict = 'counts' | 'known' | 'overtaken' | 'outdated' | 'unasked';

/**
 * Mails come late, twice and in any order. Which answer counts depends on what was answered and when, never on when it came: RFC 5546,
 * 2.1.5, by the sequence first and then by the stamp.
 */
export function judgeReply(asked: Asked, { sequence, stampedAt }: ReplyStamp, meetingSequence: number): ReplyVerdict {
  if (sequence > meetingSequence) return 'unasked';
  if (sequence < asked.askedSequence) return 'outdated';

  const { replySequence, replyStamp } = asked;
  if (replySequence === null || replyStamp === null) return 'counts';
  const age = sequence - replySequence || Date.parse(stampedAt) - Date.parse(replyStamp);
  return age > 0 ? 'counts' : age === 0 ? 'known' : 'overtaken';
}
