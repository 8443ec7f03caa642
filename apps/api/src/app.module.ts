import { Module } from '@nestjs/common';
import { AuditModule } from './audit/index.js';
import { OverviewModule } from './overview/index.js';
import { AssessmentsModule } from './assessments/index.js';
import { AuthModule } from './auth/index.js';
import { BreakGlassModule } from './break-glass/index.js';
import { CasesModule } from './cases/index.js';
import { DatabaseModule } from './database.module.js';
import { DecisionsModule } from './decisions/index.js';
import { ErasureModule } from './erasure/index.js';
import { FollowUpModule } from './follow-up/index.js';
import { CalendarModule, FhirModule } from './interop/index.js';
import { HealthModule } from './health/health.module.js';
import { LettersModule } from './letters/index.js';
import { LogModule } from './log/index.js';
import { MeetingsModule } from './meetings/index.js';
import { NotificationsModule } from './notifications/index.js';
import { PatientsModule } from './patients/index.js';
import { PeopleModule } from './people/index.js';
import { PlanningModule } from './planning/index.js';
import { ScoresModule } from './scores/index.js';

/** The table of contents: one line per feature. */
@Module({
  imports: [
    DatabaseModule,
    LogModule,
    AuthModule,
    NotificationsModule,
    ScoresModule,
    PeopleModule,
    PatientsModule,
    CasesModule,
    BreakGlassModule,
    AssessmentsModule,
    MeetingsModule,
    DecisionsModule,
    FollowUpModule,
    PlanningModule,
    OverviewModule,
    LettersModule,
    AuditModule,
    ErasureModule,
    FhirModule,
    CalendarModule,
    HealthModule,
  ],
})
export class AppModule {}
