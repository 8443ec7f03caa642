import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor } from '#database';
import { NotFound, requireMay } from '#workflow';
import { id, keyAfter, mapPage, toPage, type Page } from '../../http/index.js';
import { NamesRepository } from '../names.repository.js';
import { toDisclosureView, type DisclosureView } from './disclosure.view.js';
import type { DisclosuresQuery } from './disclosures.dto.js';
import { DisclosuresRepository } from './disclosures.repository.js';

/** The accounting of disclosures: who saw a patient, when, as which role, why and through which act. Itself one of them. */
@Injectable()
export class DisclosuresQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly disclosures: DisclosuresRepository,
    private readonly names: NamesRepository,
  ) {}

  /** All for auditors, those about the cases of their boards for a chair, their own for everybody else. @throws NotFound */
  ofPatient(actor: Actor, patientId: string, query: DisclosuresQuery): Promise<Page<DisclosureView>> {
    const after = keyAfter<[string]>(query, [id()])?.[0] ?? null;
    return this.ledger.swiftTransaction({ type: 'audit.read', actor }, async (tx) => {
      requireMay(tx.actor, 'access-review:read', { organisationId: tx.actor.organisationId });
      const alias = await this.disclosures.aliasOf(tx, patientId);
      if (alias === null) throw new NotFound('patient');

      const stretch = { sort: query.sort, after, limit: query.limit + 1 };
      const page = toPage(await this.disclosures.of(tx, patientId, query, stretch), query.limit, (row) => [
        row.eventId,
      ]);
      const names = await this.names.in(
        tx,
        page.items.flatMap(({ opening, naming }) => [opening, ...naming]),
      );

      await recordDisclosure(tx, { patients: [alias], entity: 'patient', entityId: alias });
      return mapPage(page, (disclosure) => toDisclosureView(disclosure, names));
    });
  }
}
