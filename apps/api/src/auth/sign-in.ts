import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock, Ledger, recordNote, type Actor, type PrismaTx, type RequestContext } from '#database';
import { Refusal } from '#workflow';
import { findAccount, type Account } from './account.js';
import { SignInBlocked, SignInRefused, TotpRequired } from './auth.errors.js';
import { AuthOptions } from './auth.options.js';
import { CredentialsRepository, type KnownAddress } from './credentials.repository.js';
import { IdentityCheck, type ComparedOffer } from './identity-check.js';
import type { Method } from './judge-credential.js';
import { Passwords } from './passwords.js';
import { SessionOpener, type Tokens } from './session-opener.js';
import { secondsBlocked } from './slow-down.js';
import { UnknownAddresses } from './unknown-addresses.js';

export interface SignInAttempt {
  readonly email: string;
  readonly password: string;
  readonly totp?: string;
}

export interface SignedIn {
  readonly user: Account;
  readonly tokens: Tokens;
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
    private readonly ledger: Ledger,
    private readonly credentials: CredentialsRepository,
    private readonly passwords: Passwords,
    private readonly identity: IdentityCheck,
    private readonly sessions: SessionOpener,
    private readonly unknown: UnknownAddresses,
    private readonly options: AuthOptions,
    private readonly clock: Clock,
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
    if (known) await this.requireNotBlocked(request, known);
    else this.unknown.requireNotBlocked(email);

    const isRight = await this.passwords.isRight(password, known?.passwordHash ?? null);
    if (!known) {
      this.unknown.keepFailure(email);
      throw new SignInRefused();
    }

    const offer: ComparedOffer = {
      password: isRight ? 'right' : 'wrong',
      totp,
      comparedWith: known.passwordHash,
    };
    return this.enter(request, known, offer);
  }

  /** Asked before the password costs anything; the transaction asks again. */
  private async requireNotBlocked(request: RequestContext, known: KnownAddress): Promise<void> {
    const seconds = secondsBlocked(known.blockedUntil, this.clock.now());
    if (seconds === null) return;

    const refusal = new SignInBlocked(seconds);
    const actor = claimedBy(known, request);
    await this.ledger.recordRefusal(actor, { purpose: 'auth.signing-in', reasonCode: refusal.code });
    throw refusal;
  }

  private async enter(request: RequestContext, known: KnownAddress, offer: ComparedOffer): Promise<SignedIn> {
    const actor = claimedBy(known, request);

    const outcome = await this.ledger.transaction({ type: 'auth.signing-in', actor }, async (tx) => {
      const judgement = await this.identity.judge(tx, offer, 'auth.sign-in-failed');

      switch (judgement.outcome) {
        case 'blocked':
          throw new SignInBlocked(judgement.seconds);
        // Returned, not thrown: the count and the event of a failure are committed.
        case 'wrong':
          return new SignInRefused();
        case 'totp-missing':
          return new TotpRequired();
        case 'right':
          return this.letIn(tx, judgement.method);
      }
    });

    if (outcome instanceof Refusal) throw outcome;
    return outcome;
  }

  private async letIn(tx: PrismaTx, method: Method): Promise<SignedIn> {
    const tokens = await this.sessions.open(tx, method);
    await recordNote(tx, { type: 'auth.signed-in' });
    return { user: await findAccount(tx), tokens };
  }
}

/** Whoever claims to be this person: `auth` stays empty until it is proved. */
function claimedBy({ organisationId, userId, roles }: KnownAddress, request: RequestContext): Actor {
  return { organisationId, userId, sessionId: null, roles, auth: null, request };
}
