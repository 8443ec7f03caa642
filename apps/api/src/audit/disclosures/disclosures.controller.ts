import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../../auth/index.js';
import { AnswersPage } from '../../http/index.js';
import { DisclosureView } from './disclosure.view.js';
import { DisclosuresQuery, PatientIdParam } from './disclosures.dto.js';
import { DisclosuresQueries } from './disclosures.queries.js';

@Controller('patients')
export class DisclosuresController {
  constructor(private readonly disclosures: DisclosuresQueries) {}

  @Get(':patientId/disclosures')
  @Allow('access-review:read')
  @AnswersPage(DisclosureView, {
    summary: 'Who saw a patient, when, as which role, why and through which act',
    about:
      'One entry for each act that showed the patient or changed anything about them. All for auditors, those about the cases of their boards for a chair, their own for everybody else.',
  })
  ofPatient(@Param() { patientId }: PatientIdParam, @Query() query: DisclosuresQuery, @CurrentActor() actor: Actor) {
    return this.disclosures.ofPatient(actor, patientId, query);
  }
}
