import { Injectable } from '@nestjs/common';
import { Ledger, recordNote, type Actor } from '#database';
import { Refusal } from '#workflow';
import { findAccount } from './account.js';
import { SignInBlocked, SignInRefused } from './auth.errors.js';
import { Enrolment } from './enrolment.js';
import { IdentityCheck } from './identity-check.js';
import { SessionsRepository } from './sessions.repository.js';
import { toEnrolment, type TotpEnrolment } from './totp.js';

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
    private readonly identity: IdentityCheck,
    private readonly enrolment: Enrolment,
    private readonly sessions: SessionsRepository,
  ) {}

  async execute(actor: Actor, { newPassword, ...evidence }: PasswordChange): Promise<TotpEnrolment> {
    const offer = await this.identity.compareOwn(actor, evidence);
    const credential = await this.enrolment.prepare(newPassword, { isInitial: false });

    const outcome = await this.ledger.transaction({ type: 'auth.stepping-up', actor }, async (tx) => {
      const judgement = await this.identity.judge(tx, offer, 'auth.step-up-failed');
      if (judgement.outcome === 'blocked') throw new SignInBlocked(judgement.seconds);
      // The refusal of a failed attempt is returned, not thrown: its count and its event are committed.
      if (judgement.outcome !== 'right') return new SignInRefused();

      await this.enrolment.replaceOwn(tx, credential);
      await this.sessions.endOthers(tx);
      await recordNote(tx, { type: 'auth.password-changed' });
      return toEnrolment(credential.totpSecret, (await findAccount(tx)).email);
    });

    if (outcome instanceof Refusal) throw outcome;
    return outcome;
  }
}
