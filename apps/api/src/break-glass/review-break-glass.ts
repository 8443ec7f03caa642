import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { NotFound, requireMay, type BreakGlassFinding } from '#workflow';
import { requireFresh } from '../http/index.js';
import { AlreadyReviewed } from './break-glass.errors.js';
import type { Grant } from './grant.js';
import { GrantsRepository } from './grants.repository.js';

/** An auditor says whether the glass was broken for good reason, once. @throws NotFound, Forbidden, StaleVersion, AlreadyReviewed */
@Injectable()
export class ReviewBreakGlass {
  constructor(
    private readonly ledger: Ledger,
    private readonly grants: GrantsRepository,
  ) {}

  execute(
    actor: Actor,
    id: string,
    { finding, note }: { readonly finding: BreakGlassFinding; readonly note: string },
    ifMatch: number | undefined,
  ): Promise<{ grant: Grant; now: Date }> {
    return this.ledger.transaction({ type: 'break-glass.opened', actor, id }, async (tx) => {
      requireMay(tx.actor, 'break-glass:review', { organisationId: tx.actor.organisationId });
      const grant = await this.grants.findLocked(tx, id);
      if (!grant) throw new NotFound('break-glass');
      requireFresh(grant.version, ifMatch);
      if (grant.review) throw new AlreadyReviewed();

      const reviewedAt = tx.occurredAt.toISOString();
      const reviewed = await this.grants.review(tx, grant, { finding, note, reviewedBy: tx.actor.userId, reviewedAt });

      return { grant: reviewed, now: tx.occurredAt };
    });
  }
}
