import { Module, type OnModuleInit } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/index.js';
import { CasesModule } from '../cases/index.js';
import { DecisionsModule } from '../decisions/index.js';
import { Maintenance, MaintenanceModule } from '../maintenance/index.js';
import { PeopleModule } from '../people/index.js';
import { ChangePolicy } from './change-policy.js';
import { EscalateImaging } from './escalate-imaging.js';
import { FollowUpController } from './follow-up.controller.js';
import { FollowUpFiles } from './follow-up-files.js';
import { TellOfImaging } from './tell-of-imaging.js';
import { FollowUpHappenings } from './follow-up-happenings.js';
import { FollowUpQueries } from './follow-up.queries.js';
import { FollowUpRepository } from './follow-up.repository.js';
import { LevelBoard } from './levelling/level-board.js';
import { LevellingController } from './levelling/levelling.controller.js';
import { LevellingRepository } from './levelling/levelling.repository.js';
import { MarkMissed } from './mark-missed.js';
import { AcknowledgeImaging } from './orders/acknowledge-imaging.js';
import { BookImaging } from './orders/book-imaging.js';
import { CancelImaging } from './orders/cancel-imaging.js';
import { ImagingOrdersController } from './orders/imaging-orders.controller.js';
import { OrderImaging } from './orders/order-imaging.js';
import { PerformImaging } from './orders/perform-imaging.js';
import { ReassignImaging } from './orders/reassign-imaging.js';
import { ReportImaging } from './orders/report-imaging.js';
import { FollowDecisions } from './planning/follow-decisions.js';
import { Planner } from './planning/planner.js';

@Module({
  imports: [AssessmentsModule, CasesModule, DecisionsModule, MaintenanceModule, PeopleModule],
  controllers: [FollowUpController, ImagingOrdersController, LevellingController],
  providers: [
    AcknowledgeImaging,
    BookImaging,
    CancelImaging,
    ChangePolicy,
    EscalateImaging,
    FollowDecisions,
    FollowUpFiles,
    FollowUpHappenings,
    TellOfImaging,
    FollowUpQueries,
    FollowUpRepository,
    LevelBoard,
    LevellingRepository,
    MarkMissed,
    OrderImaging,
    PerformImaging,
    Planner,
    ReassignImaging,
    ReportImaging,
  ],
  exports: [FollowUpHappenings, FollowUpQueries],
})
export class FollowUpModule implements OnModuleInit {
  constructor(
    private readonly maintenance: Maintenance,
    private readonly markMissed: MarkMissed,
    private readonly escalateImaging: EscalateImaging,
  ) {}

  onModuleInit(): void {
    this.maintenance.everyHour('missed imaging', (organisationId) => this.markMissed.execute(organisationId));
    this.maintenance.everyHour('escalated imaging', (organisationId) => this.escalateImaging.execute(organisationId));
  }
}
