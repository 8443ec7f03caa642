import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { NotFound, requireMay } from '#workflow';
import { id, keyAfter, toPage, type Page, type PageQuery } from '../../http/index.js';
import type { Passkey } from './passkey.js';
import { PasskeysRepository } from './passkeys.repository.js';

/** Shows people their passkeys, revoked ones too, and an administrator those of an account. */
@Injectable()
export class PasskeysQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly passkeys: PasskeysRepository,
  ) {}

  /** Oldest first. */
  own(actor: Actor, query: PageQuery): Promise<Page<Passkey>> {
    const after = idAfter(query);
    return this.ledger.transaction({ type: 'passkeys.opened', actor }, async (tx) => {
      const found = await this.passkeys.list(tx, tx.actor.userId, after, query.limit + 1);
      return toPage(found, query.limit, (passkey) => [passkey.id]);
    });
  }

  /** Oldest first. @throws NotFound, Forbidden */
  ofUser(actor: Actor, userId: string, query: PageQuery): Promise<Page<Passkey>> {
    const after = idAfter(query);
    return this.ledger.transaction({ type: 'user.opened', actor, id: userId }, async (tx) => {
      const { organisationId } = tx.actor;
      requireMay(tx.actor, 'user:read', { organisationId });
      const where = { organisationId_id: { organisationId, id: userId } };
      if (!(await tx.prisma.user.findUnique({ where }))) throw new NotFound('user');

      const found = await this.passkeys.list(tx, userId, after, query.limit + 1);
      return toPage(found, query.limit, (passkey) => [passkey.id]);
    });
  }
}

function idAfter(query: PageQuery): string | null {
  return keyAfter<[string]>(query, [id()])?.[0] ?? null;
}
