import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { findAccount, type Account } from './account.js';

/** Shows a person their own account, roles and seats as they are today. */
@Injectable()
export class Me {
  constructor(private readonly ledger: Ledger) {}

  execute(actor: Actor): Promise<Account> {
    return this.ledger.transaction({ type: 'me.opened', actor }, findAccount);
  }
}
