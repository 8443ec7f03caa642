import { Module, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { Maintenance, MaintenanceModule } from '../maintenance/index.js';
import { ApproveErasure } from './approve-erasure.js';
import { AskErasure } from './ask-erasure.js';
import { ErasureController } from './erasure.controller.js';
import { ErasureList } from './erasure-list.js';
import { ErasuresQueries } from './erasures.queries.js';
import { ErasuresRepository } from './erasures.repository.js';
import { ReapplyErasures } from './reapply-erasures.js';
import { RejectErasure } from './reject-erasure.js';

@Module({
  imports: [AuthModule, MaintenanceModule],
  controllers: [ErasureController],
  providers: [
    ApproveErasure,
    AskErasure,
    ErasureList,
    ErasuresQueries,
    ErasuresRepository,
    ReapplyErasures,
    RejectErasure,
  ],
})
export class ErasureModule implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly maintenance: Maintenance,
    private readonly reapply: ReapplyErasures,
    private readonly list: ErasureList,
  ) {}

  onModuleInit(): void {
    this.maintenance.everyHour('the list of the erased', (organisationId) => this.list.keepUp(organisationId));
  }

  /** Before the first request: whoever a restore brought back is erased again, or the server does not open. */
  onApplicationBootstrap(): Promise<void> {
    return this.reapply.execute();
  }
}
