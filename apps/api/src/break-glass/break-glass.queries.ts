import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor } from '#database';
import { NotFound, requireMay } from '#workflow';
import { id, keyAfter, mapPage, toPage, type Page } from '../http/index.js';
import type { BreakGlassQuery } from './dto/break-glass.dto.js';
import { toGrantView, type GrantView } from './grant.view.js';
import { GrantsRepository } from './grants.repository.js';

/** The auditors' queue: every breaking of the glass, the one that waits longest first. */
@Injectable()
export class BreakGlassQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly grants: GrantsRepository,
  ) {}

  list(actor: Actor, query: BreakGlassQuery): Promise<Page<GrantView>> {
    const [after = null] = keyAfter<[string]>(query, [id()]) ?? [];
    return this.ledger.transaction({ type: 'break-glass.listed', actor }, async (tx) => {
      requireMay(tx.actor, 'break-glass:read', { organisationId: tx.actor.organisationId });
      const rows = await this.grants.page(tx, { state: query.state, after, limit: query.limit + 1 });
      const page = toPage(rows, query.limit, (grant) => [grant.id]);

      await recordDisclosure(tx, { patients: page.items.flatMap(({ patientAlias }) => patientAlias ?? []) });
      return mapPage(page, (grant) => toGrantView(grant, tx.occurredAt));
    });
  }

  /** @throws NotFound */
  open(actor: Actor, grantId: string): Promise<GrantView> {
    return this.ledger.transaction({ type: 'break-glass.opened', actor, id: grantId }, async (tx) => {
      requireMay(tx.actor, 'break-glass:read', { organisationId: tx.actor.organisationId });
      const grant = await this.grants.find(tx, grantId);
      if (!grant) throw new NotFound('break-glass');

      const patients = grant.patientAlias === null ? [] : [grant.patientAlias];
      await recordDisclosure(tx, { patients, entity: 'break-glass-grant', entityId: grantId });
      return toGrantView(grant, tx.occurredAt);
    });
  }
}
