import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { DisclosuresController } from './disclosures/disclosures.controller.js';
import { DisclosuresQueries } from './disclosures/disclosures.queries.js';
import { DisclosuresRepository } from './disclosures/disclosures.repository.js';
import { EventsController } from './events/events.controller.js';
import { EventsQueries } from './events/events.queries.js';
import { Trail } from './events/trail.js';
import { TrailRepository } from './events/trail.repository.js';
import { ExportsModule } from './exports/exports.module.js';
import { HistoryController } from './history.controller.js';
import { HistoryQueries } from './history.queries.js';
import { HistoryRepository } from './history.repository.js';
import { NamesRepository } from './names.repository.js';
import { ProofsModule } from './proofs/proofs.module.js';
import { ReconciliationModule } from './reconciliation/reconciliation.module.js';

@Module({
  imports: [CasesModule, ExportsModule, ProofsModule, ReconciliationModule],
  controllers: [HistoryController, EventsController, DisclosuresController],
  providers: [
    HistoryQueries,
    HistoryRepository,
    EventsQueries,
    Trail,
    TrailRepository,
    DisclosuresQueries,
    DisclosuresRepository,
    NamesRepository,
  ],
  exports: [Trail],
})
export class AuditModule {}
