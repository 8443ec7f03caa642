import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type PrismaTx } from '#database';
import { requireMay } from '#workflow';
import type { NewPatient, Patient } from './patient.js';
import { requirePossibleDays } from './patient-days.js';
import { toPatientView, type RegisteredPatientView } from './patient.view.js';
import { IdentifiersOfSeveralPatients, PatientDiffers } from './patients.errors.js';
import { PatientsRepository } from './patients.repository.js';

/** A registered patient: new, or the one that an identifier was known for. */
export interface Registration {
  readonly isNew: boolean;
  readonly patient: RegisteredPatientView;
}

/**
 * Registers a patient, or answers with the identity on file when an identifier is known, so that a second board can refer the same
 * patient: never with its cases. What was sent is then compared, not written: another date of birth is refused, because the
 * identifier may be mistyped; anything else that differs is named, to be corrected where it is wrong.
 */
@Injectable()
export class RegisterPatient {
  constructor(
    private readonly ledger: Ledger,
    private readonly patients: PatientsRepository,
  ) {}

  execute(actor: Actor, entered: NewPatient): Promise<Registration> {
    return this.ledger.transaction({ type: 'patient.registering', actor }, async (tx) => {
      requireMay(tx.actor, 'patient:write', { organisationId: tx.actor.organisationId });
      requirePossibleDays({ ...entered, deceasedOn: null }, tx.occurredAt);

      const known = await this.known(tx, entered);
      const patient = known ?? (await this.patients.insert(tx, entered));

      if (known) await recordDisclosure(tx, { patients: [known.alias], entity: 'patient', entityId: known.alias });
      return {
        isNew: !known,
        patient: { ...toPatientView(patient), differs: known ? differencesOf(entered, known) : [] },
      };
    });
  }

  private async known(tx: PrismaTx, entered: NewPatient): Promise<Patient | null> {
    const [known, other] = await this.patients.knownUnder(tx, entered.identifiers);
    if (!known) return null;
    if (other) throw new IdentifiersOfSeveralPatients();
    if (known.bornOn !== entered.bornOn) throw new PatientDiffers(differencesOf(entered, known));
    return known;
  }
}

/** Which fields were sent with another content than is on file; identifiers, when one of them is not on file yet. */
function differencesOf(entered: NewPatient, known: Patient): string[] {
  const fields = (['familyName', 'givenName', 'bornOn', 'sex'] as const).filter(
    (field) => entered[field] !== known[field],
  );
  const hasMore = entered.identifiers.some(
    ({ system, value }) => !known.identifiers.some((other) => other.system === system && other.value === value),
  );
  return hasMore ? [...fields, 'identifiers'] : fields;
}
