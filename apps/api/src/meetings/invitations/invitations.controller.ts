import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../../auth/index.js';
import { Answers } from '../../http/index.js';
import { MeetingIdParam } from '../dto/params.dto.js';
import { ReplyDto } from './dto/reply.dto.js';
import { InvitationsView, toInvitationsView } from './invitation.view.js';
import { DeputyWithoutDelegation, InvitationClosed, NotARegisteredDeputy, NotInvited } from './invitations.errors.js';
import { InvitationsQueries } from './invitations.queries.js';
import { RecordReply } from './record-reply.js';

const REFUSALS = [
  new NotInvited(),
  new InvitationClosed('in-session'),
  new NotARegisteredDeputy([]),
  new DeputyWithoutDelegation(),
];

@Controller('meetings/:meetingId/invitations')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsQueries,
    private readonly recordReply: RecordReply,
  ) {}

  @Get()
  @Allow('meeting:read')
  @Answers(InvitationsView, { summary: 'Who is asked to a meeting, and what they answered' })
  async show(@Param() { meetingId }: MeetingIdParam, @CurrentActor() actor: Actor): Promise<InvitationsView> {
    return toInvitationsView(await this.invitations.show(actor, meetingId));
  }

  @Post('mine/reply')
  @Allow('meeting:reply')
  @Answers(InvitationsView, {
    summary: 'Answer one’s own invitation',
    about:
      'The latest answer counts. Who delegates names a registered deputy, who is asked in turn. A meeting that moves to another time asks everybody anew.',
    refusals: REFUSALS,
  })
  async reply(
    @Param() { meetingId }: MeetingIdParam,
    @Body() dto: ReplyDto,
    @CurrentActor() actor: Actor,
  ): Promise<InvitationsView> {
    return toInvitationsView(await this.recordReply.execute(actor, meetingId, dto));
  }
}
