import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { CapabilityStatement } from 'fhir/r4.js';
import { Public } from '../../auth/index.js';
import { Environment } from '../../environment.js';
import { BALP_PROFILE } from './fhir-codes.js';
import { FHIR_JSON } from './outcome.filter.js';

const PROFILES = ['Create', 'Read', 'Update', 'Query'].flatMap((name) => [name, `Patient${name}`]);

/** What this server can do in FHIR. */
@ApiExcludeController()
@Controller('fhir/r4')
export class CapabilityController {
  constructor(private readonly environment: Environment) {}

  @Get('metadata')
  @Public()
  @Header('content-type', FHIR_JSON)
  show(): CapabilityStatement {
    return {
      resourceType: 'CapabilityStatement',
      status: 'active',
      date: '2026-11-21',
      kind: 'instance',
      implementation: { description: 'Consilium', url: `${this.environment.publicOrigin}/fhir/r4` },
      fhirVersion: '4.0.1',
      format: ['application/fhir+json'],
      rest: [
        {
          mode: 'server',
          security: { description: 'A bearer token of an auditor.' },
          resource: [
            {
              type: 'AuditEvent',
              supportedProfile: PROFILES.map((name) => `${BALP_PROFILE}${name}`),
              interaction: [{ code: 'read' }, { code: 'search-type' }],
              searchParam: [
                { name: 'date', type: 'date' },
                { name: 'patient', type: 'reference' },
                { name: 'agent', type: 'reference' },
                { name: 'entity.identifier', type: 'token' },
                { name: 'subtype', type: 'token' },
                { name: 'outcome', type: 'token' },
              ],
            },
          ],
        },
      ],
    };
  }
}
