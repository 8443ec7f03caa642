import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../auth/index.js';
import { Answers, AnswersPage, IfMatchRequired } from '../http/index.js';
import { ChangeMeeting } from './change-meeting.js';
import { MeetingsQuery } from './dto/meetings.query.js';
import { BoardIdParam, MeetingIdParam } from './dto/params.dto.js';
import { ChangeMeetingDto, PlanMeetingDto } from './dto/plan-meeting.dto.js';
import { MeetingWithAgendaView } from './meeting-with-agenda.view.js';
import { MeetingView } from './meeting.view.js';
import {
  ChairMustBeSpecialistMember,
  MeetingAlreadyStarted,
  MeetingInThePast,
  NothingToChange,
} from './meetings.errors.js';
import { MeetingsQueries } from './meetings.queries.js';
import { PlanMeeting } from './plan-meeting.js';

const PLANNING = [new MeetingInThePast('2026-03-02'), new ChairMustBeSpecialistMember()];

@Controller()
export class MeetingsController {
  constructor(
    private readonly meetings: MeetingsQueries,
    private readonly planMeeting: PlanMeeting,
    private readonly changeMeeting: ChangeMeeting,
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
    refusals: [...PLANNING, new MeetingAlreadyStarted('in-session'), new NothingToChange()],
  })
  change(
    @Param() { meetingId }: MeetingIdParam,
    @Body() dto: ChangeMeetingDto,
    @IfMatchRequired() ifMatch: number,
    @CurrentActor() actor: Actor,
  ) {
    return this.changeMeeting.execute(actor, meetingId, dto, ifMatch);
  }
}
