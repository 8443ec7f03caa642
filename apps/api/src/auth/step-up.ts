import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ledger, recordNote, type Actor, type Tx } from '#database';
import { Refusal } from '#workflow';
import * as errors from './auth.errors.js';
import type { Credential } from './credentials.repository.js';
import { IdentityCheck, type ComparedOffer, type Evidence } from './identity-check.js';
import type { Judgement, Method } from './judge-credential.js';
import type { ProofBinding } from './proof-of-identity.js';
import { ProofsRepository } from './proofs.repository.js';
import { hashOfToken } from './session-opener.js';
import { SessionsRepository } from './sessions.repository.js';

const PROOF_SECONDS = 2 * 60;

export interface StepUpOffer extends ProofBinding, Evidence {
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
 * @throws SignInRefused, TotpRequired, SignInBlocked, SignInBusy, PasswordRequired, TotpNotEnrolled, PasswordIsInitial,
 * PasskeysNotEnrolled
 */
@Injectable()
export class StepUp {
  constructor(
    private readonly ledger: Ledger,
    private readonly identity: IdentityCheck,
    private readonly sessions: SessionsRepository,
    private readonly proofs: ProofsRepository,
  ) {}

  async execute(actor: Actor, { assertion, password, totp, ...binding }: StepUpOffer): Promise<Proof> {
    if (assertion) throw new errors.PasskeysNotEnrolled();
    const offer = await this.identity.compareOwn(actor, { password, totp }, requireFitToSign);

    const outcome = await this.ledger.transaction({ type: 'auth.stepping-up', actor }, async (tx) => {
      await this.requirePasswordOutsideSeries(tx, offer, binding);
      const judgement = await this.identity.judge(tx, offer, 'auth.step-up-failed');
      if (judgement.outcome === 'right') return this.handOut(tx, binding, judgement.method);

      // The refusal of a failed attempt is returned, not thrown: its count and its event are committed.
      await this.sessions.setSigningSeries(tx, null);
      return refusalOf(judgement);
    });

    if (outcome instanceof Refusal) throw outcome;
    return outcome;
  }

  private async requirePasswordOutsideSeries(
    tx: Tx,
    { password }: ComparedOffer,
    { purpose }: ProofBinding,
  ): Promise<void> {
    if (password !== 'series') return;
    const until = await this.sessions.findSigningSeries(tx);
    if (purpose !== 'sign-decision' || !until || until <= tx.occurredAt) throw new errors.PasswordRequired();
  }

  private async handOut(tx: Tx, binding: ProofBinding, method: Method): Promise<Proof> {
    const proof = randomBytes(32).toString('base64url');
    const expiresAt = new Date(tx.occurredAt.getTime() + PROOF_SECONDS * 1000);
    await this.proofs.insert(tx, hashOfToken(proof), binding, method, expiresAt);
    await recordNote(tx, { type: 'auth.stepped-up', purpose: binding.purpose });
    return { proof, expiresIn: PROOF_SECONDS };
  }
}

/** Two components that only their owner knows and holds (21 CFR 11.200(a)(1), 11.300). */
function requireFitToSign({ totpSecret, isInitial }: Credential): void {
  if (!totpSecret) throw new errors.TotpNotEnrolled();
  if (isInitial) throw new errors.PasswordIsInitial();
}

function refusalOf(judgement: Exclude<Judgement, { outcome: 'right' }>): Refusal {
  switch (judgement.outcome) {
    case 'blocked':
      return new errors.SignInBlocked(judgement.seconds);
    case 'totp-missing':
      return new errors.TotpRequired();
    case 'wrong':
      return new errors.SignInRefused();
  }
}
