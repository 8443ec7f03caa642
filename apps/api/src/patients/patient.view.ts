import { IsCode, IsDay, IsId, IsListOf, IsText, IsWhole, code } from '../http/index.js';
import { PatientIdentifierDto } from './dto/patient-identifier.dto.js';
import { SEXES, type Patient, type Sex } from './patient.js';

export class PatientView {
  @IsId()
  id: string;

  @IsListOf(() => PatientIdentifierDto, { max: 100 })
  identifiers: PatientIdentifierDto[];

  @IsText({ max: 200, example: 'Jansen' })
  familyName: string;

  @IsText({ max: 200, example: 'Maria' })
  givenName: string;

  @IsDay({ example: '1961-04-12' })
  bornOn: string;

  @IsCode(SEXES, { example: 'female' })
  sex: Sex;

  @IsDay({ nullable: true, example: '2026-03-02' })
  deceasedOn: string | null;

  @IsWhole({ min: 1, max: 2_147_483_647, example: 1 })
  version: number;
}

const COMPARED = ['familyName', 'givenName', 'bornOn', 'sex', 'identifiers'] as const;

export class RegisteredPatientView extends PatientView {
  @IsListOf(code(COMPARED), {
    max: COMPARED.length,
    example: [],
    about:
      'For a known identifier: the fields that were sent with another content than is on file. What is on file stays.',
  })
  differs: string[];
}

/** The patient as people see them; the alias stays inside. */
export function toPatientView(patient: Patient): PatientView {
  const { alias: _alias, ...view } = patient;
  return { ...view, identifiers: [...patient.identifiers] };
}
