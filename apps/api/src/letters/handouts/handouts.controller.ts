import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../../auth/index.js';
import { Answers, AnswersPage, PageQuery } from '../../http/index.js';
import { DecisionIdParam, MeetingIdParam } from '../params.dto.js';
import { HandOut } from './hand-out.js';
import { HandOutDto, HandoutView } from './handout.view.js';
import { HandedOutInTheFuture } from './handouts.errors.js';
import { HandoutsQueries } from './handouts.queries.js';

const ABOUT = 'The digest is that of the text as it stands now: draw it first, and give what was drawn.';

@Controller()
export class HandoutsController {
  constructor(
    private readonly handOut: HandOut,
    private readonly handouts: HandoutsQueries,
  ) {}

  @Post('decisions/:decisionId/letter/handouts')
  @Allow('letter:hand-out')
  @Answers(HandoutView, {
    status: 201,
    summary: 'Record to whom the letter about a decision was given',
    about: ABOUT,
    refusals: [new HandedOutInTheFuture()],
  })
  letter(@Param() { decisionId }: DecisionIdParam, @Body() dto: HandOutDto, @CurrentActor() actor: Actor) {
    return this.handOut.letter(actor, decisionId, dto);
  }

  @Get('decisions/:decisionId/letter/handouts')
  @Allow('decision:read')
  @AnswersPage(HandoutView, { summary: 'To whom the letter about a decision was given' })
  ofDecision(@Param() { decisionId }: DecisionIdParam, @Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.handouts.ofDecision(actor, decisionId, query);
  }

  @Post('meetings/:meetingId/minute/handouts')
  @Allow('letter:hand-out')
  @Answers(HandoutView, {
    status: 201,
    summary: 'Record to whom the minute of a meeting was given',
    about: ABOUT,
    refusals: [new HandedOutInTheFuture()],
  })
  minute(@Param() { meetingId }: MeetingIdParam, @Body() dto: HandOutDto, @CurrentActor() actor: Actor) {
    return this.handOut.minute(actor, meetingId, dto);
  }

  @Get('meetings/:meetingId/minute/handouts')
  @Allow('meeting:read')
  @AnswersPage(HandoutView, { summary: 'To whom the minute of a meeting was given' })
  ofMeeting(@Param() { meetingId }: MeetingIdParam, @Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.handouts.ofMeeting(actor, meetingId, query);
  }
}
