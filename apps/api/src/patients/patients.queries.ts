import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type PrismaTx } from '#database';
import { NotFound, requireMay } from '#workflow';
import { id, keyAfter, mapPage, text, toPage, type Page } from '../http/index.js';
import type { SearchPatientsDto } from './dto/search-patients.dto.js';
import type { Patient } from './patient.js';
import { toPatientView, type PatientView } from './patient.view.js';
import { PatientsRepository, type NamesakeKey } from './patients.repository.js';
import { requireOneWay } from './require-one-way.js';

/** What is asked about patients: for people, and for the features above. */
@Injectable()
export class PatientsQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly patients: PatientsRepository,
  ) {}

  /** A patient, inside an open transaction. @throws NotFound */
  async find(tx: PrismaTx, patientId: string): Promise<Patient> {
    const patient = await this.patients.find(tx, patientId);
    if (!patient) throw new NotFound('patient');
    return patient;
  }

  show(actor: Actor, patientId: string): Promise<PatientView> {
    return this.ledger.transaction({ type: 'patient.opened', actor }, async (tx) => {
      const patient = await this.find(tx, patientId);

      requireMay(tx.actor, 'patient:read', { organisationId: tx.actor.organisationId });

      await recordDisclosure(tx, { patients: [patient.alias], entity: 'patient', entityId: patient.alias });
      return toPatientView(patient);
    });
  }

  /** By one identifier, exactly; or by the whole family name, however capitalised, sorted by given name. @throws SearchByOneOf */
  search(actor: Actor, sought: SearchPatientsDto): Promise<Page<PatientView>> {
    requireOneWay(sought);
    return this.ledger.transaction({ type: 'patients.searched', actor }, async (tx) => {
      requireMay(tx.actor, 'patient:search', { organisationId: tx.actor.organisationId });
      const page = await this.matching(tx, sought);

      await recordDisclosure(tx, { patients: page.items.map(({ alias }) => alias) });
      return mapPage(page, toPatientView);
    });
  }

  private async matching(tx: PrismaTx, sought: SearchPatientsDto): Promise<Page<Patient>> {
    const { identifier, familyName = '', bornOn, limit } = sought;
    if (identifier) return toPage(await this.patients.knownUnder(tx, [identifier]), limit, keyOf);

    const after = keyAfter<NamesakeKey>(sought, KEY);
    return toPage(await this.patients.namesakes(tx, { familyName, bornOn }, after, limit + 1), limit, keyOf);
  }
}

const KEY = [text({ max: 200, example: 'Maria' }), id()];
const keyOf = (patient: Patient): NamesakeKey => [patient.givenName, patient.id];
