import type { CanonicalValue } from '#transparency';
import type { Invitee, Reply, Specialty } from '#workflow';

/** One person asked to a meeting, and the answer. Instants are ISO strings, UTC. */
export interface Invitation {
  readonly id: string;
  readonly userId: string;
  /** For which specialty; null for a coordinator. */
  readonly specialty: Specialty | null;
  /** The member who delegated to this person. */
  readonly deputyFor: string | null;
  /** The meeting's sequence from which on an answer counts. */
  readonly askedSequence: number;
  readonly reply: Reply;
  readonly deputyId: string | null;
  readonly repliedAt: string | null;
  readonly replySequence: number | null;
  readonly replyStamp: string | null;
}

/** Who is asked to a meeting: the aggregate `invitations`, known by its meeting's id. */
export interface InvitationList {
  readonly organisationId: string;
  readonly boardId: string;
  readonly meetingId: string;
  /** The meeting's sequence that people last heard of; null while it lies too far ahead to tell anybody. */
  readonly sentSequence: number | null;
  readonly version: number;
  /** In the order in which they were asked. */
  readonly invitations: readonly Invitation[];
}

/** An answer, by whichever way it came. */
export interface Answer {
  readonly reply: Exclude<Reply, 'needs-action'>;
  /** The registered deputy to whom it is delegated. */
  readonly deputyId?: string;
}

/** What a person has who has not answered. */
export const UNANSWERED = {
  reply: 'needs-action',
  deputyId: null,
  repliedAt: null,
  replySequence: null,
  replyStamp: null,
} as const;

/** The whole list at one version, as it is committed to. */
export function invitationsDocument({ sentSequence, invitations }: InvitationList): CanonicalValue {
  return { sentSequence, invitations: invitations.map((invitation) => ({ ...invitation })) };
}

/** Those who can fill a specialty, for a forecast of the quorum. Whoever sits for none counts for none. */
export function inviteesOf({ invitations }: Pick<InvitationList, 'invitations'>): Invitee[] {
  return invitations.flatMap(({ userId, specialty, reply }) => (specialty ? [{ userId, specialty, reply }] : []));
}
