import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';
import { CalendarFeedController } from './calendar-feed.controller.js';
import { CalendarFeedsRepository } from './calendar-feeds.repository.js';
import { ReadCalendar } from './read-calendar.js';
import { RenewCalendarFeed } from './renew-calendar-feed.js';

/** Meetings in the calendars that people keep anyway. */
@Module({
  controllers: [CalendarController, CalendarFeedController],
  providers: [CalendarFeedsRepository, ReadCalendar, RenewCalendarFeed],
})
export class CalendarModule {}
