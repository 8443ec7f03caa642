import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../../auth/index.js';
import { Answers, AnswersPage } from '../../http/index.js';
import { EventView } from './event.view.js';
import { EventsQueries } from './events.queries.js';
import { EventIdParam, EventsQuery, SearchEventsDto } from './find-events.dto.js';

const WHOSE =
  'Auditors find every event of the organisation, a chair those about the cases of their boards, everybody else their own. ' +
  'A page may be short although there is more: go on while there is a nextCursor.';

@Controller('audit/events')
export class EventsController {
  constructor(private readonly events: EventsQueries) {}

  @Get()
  @Allow('audit:read')
  @AnswersPage(EventView, { summary: 'Find events of the audit trail', about: WHOSE })
  find(@Query() query: EventsQuery, @CurrentActor() actor: Actor) {
    return this.events.find(actor, query);
  }

  @Post('search')
  @Allow('audit:read')
  @AnswersPage(EventView, {
    summary: 'Find the events that name a patient, by a number of theirs',
    about: `In a body, because an address must not hold patient data. ${WHOSE}`,
  })
  search(@Body() dto: SearchEventsDto, @CurrentActor() actor: Actor) {
    return this.events.search(actor, dto);
  }

  @Get(':eventId')
  @Allow('audit:read')
  @Answers(EventView, { summary: 'One event of the audit trail' })
  show(@Param() { eventId }: EventIdParam, @CurrentActor() actor: Actor) {
    return this.events.open(actor, eventId);
  }
}
