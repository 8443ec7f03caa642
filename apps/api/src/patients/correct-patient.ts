import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { NotFound, requireMay } from '#workflow';
import { requireFresh } from '../http/index.js';
import type { CorrectPatientDto } from './dto/correct-patient.dto.js';
import type { Patient, PatientIdentifier } from './patient.js';
import { requirePossibleDays } from './patient-days.js';
import { PatientHappenings } from './patient-happenings.js';
import { toPatientView, type PatientView } from './patient.view.js';
import { NothingToChange } from './patients.errors.js';
import { PatientsRepository } from './patients.repository.js';

/**
 * Corrects who a patient is, adds identifiers, or records the death, which closes the patient's cases and cancels what is open for
 * them. A death recorded in error is taken back with null; the cases are then reopened one by one.
 */
@Injectable()
export class CorrectPatient {
  constructor(
    private readonly ledger: Ledger,
    private readonly patients: PatientsRepository,
    private readonly happenings: PatientHappenings,
  ) {}

  async execute(actor: Actor, id: string, correction: CorrectPatientDto, ifMatch: number): Promise<PatientView> {
    const { patient, hasDied } = await this.ledger.transaction({ type: 'patient.opened', actor }, async (tx) => {
      const known = await this.patients.findLocked(tx, id);
      if (!known) throw new NotFound('patient');

      requireMay(tx.actor, 'patient:write', { organisationId: tx.actor.organisationId });
      requireFresh(known.version, ifMatch);
      const { patient, added } = corrected(known, correction);
      requirePossibleDays(patient, tx.occurredAt);

      const hasDied = known.deceasedOn === null && patient.deceasedOn !== null;
      await this.patients.update(tx, patient, { type: hasDied ? 'patient.died' : 'patient.corrected', added });
      if (hasDied) await this.happenings.raise(tx, 'patient.died', { patient, deceasedOn: patient.deceasedOn });

      return { patient, hasDied };
    });

    // A crash here leaves open what other boards hold for the deceased; it is found again with the next death.
    if (hasDied) await this.happenings.followDeath(actor);
    return toPatientView(patient);
  }
}

/** The next version of a patient, with the identifiers that are new in it. @throws NothingToChange */
function corrected(known: Patient, correction: CorrectPatientDto): { patient: Patient; added: PatientIdentifier[] } {
  const { addIdentifiers = [], ...fields } = correction;
  if (Object.values(correction).every((value) => value === undefined)) throw new NothingToChange();

  const added = addIdentifiers
    .filter(({ system, value }) => !known.identifiers.some((own) => own.system === system && own.value === value))
    .map(({ system, value }) => ({ system, value }));
  const identifiers = [...known.identifiers, ...added];
  return { patient: { ...known, ...fields, identifiers, version: known.version + 1 }, added };
}
