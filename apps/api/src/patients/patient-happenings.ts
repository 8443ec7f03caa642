import { Injectable } from '@nestjs/common';
import { Happenings } from '#database';
import type { Patient } from './patient.js';

/** `patient.died`: the day is on file now; cases close and what is open for them is cancelled. */
@Injectable()
export class PatientHappenings extends Happenings<{
  'patient.died': { readonly patient: Patient; readonly deceasedOn: string };
}> {}
