import { Module } from '@nestjs/common';
import { MeetingsModule } from '../../meetings/index.js';
import { CalendarController } from './calendar.controller.js';
import { CalendarFeedController } from './calendar-feed.controller.js';
import { CalendarFeedsRepository } from './calendar-feeds.repository.js';
import { ReadCalendar } from './read-calendar.js';
import { MailRepliesController } from './replies/mail-replies.controller.js';
import { ReceiveReply } from './replies/receive-reply.js';
import { RenewCalendarFeed } from './renew-calendar-feed.js';

/** Meetings in the calendars that people keep anyway. */
@Module({
  imports: [MeetingsModule],
  controllers: [CalendarController, CalendarFeedController, MailRepliesController],
  providers: [CalendarFeedsRepository, ReadCalendar, ReceiveReply, RenewCalendarFeed],
})
export class CalendarModule {}
