import { Injectable } from '@nestjs/common';
import { Ledger, recordNote, type Actor } from '#database';
import { requireMay } from '#workflow';
import { Enrolment, toEnrolment, type TotpEnrolment } from '../auth/index.js';
import { AskAnotherAdministrator } from './people.errors.js';
import { UsersRepository } from './users.repository.js';

/** Why somebody's authenticator is replaced, as the trail says it. */
export const RESET_REASONS = [
  'authenticator-lost',
  'authenticator-stolen',
  'password-forgotten',
  'password-known',
] as const;
export type ResetReason = (typeof RESET_REASONS)[number];

export interface CredentialReset {
  readonly reasonCode: ResetReason;
  /** A first password too, for whoever forgot theirs. */
  readonly password?: string;
}

/**
 * Gives a person who lost their authenticator, or forgot their password, new ones (21 CFR 11.300(c)). The old ones are worth nothing
 * and every session of the person ends; nothing is signed with the new ones before the person has replaced them. The secret is shown
 * once and kept nowhere in the clear.
 * @throws NotFound, Forbidden, AskAnotherAdministrator, SignInBusy
 */
@Injectable()
export class ResetCredential {
  constructor(
    private readonly ledger: Ledger,
    private readonly users: UsersRepository,
    private readonly enrolment: Enrolment,
  ) {}

  async execute(actor: Actor, id: string, { reasonCode, password }: CredentialReset): Promise<TotpEnrolment | null> {
    const prepared = await this.enrolment.prepareReset(password);
    let isRepeated = true;

    const { email } = await this.ledger.transaction({ type: 'user.opened', actor, id }, async (tx) => {
      isRepeated = false;
      requireMay(tx.actor, 'user:manage', { organisationId: tx.actor.organisationId });
      if (id === tx.actor.userId) throw new AskAnotherAdministrator();
      const user = await this.users.lock(tx, id);

      await this.enrolment.reset(tx, id, prepared);
      await recordNote(tx, { type: 'auth.credential-reset', entity: 'user', entityId: id, reasonCode });

      return { email: user.email };
    });

    return isRepeated ? null : toEnrolment(prepared.totpSecret, email);
  }
}
