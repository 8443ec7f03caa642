import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '#database';
import { SignInRefused } from './auth.errors.js';
import { AuthOptions } from './auth.options.js';
import { CredentialsRepository } from './credentials.repository.js';
import { EnterAccount, type SignedIn } from './enter-account.js';
import { IdentityCheck } from './identity-check.js';
import { UnknownAddresses } from './unknown-addresses.js';

export interface SignInAttempt {
  readonly email: string;
  readonly password: string;
  readonly totp?: string;
}

/**
 * Lets a person in by email, password and, where one is enrolled, a code. The answer and its time are the same for an
 * unknown address and a wrong password. An attempt on an account leaves its event also when it is refused; one on an
 * address that nobody has belongs to no organisation's log.
 * @throws SignInRefused, TotpRequired, SignInBlocked, SignInBusy
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly identity: IdentityCheck,
    private readonly unknown: UnknownAddresses,
    private readonly account: EnterAccount,
    private readonly options: AuthOptions,
  ) {}

  async execute(request: RequestContext, attempt: SignInAttempt): Promise<SignedIn> {
    const earliest = performance.now() + this.options.refusalAfter;
    try {
      return await this.attempt(request, { ...attempt, email: attempt.email.toLowerCase() });
    } catch (refusal) {
      // The steps of a known and an unknown address differ by milliseconds: they end together here.
      await pause(Math.max(0, earliest - performance.now()));
      throw refusal;
    }
  }

  private async attempt(request: RequestContext, { email, password, totp }: SignInAttempt): Promise<SignedIn> {
    const known = await this.credentials.findByEmail(email);
    if (known) await this.account.requireNotBlocked(request, known);
    else this.unknown.requireNotBlocked(email);

    const compared = await this.identity.compare(password, known?.passwordHash ?? null);
    if (known) return this.account.execute(request, known, { ...compared, totp });

    this.unknown.keepFailure(email);
    throw new SignInRefused();
  }
}
