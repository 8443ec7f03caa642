import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ledger, recordNote, type Actor, type Tx } from '#database';
import { Refusal } from '#workflow';
import {
  PasskeysNotEnrolled,
  PasswordIsInitial,
  PasswordRequired,
  SignInBlocked,
  SignInRefused,
  TotpNotEnrolled,
  TotpRequired,
} from './auth.errors.js';
import { CredentialsRepository, type Credential } from './credentials.repository.js';
import { IdentityCheck, type ComparedOffer } from './identity-check.js';
import type { Method } from './judge-credential.js';
import { Passwords } from './passwords.js';
import type { ProofBinding } from './proof-of-identity.js';
import { ProofsRepository } from './proofs.repository.js';
import { hashOfToken } from './session-opener.js';
import { SessionsRepository } from './sessions.repository.js';
import { secondsBlocked } from './slow-down.js';

const PROOF_SECONDS = 2 * 60;

export interface StepUpOffer extends ProofBinding {
  readonly password?: string;
  readonly totp?: string;
  readonly assertion?: object;
}

export interface Proof {
  readonly proof: string;
  /** Seconds from now. */
  readonly expiresIn: number;
}

/**
 * Proves a signed-in person's identity anew, for one purpose and one digest: password and code, or the code alone within
 * a signing series of the session. A failure counts like one at sign-in and interrupts the series.
 * @throws SignInRefused, SignInBlocked, SignInBusy, PasswordRequired, TotpNotEnrolled, PasswordIsInitial, PasskeysNotEnrolled
 */
@Injectable()
export class StepUp {
  constructor(
    private readonly ledger: Ledger,
    private readonly credentials: CredentialsRepository,
    private readonly passwords: Passwords,
    private readonly identity: IdentityCheck,
    private readonly sessions: SessionsRepository,
    private readonly proofs: ProofsRepository,
  ) {}

  async execute(actor: Actor, { password, totp, assertion, ...binding }: StepUpOffer): Promise<Proof> {
    if (assertion) throw new PasskeysNotEnrolled();
    const offer = await this.compare(actor, password, totp);

    const outcome = await this.ledger.transaction({ type: 'auth.stepping-up', actor }, async (tx) => {
      await this.requireMayOffer(tx, offer, binding);
      const judgement = await this.identity.judge(tx, offer, 'auth.step-up-failed');

      switch (judgement.outcome) {
        case 'blocked':
          throw new SignInBlocked(judgement.seconds);
        // Returned, not thrown: the failure is committed, and the series interrupted.
        case 'wrong':
          await this.sessions.setSigningSeries(tx, null);
          return new SignInRefused();
        case 'totp-missing':
          await this.sessions.setSigningSeries(tx, null);
          return new TotpRequired();
        case 'right':
          return this.handOut(tx, binding, judgement.method);
      }
    });

    if (outcome instanceof Refusal) throw outcome;
    return outcome;
  }

  /** argon2 works between two transactions, not inside one. */
  private async compare(actor: Actor, password: string | undefined, totp: string | undefined): Promise<ComparedOffer> {
    if (password === undefined) return { password: 'series', totp, comparedWith: null };

    const { passwordHash } = await this.ownCredential(actor);
    const isRight = await this.passwords.isRight(password, passwordHash);
    return { password: isRight ? 'right' : 'wrong', totp, comparedWith: passwordHash };
  }

  private ownCredential(actor: Actor): Promise<Credential> {
    return this.ledger.transaction({ type: 'auth.stepping-up', actor }, async (tx) => {
      const credential = await this.credentials.lockOwn(tx);
      const seconds = secondsBlocked(credential.blockedUntil, tx.occurredAt);
      if (seconds !== null) throw new SignInBlocked(seconds);
      return credential;
    });
  }

  private async requireMayOffer(tx: Tx, offer: ComparedOffer, { purpose }: ProofBinding): Promise<void> {
    const { totpSecret, isInitial } = await this.credentials.lockOwn(tx);
    if (!totpSecret) throw new TotpNotEnrolled();
    if (isInitial) throw new PasswordIsInitial();
    if (offer.password !== 'series') return;

    const until = await this.sessions.findSigningSeries(tx);
    if (purpose !== 'sign-decision' || !until || until <= tx.occurredAt) throw new PasswordRequired();
  }

  private async handOut(tx: Tx, binding: ProofBinding, method: Method): Promise<Proof> {
    const proof = randomBytes(32).toString('base64url');
    const expiresAt = new Date(tx.occurredAt.getTime() + PROOF_SECONDS * 1000);
    await this.proofs.insert(tx, hashOfToken(proof), binding, method, expiresAt);
    await recordNote(tx, { type: 'auth.stepped-up', purpose: binding.purpose });
    return { proof, expiresIn: PROOF_SECONDS };
  }
}
