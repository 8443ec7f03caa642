import { Injectable } from '@nestjs/common';
import { Clock, Ledger, recordNote, type Actor, type RequestContext } from '#database';
import { Refusal } from '#workflow';
import { findAccount, type Account } from './account.js';
import { SignInBlocked, SignInRefused, TotpRequired } from './auth.errors.js';
import type { KnownAddress } from './credentials.repository.js';
import { IdentityCheck, type ComparedOffer } from './identity-check.js';
import { SessionOpener, type Tokens } from './session-opener.js';
import { secondsBlocked } from './slow-down.js';

export interface SignedIn {
  readonly user: Account;
  readonly tokens: Tokens;
}

/** The part of signing in that happens in the account's own organisation: the judgement, the session, the events. */
@Injectable()
export class EnterAccount {
  constructor(
    private readonly ledger: Ledger,
    private readonly identity: IdentityCheck,
    private readonly sessions: SessionOpener,
    private readonly clock: Clock,
  ) {}

  /** Asked before the password costs anything; the transaction asks again. @throws SignInBlocked */
  async requireNotBlocked(request: RequestContext, known: KnownAddress): Promise<void> {
    const seconds = secondsBlocked(known.blockedUntil, this.clock.now());
    if (seconds === null) return;

    const refusal = new SignInBlocked(seconds);
    await this.ledger.recordRefusal(claimedBy(known, request), {
      purpose: 'auth.signing-in',
      reasonCode: refusal.code,
    });
    throw refusal;
  }

  /** @throws SignInRefused, TotpRequired, SignInBlocked */
  async execute(request: RequestContext, known: KnownAddress, offer: ComparedOffer): Promise<SignedIn> {
    const actor = claimedBy(known, request);

    const outcome = await this.ledger.transaction({ type: 'auth.signing-in', actor }, async (tx) => {
      const judgement = await this.identity.judge(tx, offer, 'auth.sign-in-failed');
      // Refusals of a failed attempt are returned, not thrown: its count and its event are committed.
      if (judgement.outcome === 'wrong') return new SignInRefused();
      if (judgement.outcome === 'totp-missing') return new TotpRequired();
      if (judgement.outcome === 'blocked') throw new SignInBlocked(judgement.seconds);

      const tokens = await this.sessions.open(tx, judgement.method);
      await recordNote(tx, { type: 'auth.signed-in' });
      return { user: await findAccount(tx), tokens };
    });

    if (outcome instanceof Refusal) throw outcome;
    return outcome;
  }
}

/** Whoever claims to be this person: `auth` stays empty until it is proved. */
function claimedBy({ organisationId, userId, roles }: KnownAddress, request: RequestContext): Actor {
  return { organisationId, userId, sessionId: null, roles, auth: null, request };
}
