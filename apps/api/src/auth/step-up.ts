import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { Ledger, recordNote, type Actor, type Tx } from '#database';
import { Refusal } from '#workflow';
import * as errors from './auth.errors.js';
import { AuthOptions } from './auth.options.js';
import type { Credential } from './credentials.repository.js';
import { IdentityCheck, type ComparedOffer, type Evidence } from './identity-check.js';
import type { Judgement } from './judge-credential.js';
import { AssertionRefused, EnrolmentNeedsPassword, OneSortOfEvidence } from './passkeys/passkeys.errors.js';
import { ProveByPasskey } from './passkeys/prove-by-passkey.js';
import type { ProofBinding } from './proof-of-identity.js';
import { ProofsRepository, type KeptProof } from './proofs.repository.js';
import { hashOfToken } from './session-opener.js';
import { SessionsRepository } from './sessions.repository.js';

const PROOF_SECONDS = 2 * 60;
const DAY_MILLISECONDS = 86_400_000;

export interface StepUpOffer extends ProofBinding, Evidence {
  readonly assertion?: AuthenticationResponseJSON;
}

export interface Proof {
  readonly proof: string;
  /** Seconds from now. */
  readonly expiresIn: number;
}

/**
 * Proves a signed-in person's identity anew, for one purpose and one digest: a passkey that answers to exactly that; or password and
 * code, or the code alone within a signing series of the session. A failure leaves its event and interrupts the series; a wrong
 * password or code counts like one at sign-in.
 * @throws SignInRefused, TotpRequired, SignInBlocked, SignInBusy, PasswordRequired, TotpNotEnrolled, PasswordIsInitial,
 * PasswordTooOld, AssertionRefused, PasskeysNotAvailable, DigestMissing, EnrolmentNeedsPassword, OneSortOfEvidence
 */
@Injectable()
export class StepUp {
  constructor(
    private readonly ledger: Ledger,
    private readonly identity: IdentityCheck,
    private readonly passkeys: ProveByPasskey,
    private readonly sessions: SessionsRepository,
    private readonly proofs: ProofsRepository,
    private readonly options: AuthOptions,
  ) {}

  async execute(actor: Actor, { assertion, password, totp, ...binding }: StepUpOffer): Promise<Proof> {
    const evidence = { password, totp };
    if (assertion && (password ?? totp) !== undefined) throw new OneSortOfEvidence();

    const outcome = assertion
      ? await this.byPasskey(actor, binding, assertion)
      : await this.byPassword(actor, binding, evidence);
    if (outcome instanceof Refusal) throw outcome;
    return outcome;
  }

  private async byPasskey(
    actor: Actor,
    binding: ProofBinding,
    assertion: AuthenticationResponseJSON,
  ): Promise<Proof | Refusal> {
    if (binding.purpose === 'enrol-passkey') throw new EnrolmentNeedsPassword();

    return this.ledger.transaction({ type: 'auth.stepping-up', actor }, async (tx) => {
      const judged = await this.passkeys.judge(tx, binding, assertion);
      if (typeof judged !== 'string') return this.handOut(tx, binding, { method: 'passkey', byPasskey: judged });

      // The refusal of a failed attempt is returned, not thrown: its event is committed. It counts towards no block, because an
      // answer of a passkey cannot be guessed.
      await recordNote(tx, { type: 'auth.step-up-failed', outcome: 'refused', reasonCode: `assertion-${judged}` });
      await this.sessions.setSigningSeries(tx, null);
      return new AssertionRefused(judged);
    });
  }

  private async byPassword(actor: Actor, binding: ProofBinding, evidence: Evidence): Promise<Proof | Refusal> {
    const offer = await this.identity.compareOwn(actor, evidence, (credential, now) =>
      requireFitToSign(credential, now, this.options),
    );

    return this.ledger.transaction({ type: 'auth.stepping-up', actor }, async (tx) => {
      await this.requirePasswordOutsideSeries(tx, offer, binding);
      const judgement = await this.identity.judge(tx, offer, 'auth.step-up-failed');
      if (judgement.outcome === 'right') {
        return this.handOut(tx, binding, { method: judgement.method, byPasskey: null });
      }

      // The refusal of a failed attempt is returned, not thrown: its count and its event are committed.
      await this.sessions.setSigningSeries(tx, null);
      return refusalOf(judgement);
    });
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

  private async handOut(tx: Tx, binding: ProofBinding, kept: KeptProof): Promise<Proof> {
    const proof = randomBytes(32).toString('base64url');
    const expiresAt = new Date(tx.occurredAt.getTime() + PROOF_SECONDS * 1000);
    await this.proofs.insert(tx, hashOfToken(proof), binding, kept, expiresAt);
    await recordNote(tx, { type: 'auth.stepped-up', purpose: binding.purpose, reasonCode: kept.method });
    return { proof, expiresIn: PROOF_SECONDS };
  }
}

/** Two components that only their owner knows and holds (21 CFR 11.200(a)(1)), issued not too long ago (11.300(b)). */
function requireFitToSign(
  { totpSecret, isInitial, issuedAt }: Credential,
  now: Date,
  { passwordMaxAgeDays }: AuthOptions,
): void {
  if (!totpSecret) throw new errors.TotpNotEnrolled();
  if (isInitial) throw new errors.PasswordIsInitial();
  if (passwordMaxAgeDays !== null && now.getTime() - issuedAt.getTime() > passwordMaxAgeDays * DAY_MILLISECONDS) {
    throw new errors.PasswordTooOld(passwordMaxAgeDays);
  }
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
