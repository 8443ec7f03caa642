import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { MeetingsModule } from '../meetings/index.js';
import { PeopleModule } from '../people/index.js';
import { ForecastsQueries } from './forecasts.queries.js';
import { MeetingOutlooks } from './meeting-outlooks.js';
import { MeetingsAheadRepository } from './meetings-ahead.repository.js';
import { PlanAgenda } from './plan-agenda.js';
import { PlanningController } from './planning.controller.js';
import { Situations } from './situation.js';
import { WaitingCasesRepository } from './waiting-cases.repository.js';

@Module({
  imports: [PeopleModule, CasesModule, MeetingsModule],
  controllers: [PlanningController],
  providers: [
    PlanAgenda,
    ForecastsQueries,
    MeetingOutlooks,
    MeetingsAheadRepository,
    Situations,
    WaitingCasesRepository,
  ],
})
export class PlanningModule {}
