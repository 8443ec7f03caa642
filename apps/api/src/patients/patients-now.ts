import type { DocumentsNow } from '#database';
import { patientDocument } from './patient.js';
import { PatientsRepository } from './patients.repository.js';

const repository = new PatientsRepository();

/** Patients as their rows say them now. */
export const patientsNow: DocumentsNow = async (tx, ids) => {
  const patients = await repository.withIds(tx, ids);
  return patients.map((patient) => ({ id: patient.id, version: patient.version, document: patientDocument(patient) }));
};
