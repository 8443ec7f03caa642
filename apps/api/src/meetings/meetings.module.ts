import { Module, type OnModuleInit } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/index.js';
import { CasesModule } from '../cases/index.js';
import { Maintenance, MaintenanceModule } from '../maintenance/index.js';
import { PeopleModule } from '../people/index.js';
import { AdjournItem } from './agenda/adjourn-item.js';
import { Admission } from './agenda/admission.js';
import { AgendaController } from './agenda/agenda.controller.js';
import { AgendaItems } from './agenda/agenda-items.js';
import { AgendaRepository } from './agenda/agenda.repository.js';
import { DeferCase } from './agenda/defer-case.js';
import { DiscussionsController } from './agenda/discussions.controller.js';
import { Discussions } from './agenda/discussions.js';
import { LeaveAgenda } from './agenda/leave-agenda.js';
import { ListCase } from './agenda/list-case.js';
import { MoveItem } from './agenda/move-item.js';
import { OpenItem } from './agenda/open-item.js';
import { Places } from './agenda/places.js';
import { PutOnAgenda } from './agenda/put-on-agenda.js';
import { RemoveItem } from './agenda/remove-item.js';
import { TakeOffAgenda } from './agenda/take-off-agenda.js';
import { AttendanceController } from './attendance/attendance.controller.js';
import { MarkAttendance } from './attendance/mark-attendance.js';
import { QuorumQueries } from './attendance/quorum.queries.js';
import { CallOff } from './call-off.js';
import { CancelMeeting } from './cancel-meeting.js';
import { ChangeMeeting } from './change-meeting.js';
import { CloseAgenda } from './close-agenda.js';
import { EndMeeting } from './end-meeting.js';
import { HolidaysController } from './holidays/holidays.controller.js';
import { HolidaysQueries } from './holidays/holidays.queries.js';
import { HolidaysRepository } from './holidays/holidays.repository.js';
import { SetHolidays } from './holidays/set-holidays.js';
import { InvitationFiles } from './invitations/invitation-files.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { InvitationsQueries } from './invitations/invitations.queries.js';
import { InvitationsRepository } from './invitations/invitations.repository.js';
import { KeepInvitations } from './invitations/keep-invitations.js';
import { RecordReply } from './invitations/record-reply.js';
import { MeetingFiles } from './meeting-files.js';
import { MeetingHappenings } from './meeting-happenings.js';
import { MeetingsController } from './meetings.controller.js';
import { MeetingsQueries } from './meetings.queries.js';
import { MeetingsRepository } from './meetings.repository.js';
import { PlanMeeting } from './plan-meeting.js';
import { AskForPlans } from './plans/ask-for-plans.js';
import { PlanlessMeetingsRepository } from './plans/planless-meetings.repository.js';
import { PlansController } from './plans/plans.controller.js';
import { PlansQueries } from './plans/plans.queries.js';
import { WritePlan } from './plans/write-plan.js';
import { ReturnToReady } from './return-to-ready.js';
import { CancelSeries } from './series/cancel-series.js';
import { ChangeSeries } from './series/change-series.js';
import { DivideSeries } from './series/divide-series.js';
import { KeepSeries } from './series/keep-series.js';
import { OpenSeries } from './series/open-series.js';
import { PlanSeries } from './series/plan-series.js';
import { SeriesController } from './series/series.controller.js';
import { SeriesFiles } from './series/series-files.js';
import { SeriesMeetings } from './series/series-meetings.js';
import { SeriesQueries } from './series/series.queries.js';
import { SeriesRepository } from './series/series.repository.js';
import { SessionController } from './session.controller.js';
import { Rooms } from './rooms/rooms.js';
import { StartMeeting } from './start-meeting.js';

const THE_MEETING = [
  PlanMeeting,
  ChangeMeeting,
  CloseAgenda,
  StartMeeting,
  EndMeeting,
  CancelMeeting,
  CallOff,
  ReturnToReady,
  Rooms,
];
const ITS_SERIES = [
  CancelSeries,
  ChangeSeries,
  DivideSeries,
  KeepSeries,
  OpenSeries,
  PlanSeries,
  SeriesFiles,
  SeriesMeetings,
  SeriesQueries,
  SeriesRepository,
];
const HOLIDAYS = [HolidaysQueries, HolidaysRepository, SetHolidays];
const ITS_PEOPLE = [InvitationFiles, InvitationsQueries, InvitationsRepository, KeepInvitations, RecordReply];
const ITS_AGENDA = [
  Admission,
  ListCase,
  MoveItem,
  RemoveItem,
  OpenItem,
  AdjournItem,
  DeferCase,
  LeaveAgenda,
  Places,
  PutOnAgenda,
];
const ITS_PLANS = [AskForPlans, PlanlessMeetingsRepository, PlansQueries, WritePlan];
const ITS_RECORD = [MeetingFiles, MeetingsRepository, AgendaItems, AgendaRepository];

@Module({
  imports: [MaintenanceModule, PeopleModule, CasesModule, AssessmentsModule],
  controllers: [
    MeetingsController,
    InvitationsController,
    SeriesController,
    HolidaysController,
    SessionController,
    AgendaController,
    DiscussionsController,
    AttendanceController,
    PlansController,
  ],
  providers: [
    ...THE_MEETING,
    ...ITS_PEOPLE,
    ...ITS_SERIES,
    ...HOLIDAYS,
    ...ITS_AGENDA,
    ...ITS_PLANS,
    ...ITS_RECORD,
    MeetingsQueries,
    MarkAttendance,
    QuorumQueries,
    Discussions,
    TakeOffAgenda,
    MeetingHappenings,
  ],
  exports: [
    Discussions,
    InvitationsQueries,
    MeetingFiles,
    MeetingHappenings,
    MeetingsQueries,
    PutOnAgenda,
    RecordReply,
    TakeOffAgenda,
  ],
})
export class MeetingsModule implements OnModuleInit {
  constructor(
    private readonly maintenance: Maintenance,
    private readonly keepSeries: KeepSeries,
    private readonly keepInvitations: KeepInvitations,
    private readonly askForPlans: AskForPlans,
  ) {}

  onModuleInit(): void {
    this.maintenance.everyHour('series of meetings', (organisationId) => this.keepSeries.execute(organisationId));
    this.maintenance.everyHour('invitations', (organisationId) => this.keepInvitations.execute(organisationId));
    this.maintenance.everyHour('preliminary plans', (organisationId) => this.askForPlans.execute(organisationId));
  }
}
