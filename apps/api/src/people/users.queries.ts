import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type Tx } from '#database';
import { requireMay } from '#workflow';
import { id, keyAfter, text, toPage, type Page, type PageQuery } from '../http/index.js';
import type { User } from './user.js';
import { UsersRepository } from './users.repository.js';

/** Shows an administrator the accounts of the organisation, and tells other features what somebody is called. */
@Injectable()
export class UsersQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly users: UsersRepository,
  ) {}

  /** In the order of names. */
  page(actor: Actor, query: PageQuery): Promise<Page<User>> {
    const after = keyAfter<[string, string]>(query, [text({ max: 200, example: 'Ada' }), id()]) ?? null;

    return this.ledger.transaction({ type: 'users.listed', actor }, async (tx) => {
      requireMay(tx.actor, 'user:read', { organisationId: tx.actor.organisationId });
      const users = await this.users.list(tx, after, query.limit + 1);
      return toPage(users, query.limit, (user) => [user.name, user.id]);
    });
  }

  /** @throws NotFound */
  open(actor: Actor, userId: string): Promise<User> {
    return this.ledger.transaction({ type: 'user.opened', actor, id: userId }, async (tx) => {
      requireMay(tx.actor, 'user:read', { organisationId: tx.actor.organisationId });
      return this.users.find(tx, userId);
    });
  }

  /** The printed name of an account, in the caller's own transaction. @throws NotFound */
  name(tx: Tx, userId: string): Promise<string> {
    return this.users.nameOf(tx, userId);
  }
}
