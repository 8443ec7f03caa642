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
import { RoomTaken } from './rooms/rooms.errors.js';

const SISTER = {
  meetingId: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07',
  boardName: 'Sarcoma board',
  startsAt: '2026-03-03T13:00:00.000Z',
  endsAt: '2026-03-03T14:30:00.000Z',
};
const PLANNING = [new MeetingInThePast('2026-03-02'), new ChairMustBeSpecialistMember(), new RoomTaken([SISTER])];

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
  @Answers(MeetingView, {
    status: 201,
    summary: 'Plan a meeting',
    about: 'The board’s members are invited; by mail, once it lies within eight weeks.',
    refusals: PLANNING,
  })
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
    summary: 'Change time, place, capacity, deadline or chair before the meeting starts',
    about: 'Of a series it is this one alone. At another time, everybody is asked anew.',
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
