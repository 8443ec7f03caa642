import { Injectable } from '@nestjs/common';
import { Ledger, recordNote, type Actor } from '#database';
import { Refusal } from '#workflow';
import { findAccount } from './account.js';
import { SignInBlocked, SignInRefused } from './auth.errors.js';
import { AuthOptions } from './auth.options.js';
import { CredentialsRepository } from './credentials.repository.js';
import { IdentityCheck, totpContext } from './identity-check.js';
import { Passwords } from './passwords.js';
import { seal } from './sealing.js';
import { SessionsRepository } from './sessions.repository.js';
import { newTotpSecret, toEnrolment, type TotpEnrolment } from './totp.js';

export interface PasswordChange {
  readonly password: string;
  readonly totp?: string;
  readonly newPassword: string;
}

/**
 * Replaces one's own password and authenticator, so that whoever handed out the first ones knows neither. Every other
 * session of the person ends.
 * @throws SignInRefused, SignInBlocked, SignInBusy
 */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly ledger: Ledger,
    private readonly credentials: CredentialsRepository,
    private readonly passwords: Passwords,
    private readonly identity: IdentityCheck,
    private readonly sessions: SessionsRepository,
    private readonly options: AuthOptions,
  ) {}

  async execute(actor: Actor, { password, totp, newPassword }: PasswordChange): Promise<TotpEnrolment> {
    const { passwordHash: comparedWith } = await this.ledger.transaction({ type: 'auth.stepping-up', actor }, (tx) =>
      this.credentials.lockOwn(tx),
    );
    const isRight = await this.passwords.isRight(password, comparedWith);
    const passwordHash = await this.passwords.hash(newPassword);
    const secret = newTotpSecret();

    const outcome = await this.ledger.transaction({ type: 'auth.stepping-up', actor }, async (tx) => {
      const offer = { password: isRight ? 'right' : 'wrong', totp, comparedWith } as const;
      const judgement = await this.identity.judge(tx, offer, 'auth.step-up-failed');
      if (judgement.outcome === 'blocked') throw new SignInBlocked(judgement.seconds);
      // Returned, not thrown: the failure is committed.
      if (judgement.outcome !== 'right') return new SignInRefused();

      const totpSecret = seal(this.options.credentialKey, secret, totpContext(tx.actor));
      await this.credentials.replaceOwn(tx, { passwordHash, totpSecret });
      await this.sessions.endOthers(tx);
      await recordNote(tx, { type: 'auth.password-changed' });
      return toEnrolment(secret, (await findAccount(tx)).email);
    });

    if (outcome instanceof Refusal) throw outcome;
    return outcome;
  }
}
