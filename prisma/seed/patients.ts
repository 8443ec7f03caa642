import type { Chance } from './chance.js';
import type { VertebralLevel } from '#scoring';
import { CONDITIONS, SPINES, type Illness, type Performance } from './examination.js';
import type { PrimaryKey } from './primaries.js';

/** Nobody is called this: each is some language's word for an example. */
const FAMILY_NAMES = [
  'Muster', 'Voorbeeld', 'Exempel', 'Ejemplo', 'Esempio', 'Specimen', 'Beispiel', 'Esimerkki', 'Przykladny', 'Eksempel',
  'Modell', 'Sample', 'Fictief', 'Mustermann', 'Testova', 'Paradigma', 'Exemplaire', 'Doe',
] as const; // prettier-ignore
const GIVEN_NAMES = {
  female: ['Anna', 'Maria', 'Ingrid', 'Lucia', 'Sofia', 'Johanna', 'Elif', 'Chiara', 'Freya', 'Nadia'],
  male: ['Jan', 'Peter', 'Luca', 'Henrik', 'Mateo', 'Willem', 'Emre', 'Paolo', 'Anders', 'Karim'],
} as const;

export interface Patient {
  readonly familyName: string;
  readonly givenName: string;
  readonly bornOn: string;
  readonly sex: 'female' | 'male';
}

/** Who is referred, and with what. */
export interface Referral {
  readonly patient: Patient;
  readonly illness: Illness;
  readonly recordNumber: number;
}

/** A synthetic patient with an illness. */
export function invent(
  chance: Chance,
  disease: Pick<Illness, 'primary' | 'spine' | 'condition'>,
  recordNumber: number,
  today: Date,
): Referral {
  const { primary } = disease;
  const sex =
    primary === 'breast' ? 'female' : OF_MEN.includes(primary) ? 'male' : chance.pick(['female', 'male'] as const);
  const patient = {
    familyName: chance.pick(FAMILY_NAMES),
    givenName: chance.pick(GIVEN_NAMES[sex]),
    bornOn: `${today.getUTCFullYear() - chance.whole(42, 83)}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`,
    sex,
  };
  return {
    patient,
    illness: {
      ...disease,
      level: chance.pick<VertebralLevel>(SPINES[disease.spine].levels),
      performance: chance.pick<Performance>(CONDITIONS[disease.condition].performance),
      bornOn: patient.bornOn,
    },
    recordNumber,
  };
}

const OF_MEN: readonly PrimaryKey[] = ['prostate', 'seminoma'];

const two = (number: number): string => String(number).padStart(2, '0');
