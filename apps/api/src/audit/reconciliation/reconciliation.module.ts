import { Module, type OnModuleInit } from '@nestjs/common';
import { Maintenance, MaintenanceModule } from '../../maintenance/index.js';
import { AskReconciliation } from './ask-reconciliation.js';
import { EvidenceRepository } from './evidence.repository.js';
import { ReconcileNightly } from './reconcile-nightly.js';
import { Reconcile } from './reconcile.js';
import { ReconciliationsController } from './reconciliations.controller.js';
import { ReconciliationsQueries } from './reconciliations.queries.js';
import { ReconciliationsRepository } from './reconciliations.repository.js';

@Module({
  imports: [MaintenanceModule],
  controllers: [ReconciliationsController],
  providers: [
    AskReconciliation,
    EvidenceRepository,
    Reconcile,
    ReconcileNightly,
    ReconciliationsQueries,
    ReconciliationsRepository,
  ],
})
export class ReconciliationModule implements OnModuleInit {
  constructor(
    private readonly maintenance: Maintenance,
    private readonly nightly: ReconcileNightly,
  ) {}

  onModuleInit(): void {
    this.maintenance.everyHour('reconciliation', (organisationId) => this.nightly.execute(organisationId));
  }
}
