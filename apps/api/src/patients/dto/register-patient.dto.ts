import { IsCode, IsDay, IsListOf, IsText } from '../../http/index.js';
import { SEXES, type Sex } from '../patient.js';
import { PatientIdentifierDto } from './patient-identifier.dto.js';

export class RegisterPatientDto {
  @IsListOf(() => PatientIdentifierDto, { min: 1, max: 20, unique: true })
  identifiers: PatientIdentifierDto[];

  @IsText({ max: 200, example: 'Jansen' })
  familyName: string;

  @IsText({ max: 200, example: 'Maria' })
  givenName: string;

  @IsDay({ example: '1961-04-12' })
  bornOn: string;

  @IsCode(SEXES, { example: 'female' })
  sex: Sex;
}
