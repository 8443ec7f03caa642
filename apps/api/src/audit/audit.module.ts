import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { HistoryController } from './history.controller.js';
import { HistoryQueries } from './history.queries.js';
import { HistoryRepository } from './history.repository.js';
import { ProofsModule } from './proofs/proofs.module.js';

@Module({
  imports: [CasesModule, ProofsModule],
  controllers: [HistoryController],
  providers: [HistoryQueries, HistoryRepository],
})
export class AuditModule {}
