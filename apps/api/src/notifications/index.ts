/** What a feature needs to tell somebody something. */
export type { MailSettings } from './delivery/mailer.js';
export { MailTuning } from './delivery/mail.options.js';
export { toCalendar, type CalendarEntry } from './calendar/to-calendar.js';
export { AwaitingSources, type Awaiting, type CountAwaiting } from './digest/awaiting.js';
export { GatherDigests } from './digest/gather-digests.js';
export type { CalendarFacts, Notice, NoticeKind } from './notice.js';
export { NotificationsModule } from './notifications.module.js';
export { Outbox } from './outbox.js';
