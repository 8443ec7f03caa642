import { Module } from '@nestjs/common';
import { PatientsModule } from '../patients/index.js';
import { PeopleModule } from '../people/index.js';
import { AcceptCase } from './accept-case.js';
import { CaseClosing } from './case-closing.js';
import { CaseFiles } from './case-files.js';
import { CaseHappenings } from './case-happenings.js';
import { CaseListsController } from './case-lists.controller.js';
import { CaseListRepository } from './case-list.repository.js';
import { CasesController } from './cases.controller.js';
import { CasesQueries } from './cases.queries.js';
import { CasesRepository } from './cases.repository.js';
import { ChangeLane } from './change-lane.js';
import { ClocksController } from './clocks.controller.js';
import { CloseCase } from './close-case.js';
import { CloseCasesOfTheDeceased } from './close-cases-of-the-deceased.js';
import { DeclineCase } from './decline-case.js';
import { ReferCase } from './refer-case.js';
import { RelistCase } from './relist-case.js';
import { RelistOnTrigger } from './relist-on-trigger.js';
import { ReopenCase } from './reopen-case.js';
import { StopClock } from './stop-clock.js';
import { TellOfEmergency } from './tell-of-emergency.js';

const ACTS = [AcceptCase, ChangeLane, CloseCase, DeclineCase, ReferCase, RelistCase, ReopenCase, StopClock];
const SHARED = [CaseFiles, CaseHappenings, CloseCasesOfTheDeceased, RelistOnTrigger];

@Module({
  imports: [PatientsModule, PeopleModule],
  controllers: [CaseListsController, CasesController, ClocksController],
  providers: [...ACTS, ...SHARED, CaseClosing, CaseListRepository, CasesQueries, CasesRepository, TellOfEmergency],
  exports: SHARED,
})
export class CasesModule {}
