import { Module } from '@nestjs/common';
import { CorrectPatient } from './correct-patient.js';
import { PatientHappenings } from './patient-happenings.js';
import { PatientsController } from './patients.controller.js';
import { PatientsQueries } from './patients.queries.js';
import { PatientsRepository } from './patients.repository.js';
import { RegisterPatient } from './register-patient.js';

@Module({
  controllers: [PatientsController],
  providers: [CorrectPatient, PatientHappenings, PatientsQueries, PatientsRepository, RegisterPatient],
  exports: [PatientHappenings, PatientsQueries],
})
export class PatientsModule {}
