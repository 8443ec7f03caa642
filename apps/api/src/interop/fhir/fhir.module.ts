import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/index.js';
import { AuditEventsController } from './audit-event/audit-events.controller.js';
import { AuditEventsQueries } from './audit-event/audit-events.queries.js';
import { CapabilityController } from './capability.controller.js';

@Module({
  imports: [AuditModule],
  controllers: [CapabilityController, AuditEventsController],
  providers: [AuditEventsQueries],
})
export class FhirModule {}
