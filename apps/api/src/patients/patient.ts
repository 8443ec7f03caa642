import type { CanonicalValue } from '#transparency';

export const SEXES = ['female', 'male', 'other', 'unknown'] as const;
export type Sex = (typeof SEXES)[number];

/** A number under which one system knows a patient: `{ system: 'urn:oid:2.16.840.1.113883.2.4.6.3', value: '999990019' }`. */
export interface PatientIdentifier {
  readonly system: string;
  readonly value: string;
}

/** Identity and demographics. Days are `YYYY-MM-DD`. */
export interface Patient {
  readonly id: string;
  /** What the audit trail calls this patient. Never leaves the server in an answer. */
  readonly alias: string;
  readonly identifiers: readonly PatientIdentifier[];
  readonly familyName: string;
  readonly givenName: string;
  readonly bornOn: string;
  readonly sex: Sex;
  readonly deceasedOn: string | null;
  readonly version: number;
}

/** What a person enters about a new patient. */
export type NewPatient = Pick<Patient, 'familyName' | 'givenName' | 'bornOn' | 'sex' | 'identifiers'>;

/** The whole patient at one version, as it is committed to. Identifiers in a fixed order. */
export function patientDocument(patient: Patient): CanonicalValue {
  const { familyName, givenName, bornOn, sex, deceasedOn } = patient;
  return { familyName, givenName, bornOn, sex, deceasedOn, identifiers: sorted(patient.identifiers) };
}

function sorted(identifiers: readonly PatientIdentifier[]): { system: string; value: string }[] {
  const keyOf = ({ system, value }: PatientIdentifier) => `${system}\0${value}`;
  return identifiers.map(({ system, value }) => ({ system, value })).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
