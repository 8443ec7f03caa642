/** What other features need of meetings. */
export { isBlinded, type AgendaItem } from './agenda/agenda-item.js';
export { PutOnAgenda } from './agenda/put-on-agenda.js';
export { Discussions, type Discussion } from './agenda/discussions.js';
export { TakeOffAgenda } from './agenda/take-off-agenda.js';
export type { Participant } from './attendance/mark.js';
export { MeetingFiles } from './meeting-files.js';
export {
  InvitationClosed,
  NotARegisteredDeputy,
  NotInvited,
  ReplyToUnknownState,
} from './invitations/invitations.errors.js';
export { InvitationsQueries } from './invitations/invitations.queries.js';
export { RecordReply, type MailedReply, type Outcome } from './invitations/record-reply.js';
export { MeetingHappenings, type Listing } from './meeting-happenings.js';
export { listingClosesAt, scopeOf as scopeOfMeeting, uidOf, type Meeting } from './meeting.js';
export { agendaItemsNow, holidaysNow, invitationsNow, meetingsNow, seriesNow } from './meetings-now.js';
export { MeetingsModule } from './meetings.module.js';
export { MeetingsQueries } from './meetings.queries.js';
export type { CountingPlan, PlanContent, PlannedMeasure } from './plans/plan.js';
