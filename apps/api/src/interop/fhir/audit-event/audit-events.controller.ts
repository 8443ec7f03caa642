import { Controller, Get, Header, Param, Query, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../../../auth/index.js';
import { IsText } from '../../../http/index.js';
import { FHIR_JSON, OutcomeFilter } from '../outcome.filter.js';
import { AuditEventsQueries } from './audit-events.queries.js';
import { AuditEventsQuery } from './audit-events.query.js';

export class AuditEventIdParam {
  @IsText({
    max: 64,
    pattern: /^[A-Za-z0-9.-]+$/,
    shape: 'an id of FHIR',
    example: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07',
  })
  id: string;
}

/** Its contract is FHIR's own: the CapabilityStatement says it, not our OpenAPI document. */
@ApiExcludeController()
@UseFilters(OutcomeFilter)
@Controller('fhir/r4/AuditEvent')
export class AuditEventsController {
  constructor(private readonly auditEvents: AuditEventsQueries) {}

  @Get()
  @Allow('audit:read')
  @Header('content-type', FHIR_JSON)
  search(@Query() query: AuditEventsQuery, @CurrentActor() actor: Actor) {
    return this.auditEvents.search(actor, query);
  }

  @Get(':id')
  @Allow('audit:read')
  @Header('content-type', FHIR_JSON)
  read(@Param() { id }: AuditEventIdParam, @CurrentActor() actor: Actor) {
    return this.auditEvents.open(actor, id);
  }
}
