import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { ScoresModule } from '../scores/index.js';
import { AssessmentHappenings } from './assessment-happenings.js';
import { AssessmentsController } from './assessments.controller.js';
import { AssessmentsQueries } from './assessments.queries.js';
import { AssessmentsRepository } from './assessments.repository.js';
import { MarkReady } from './mark-ready.js';
import { ReadinessOf } from './readiness-of.js';
import { RecordAssessment } from './record-assessment.js';
import { WaiveItem } from './waive-item.js';

@Module({
  imports: [CasesModule, ScoresModule],
  controllers: [AssessmentsController],
  providers: [
    AssessmentHappenings,
    AssessmentsQueries,
    AssessmentsRepository,
    MarkReady,
    ReadinessOf,
    RecordAssessment,
    WaiveItem,
  ],
  exports: [AssessmentHappenings, AssessmentsQueries, ReadinessOf],
})
export class AssessmentsModule {}
