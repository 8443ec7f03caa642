import { Injectable, Logger } from '@nestjs/common';
import { Ledger, recordNote, type Actor, type NoteType, type Tx } from '#database';
import { SignInBlocked } from './auth.errors.js';
import { CredentialsRepository, type Credential } from './credentials.repository.js';
import { judgeCredential, type Judgement, type Offer } from './judge-credential.js';
import { Passwords } from './passwords.js';
import { secondsBlocked } from './slow-down.js';
import { TotpSecrets } from './totp-secrets.js';

/** What a person sends as proof of who they are. */
export interface Evidence {
  readonly password?: string;
  readonly totp?: string;
}

/** The same with the password compared, outside the transaction that judges: none stays open while argon2 works. */
export interface ComparedOffer extends Offer {
  /** The hash it was compared with; another one by now means that the password was replaced in between. */
  readonly comparedWith: string | null;
}

/** Judges what a person offers as proof, and keeps the count of failures. */
@Injectable()
export class IdentityCheck {
  private readonly logger = new Logger(IdentityCheck.name);

  constructor(
    private readonly ledger: Ledger,
    private readonly credentials: CredentialsRepository,
    private readonly passwords: Passwords,
    private readonly secrets: TotpSecrets,
  ) {}

  /** Compares with a hash, or with nobody's. @throws SignInBusy */
  async compare(password: string, kept: string | null): Promise<Pick<ComparedOffer, 'password' | 'comparedWith'>> {
    const isRight = await this.passwords.isRight(password, kept);
    return { password: isRight ? 'right' : 'wrong', comparedWith: kept };
  }

  /**
   * Compares with the credential of the person who is signed in; without a password it is the series' to stand in.
   * @throws SignInBlocked, SignInBusy, and what `requireFit` throws
   */
  async compareOwn(
    actor: Actor,
    { password, totp }: Evidence,
    requireFit: (credential: Credential, now: Date) => void = () => undefined,
  ): Promise<ComparedOffer> {
    const { passwordHash } = await this.ledger.transaction({ type: 'auth.stepping-up', actor }, async (tx) => {
      const credential = await this.credentials.lockOwn(tx);
      const seconds = secondsBlocked(credential.blockedUntil, tx.occurredAt);
      if (seconds !== null) throw new SignInBlocked(seconds);
      requireFit(credential, tx.occurredAt);
      return credential;
    });

    if (password === undefined) return { password: 'series', totp, comparedWith: null };
    return { ...(await this.compare(password, passwordHash)), totp };
  }

  /**
   * The judgement, in the person's own transaction. A failure is counted and noted for the caller to commit: whoever
   * throws it away gives attempts away.
   */
  async judge(tx: Tx, offer: ComparedOffer, noteOfFailure: NoteType): Promise<Judgement> {
    const kept = await this.credentials.lockOwn(tx);
    const isOutdated = offer.password !== 'series' && offer.comparedWith !== kept.passwordHash;
    const totpSecret = kept.totpSecret && this.secrets.unseal(kept.totpSecret, tx.actor);
    const judged = isOutdated ? ({ ...offer, password: 'wrong' } as const) : offer;
    const judgement = judgeCredential({ ...kept, totpSecret }, judged, tx.occurredAt);

    if (judgement.outcome === 'right') await this.credentials.keepSuccess(tx, judgement.totpStep);
    if (judgement.outcome === 'wrong') {
      await this.credentials.keepFailure(tx, judgement.failures, judgement.blockedUntil);
      await recordNote(tx, { type: noteOfFailure, outcome: 'refused', reasonCode: 'credential-wrong' });
      if (judgement.blockedUntil) await this.alarm(tx, judgement.failures);
    }
    if (judgement.outcome === 'totp-missing') {
      await recordNote(tx, { type: noteOfFailure, outcome: 'refused', reasonCode: 'totp-required' });
    }
    return judgement;
  }

  /** Attempts at unauthorised use are told at once (21 CFR 11.300(d)): in the trail, and to whoever watches the server's log. */
  private async alarm(tx: Tx, failures: number): Promise<void> {
    await recordNote(tx, { type: 'auth.account-blocked', outcome: 'refused', reasonCode: 'too-many-failures' });
    const { organisationId, userId } = tx.actor;
    this.logger.warn(
      `${failures} attempts on account ${userId} of organisation ${organisationId} failed: it is blocked.`,
    );
  }
}
