import { IsCode, IsDay, IsListOf, IsText } from '../../http/index.js';
import { SEXES, type Sex } from '../patient.js';
import { PatientIdentifierDto } from './patient-identifier.dto.js';

export class CorrectPatientDto {
  @IsText({ max: 200, optional: true, example: 'Jansen' })
  familyName?: string;

  @IsText({ max: 200, optional: true, example: 'Maria' })
  givenName?: string;

  @IsDay({ optional: true, example: '1961-04-12' })
  bornOn?: string;

  @IsCode(SEXES, { optional: true, example: 'female' })
  sex?: Sex;

  @IsListOf(() => PatientIdentifierDto, {
    min: 1,
    max: 20,
    unique: true,
    optional: true,
    about: 'Added to those on file.',
  })
  addIdentifiers?: PatientIdentifierDto[];

  @IsDay({
    optional: true,
    nullable: true,
    example: '2026-03-02',
    about:
      'Closes the patient’s cases. Null takes back what was recorded in error; cases are then reopened one by one.',
  })
  deceasedOn?: string | null;
}
