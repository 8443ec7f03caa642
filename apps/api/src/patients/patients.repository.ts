import { Injectable } from '@nestjs/common';
import {
  fromDay,
  isUniqueViolation,
  newId,
  recordChange,
  toDay,
  type ChangeType,
  type Prisma,
  type PrismaTx,
} from '#database';
import { PatientRegisteredMeanwhile } from './patients.errors.js';
import { patientDocument, type NewPatient, type Patient, type PatientIdentifier, type Sex } from './patient.js';

const WITH_IDENTIFIERS = {
  identifiers: { orderBy: [{ system: 'asc' }, { value: 'asc' }] },
} as const satisfies Prisma.PatientInclude;
type PatientRow = Prisma.PatientGetPayload<{ include: typeof WITH_IDENTIFIERS }>;

/** Where a page of namesakes begins: after this given name, and this id. */
export type NamesakeKey = readonly [givenName: string, id: string];

/** Every statement about the aggregate `patient`. */
@Injectable()
export class PatientsRepository {
  async find(tx: PrismaTx, id: string): Promise<Patient | null> {
    const row = await tx.prisma.patient.findUnique({
      where: { organisationId_id: { organisationId: tx.actor.organisationId, id } },
      include: WITH_IDENTIFIERS,
    });
    return row && toPatient(row);
  }

  /** The patients with these ids, in any order. */
  async withIds(tx: PrismaTx, ids: readonly string[]): Promise<Patient[]> {
    const rows = await tx.prisma.patient.findMany({
      where: { organisationId: tx.actor.organisationId, id: { in: [...ids] } },
      include: WITH_IDENTIFIERS,
    });
    return rows.map(toPatient);
  }

  /** Waits for whoever is changing the patient, then reads what they left. */
  async findLocked(tx: PrismaTx, id: string): Promise<Patient | null> {
    await tx.sql(
      'SELECT 1 AS locked FROM clinical.patient WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE',
      [tx.actor.organisationId, id],
    );
    return this.find(tx, id);
  }

  /** Everybody who is known under one of these identifiers: none, one, or a contradiction. */
  async knownUnder(tx: PrismaTx, identifiers: readonly PatientIdentifier[]): Promise<Patient[]> {
    const rows = await tx.prisma.patient.findMany({
      where: {
        organisationId: tx.actor.organisationId,
        identifiers: { some: { OR: identifiers.map(({ system, value }) => ({ system, value })) } },
      },
      include: WITH_IDENTIFIERS,
    });
    return rows.map(toPatient);
  }

  /** Patients of one family name, however it is capitalised, by given name; at most `limit`. */
  async namesakes(
    tx: PrismaTx,
    name: { readonly familyName: string; readonly bornOn?: string },
    after: NamesakeKey | undefined,
    limit: number,
  ): Promise<Patient[]> {
    const keys = await tx.sql<{ id: string }>(NAMESAKES, [
      tx.actor.organisationId,
      name.familyName,
      name.bornOn ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ]);
    const patients = await this.withIds(
      tx,
      keys.map(({ id }) => id),
    );
    const byId = new Map(patients.map((patient) => [patient.id, patient]));
    return keys.flatMap(({ id }) => byId.get(id) ?? []);
  }

  /** @throws PatientRegisteredMeanwhile when an identifier is taken */
  async insert(tx: PrismaTx, entered: NewPatient): Promise<Patient> {
    const patient: Patient = { ...entered, id: newId(), alias: newId(), deceasedOn: null, version: 1 };
    const { identifiers, ...columns } = patient;
    await takingIdentifiers(async () => {
      await tx.prisma.patient.create({
        data: {
          ...columns,
          organisationId: tx.actor.organisationId,
          bornOn: fromDay(patient.bornOn),
          deceasedOn: null,
          identifiers: { createMany: { data: identifiers.map(({ system, value }) => ({ system, value })) } },
        },
      });
    });
    await record(tx, patient, 'patient.registered');
    return patient;
  }

  /** Writes the patient's next version, with identifiers that are new. @throws PatientRegisteredMeanwhile when one is taken */
  async update(
    tx: PrismaTx,
    patient: Patient,
    change: { readonly type: 'patient.corrected' | 'patient.died'; readonly added: readonly PatientIdentifier[] },
  ): Promise<void> {
    const { organisationId } = tx.actor;
    const { id, familyName, givenName, sex, version } = patient;
    const days = {
      bornOn: fromDay(patient.bornOn),
      deceasedOn: patient.deceasedOn ? fromDay(patient.deceasedOn) : null,
    };
    await tx.prisma.patient.update({
      where: { organisationId_id: { organisationId, id } },
      data: { familyName, givenName, sex, ...days, version },
    });
    await takingIdentifiers(async () => {
      const data = change.added.map(({ system, value }) => ({ organisationId, patientId: id, system, value }));
      if (data.length > 0) await tx.prisma.patientIdentifier.createMany({ data });
    });
    await record(tx, patient, change.type);
  }
}

// The key column is an equality that the row policies let an index serve; its own text is the whole family name in lower case.
const NAMESAKES = `
  SELECT id FROM clinical.patient
  WHERE organisation_id = $1::uuid AND family_name_key = lower(normalize($2, NFC))
    AND ($3::date IS NULL OR born_on = $3::date)
    AND ($5::uuid IS NULL OR (given_name, id) > ($4::text, $5::uuid))
  ORDER BY given_name, id LIMIT $6::int`;

async function record(tx: PrismaTx, patient: Patient, type: Extract<ChangeType, `patient.${string}`>): Promise<void> {
  const { id, version, alias } = patient;
  await recordChange(tx, { type, id, version, patientAlias: alias, document: patientDocument(patient) });
}

async function takingIdentifiers(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (isUniqueViolation(error)) throw new PatientRegisteredMeanwhile({ cause: error });
    throw error;
  }
}

function toPatient({ bornOn, deceasedOn, identifiers, sex, ...row }: PatientRow): Patient {
  const { id, alias, familyName, givenName, version } = row;
  return {
    id,
    alias,
    familyName,
    givenName,
    version,
    sex: sex as Sex,
    bornOn: toDay(bornOn),
    deceasedOn: deceasedOn && toDay(deceasedOn),
    identifiers: identifiers.map(({ system, value }) => ({ system, value })),
  };
}
