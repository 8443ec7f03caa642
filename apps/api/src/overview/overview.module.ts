import { Module } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/index.js';
import { CasesModule } from '../cases/index.js';
import { DecisionsModule } from '../decisions/index.js';
import { FollowUpModule } from '../follow-up/index.js';
import { AwaitingRepository } from './awaiting/awaiting.repository.js';
import { TellAwaiting } from './awaiting/tell-awaiting.js';
import { CaseContextRepository } from './case-context.repository.js';
import { CaseSummary } from './case-summary.js';
import { Course } from './course.js';
import { OverviewController } from './overview.controller.js';
import { TimeTravel } from './time-travel.js';
import { TimeTravelRepository } from './time-travel.repository.js';
import { WorklistController } from './worklist/worklist.controller.js';
import { WorklistQueries } from './worklist/worklist.queries.js';
import { WorklistRepository } from './worklist/worklist.repository.js';

@Module({
  imports: [AssessmentsModule, CasesModule, DecisionsModule, FollowUpModule],
  controllers: [OverviewController, WorklistController],
  providers: [
    AwaitingRepository,
    TellAwaiting,
    CaseContextRepository,
    CaseSummary,
    Course,
    TimeTravel,
    TimeTravelRepository,
    WorklistQueries,
    WorklistRepository,
  ],
})
export class OverviewModule {}
