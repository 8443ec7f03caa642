import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor } from '#database';
import { NotFound, requireMay } from '#workflow';
import { id, keyAfter, toPage, type Page } from '../http/index.js';
import type { ErasuresQuery } from './dto/erasure.dto.js';
import type { Erasure } from './erasure.js';
import { ErasuresRepository } from './erasures.repository.js';

/** What was asked and what came of it, for administrators and auditors. */
@Injectable()
export class ErasuresQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly erasures: ErasuresRepository,
  ) {}

  list(actor: Actor, query: ErasuresQuery): Promise<Page<Erasure>> {
    const [after = null] = keyAfter<[string]>(query, [id()]) ?? [];
    return this.ledger.transaction({ type: 'erasures.listed', actor }, async (tx) => {
      requireMay(tx.actor, 'erasure:read', { organisationId: tx.actor.organisationId });
      const rows = await this.erasures.page(tx, { state: query.state, after, limit: query.limit + 1 });
      const page = toPage(rows, query.limit, (erasure) => [erasure.id]);

      const patientIds = page.items.map(({ patientId }) => patientId);
      await recordDisclosure(tx, { patients: await this.erasures.aliasesOf(tx, patientIds) });
      return page;
    });
  }

  /** @throws NotFound */
  open(actor: Actor, erasureId: string): Promise<Erasure> {
    return this.ledger.transaction({ type: 'erasure.opened', actor, id: erasureId }, async (tx) => {
      requireMay(tx.actor, 'erasure:read', { organisationId: tx.actor.organisationId });
      const erasure = await this.erasures.find(tx, erasureId);
      if (!erasure) throw new NotFound('erasure');

      const patients = await this.erasures.aliasesOf(tx, [erasure.patientId]);
      await recordDisclosure(tx, { patients, entity: 'erasure', entityId: erasureId });
      return erasure;
    });
  }
}
