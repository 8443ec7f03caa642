import { REPLIES, SPECIALTIES, type Reply, type Specialty } from '#workflow';
import { IsCode, IsId, IsInstant, IsListOf, IsWhole } from '../../http/index.js';
import type { Invitation, InvitationList } from './invitation.js';

/** One person asked to a meeting. */
export class InvitationView {
  @IsId()
  userId: string;

  @IsCode(SPECIALTIES, { nullable: true, about: 'Null for a coordinator.' })
  specialty: Specialty | null;

  @IsId({ nullable: true, about: 'The member who delegated to this person.' })
  deputyFor: string | null;

  @IsCode(REPLIES)
  reply: Reply;

  @IsId({ nullable: true, about: 'To whom it was delegated.' })
  deputyId: string | null;

  @IsInstant({ nullable: true, example: '2026-03-02T16:20:00.000Z' })
  repliedAt: string | null;
}

/** Who is asked to a meeting, and what they answered. */
export class InvitationsView {
  @IsId()
  meetingId: string;

  @IsListOf(() => InvitationView, { max: 1_000 })
  invitations: InvitationView[];

  @IsWhole({ min: 1, max: 2_147_483_647, example: 3 })
  version: number;
}

export function toInvitationsView({ meetingId, invitations, version }: InvitationList): InvitationsView {
  return { meetingId, invitations: invitations.map(toInvitationView), version };
}

function toInvitationView({ userId, specialty, deputyFor, reply, deputyId, repliedAt }: Invitation): InvitationView {
  return { userId, specialty, deputyFor, reply, deputyId, repliedAt };
}
