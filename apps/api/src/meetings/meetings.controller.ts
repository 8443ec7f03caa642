import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { IllegalTransition } from '#workflow';
import { Allow, CurrentActor } from '../auth/index.js';
import { Answers, AnswersPage, IfMatch, IfMatchRequired } from '../http/index.js';
import { CancelMeeting } from './cancel-meeting.js';
import { ChangeMeeting } from './change-meeting.js';
import { CloseAgenda } from './close-agenda.js';
import { MeetingsQuery } from './dto/meetings.query.js';
import { BoardIdParam, MeetingIdParam } from './dto/params.dto.js';
import { CancelMeetingDto, ChangeMeetingDto, PlanMeetingDto } from './dto/plan-meeting.dto.js';
import { EndMeeting } from './end-meeting.js';
import { MeetingWithAgendaView } from './meeting-with-agenda.view.js';
import { MeetingView } from './meeting.view.js';
import { ChairMustBeSpecialistMember, MeetingAlreadyStarted, MeetingInThePast } from './meetings.errors.js';
import { MeetingsQueries } from './meetings.queries.js';
import { PlanMeeting } from './plan-meeting.js';
import { StartMeeting } from './start-meeting.js';

const PLANNING = [new MeetingInThePast('2026-03-02'), new ChairMustBeSpecialistMember()];
const tooLate = (event: string) => new IllegalTransition('meeting', 'closed', event, []);

@Controller()
export class MeetingsController {
  constructor(
    private readonly meetings: MeetingsQueries,
    private readonly planMeeting: PlanMeeting,
    private readonly changeMeeting: ChangeMeeting,
    private readonly closeAgenda: CloseAgenda,
    private readonly startMeeting: StartMeeting,
    private readonly endMeeting: EndMeeting,
    private readonly cancelMeeting: CancelMeeting,
  ) {}

  @Get('boards/:boardId/meetings')
  @Allow('meeting:read')
  @AnswersPage(MeetingView, { summary: 'The meetings of a board, by their start' })
  list(@Param() { boardId }: BoardIdParam, @Query() query: MeetingsQuery, @CurrentActor() actor: Actor) {
    return this.meetings.page(actor, boardId, query);
  }

  @Post('boards/:boardId/meetings')
  @Allow('meeting:manage')
  @Answers(MeetingView, { status: 201, summary: 'Plan a meeting', refusals: PLANNING })
  plan(@Param() { boardId }: BoardIdParam, @Body() dto: PlanMeetingDto, @CurrentActor() actor: Actor) {
    return this.planMeeting.execute(actor, boardId, dto);
  }

  @Get('meetings/:meetingId')
  @Allow('meeting:read')
  @Answers(MeetingWithAgendaView, { summary: 'A meeting with its agenda and attendance' })
  show(@Param() { meetingId }: MeetingIdParam, @CurrentActor() actor: Actor) {
    return this.meetings.show(actor, meetingId);
  }

  @Patch('meetings/:meetingId')
  @Allow('meeting:manage')
  @Answers(MeetingView, {
    summary: 'Change time, place, capacity or chair before the meeting starts',
    refusals: [...PLANNING, new MeetingAlreadyStarted('in-session')],
  })
  change(
    @Param() { meetingId }: MeetingIdParam,
    @Body() dto: ChangeMeetingDto,
    @IfMatchRequired() ifMatch: number,
    @CurrentActor() actor: Actor,
  ) {
    return this.changeMeeting.execute(actor, meetingId, dto, ifMatch);
  }

  @Post('meetings/:meetingId/close-agenda')
  @Allow('meeting:manage')
  @Answers(MeetingView, { summary: 'Take no more cases onto the agenda', refusals: [tooLate('close-agenda')] })
  close(@Param() { meetingId }: MeetingIdParam, @IfMatch() ifMatch: number | undefined, @CurrentActor() actor: Actor) {
    return this.closeAgenda.execute(actor, meetingId, ifMatch);
  }

  @Post('meetings/:meetingId/start')
  @Allow('session:start')
  @Answers(MeetingView, { summary: 'Begin the session', refusals: [tooLate('start')] })
  start(@Param() { meetingId }: MeetingIdParam, @IfMatch() ifMatch: number | undefined, @CurrentActor() actor: Actor) {
    return this.startMeeting.execute(actor, meetingId, ifMatch);
  }

  @Post('meetings/:meetingId/end')
  @Allow('session:end')
  @Answers(MeetingView, {
    summary: 'End the session',
    about: 'What was not decided goes back to ready and keeps its priority.',
    refusals: [tooLate('end')],
  })
  end(@Param() { meetingId }: MeetingIdParam, @IfMatch() ifMatch: number | undefined, @CurrentActor() actor: Actor) {
    return this.endMeeting.execute(actor, meetingId, ifMatch);
  }

  @Post('meetings/:meetingId/cancel')
  @Allow('meeting:manage')
  @Answers(MeetingView, {
    summary: 'Call a meeting off before it starts',
    about: 'What was listed goes back to ready and keeps its priority.',
    refusals: [tooLate('cancel')],
  })
  cancel(
    @Param() { meetingId }: MeetingIdParam,
    @Body() { reason }: CancelMeetingDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.cancelMeeting.execute(actor, meetingId, reason, ifMatch);
  }
}
