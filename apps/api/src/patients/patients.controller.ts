import { Body, Controller, Get, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Actor } from '#database';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor } from '../auth/index.js';
import { Answers, AnswersPage, IfMatchRequired } from '../http/index.js';
import { CorrectPatient } from './correct-patient.js';
import { CorrectPatientDto } from './dto/correct-patient.dto.js';
import { PatientIdParam } from './dto/patient-id.param.js';
import { RegisterPatientDto } from './dto/register-patient.dto.js';
import { SearchPatientsDto } from './dto/search-patients.dto.js';
import { PatientView, RegisteredPatientView } from './patient.view.js';
import {
  IdentifiersOfSeveralPatients,
  ImpossibleDay,
  NothingToChange,
  PatientDiffers,
  PatientRegisteredMeanwhile,
  SearchByOneOf,
} from './patients.errors.js';
import { PatientsQueries } from './patients.queries.js';
import { RegisterPatient } from './register-patient.js';

@Controller('patients')
export class PatientsController {
  constructor(
    private readonly patients: PatientsQueries,
    private readonly registerPatient: RegisterPatient,
    private readonly correctPatient: CorrectPatient,
  ) {}

  @Post()
  @Allow('patient:write')
  @Answers(RegisteredPatientView, {
    status: 201,
    summary: 'Register a patient',
    about: 'A known identifier answers 200 with the identity on file, never with its cases.',
    refusals: [
      new PatientDiffers(['bornOn']),
      new IdentifiersOfSeveralPatients(),
      new PatientRegisteredMeanwhile(),
      new ImpossibleDay('bornOn', 'Nobody is born in the future. Check the date of birth.'),
    ],
  })
  @ApiOkResponse({ type: RegisteredPatientView, description: 'An identifier was known: the identity on file.' })
  async register(
    @Body() dto: RegisterPatientDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { isNew, patient } = await this.registerPatient.execute(actor, dto);
    reply.status(isNew ? 201 : 200);
    return patient;
  }

  @Post('search')
  @Allow('patient:search')
  @AnswersPage(PatientView, {
    summary: 'Search by identifier or family name',
    about: 'Sorted by given name. In a body, because an address must not hold patient data.',
    refusals: [new SearchByOneOf(['identifier', 'familyName'])],
  })
  search(@Body() dto: SearchPatientsDto, @CurrentActor() actor: Actor) {
    return this.patients.search(actor, dto);
  }

  @Get(':patientId')
  @Allow('patient:read')
  @Answers(PatientView, { summary: 'Who a patient is' })
  show(@Param() { patientId }: PatientIdParam, @CurrentActor() actor: Actor) {
    return this.patients.show(actor, patientId);
  }

  @Patch(':patientId')
  @Allow('patient:write')
  @Answers(PatientView, {
    summary: 'Correct a patient, add identifiers, or record the death',
    refusals: [
      new NothingToChange(),
      new PatientRegisteredMeanwhile(),
      new ImpossibleDay('deceasedOn', 'Nobody dies before being born. Check both dates.'),
    ],
  })
  correct(
    @Param() { patientId }: PatientIdParam,
    @Body() dto: CorrectPatientDto,
    @IfMatchRequired() ifMatch: number,
    @CurrentActor() actor: Actor,
  ) {
    return this.correctPatient.execute(actor, patientId, dto, ifMatch);
  }
}
