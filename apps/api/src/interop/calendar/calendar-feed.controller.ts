import { Controller, Delete, Get, Post } from '@nestjs/common';
import type { Actor } from '#database';
import { AllowSignedIn, CurrentActor } from '../../auth/index.js';
import { Answers, AnswersNothing } from '../../http/index.js';
import { CalendarFeedView } from './calendar-feed.view.js';
import { RenewCalendarFeed } from './renew-calendar-feed.js';

@Controller('me/calendar-feed')
export class CalendarFeedController {
  constructor(private readonly feed: RenewCalendarFeed) {}

  @Get()
  @AllowSignedIn()
  @Answers(CalendarFeedView, { summary: 'Whether one’s meetings have a secret calendar address, and since when' })
  show(@CurrentActor() actor: Actor): Promise<CalendarFeedView> {
    return this.feed.show(actor);
  }

  @Post()
  @AllowSignedIn()
  @Answers(CalendarFeedView, {
    status: 201,
    summary: 'Make a secret calendar address for one’s meetings, in place of the one before',
    about: 'A calendar program subscribes to it. It shows boards, hours and rooms, no patient and no agenda.',
  })
  renew(@CurrentActor() actor: Actor): Promise<CalendarFeedView> {
    return this.feed.renew(actor);
  }

  @Delete()
  @AllowSignedIn()
  @AnswersNothing({ summary: 'Take one’s calendar address away', about: 'At once, whatever it is: no If-Match.' })
  revoke(@CurrentActor() actor: Actor): Promise<void> {
    return this.feed.revoke(actor);
  }
}
