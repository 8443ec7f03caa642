import { Injectable } from '@nestjs/common';
import { recordNote, type NoteType, type Tx } from '#database';
import { AuthOptions } from './auth.options.js';
import { CredentialsRepository } from './credentials.repository.js';
import { judgeCredential, type Judgement, type Offer } from './judge-credential.js';
import { unseal } from './sealing.js';

/** The password as it was compared outside the transaction, which does not stay open while argon2 works. */
export interface ComparedOffer extends Offer {
  /** The hash it was compared with; another one by now means the password was replaced in between. */
  readonly comparedWith: string | null;
}

/** Judges what a person offers as proof and keeps the count of failures, in that person's own transaction. */
@Injectable()
export class IdentityCheck {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly options: AuthOptions,
  ) {}

  /**
   * The judgement. A failure is counted and noted for the caller to commit: whoever throws it away gives attempts away.
   */
  async judge(tx: Tx, offer: ComparedOffer, noteOfFailure: NoteType): Promise<Judgement> {
    const kept = await this.credentials.lockOwn(tx);
    const isOutdated = offer.password !== 'series' && offer.comparedWith !== kept.passwordHash;
    const judgement = judgeCredential(
      {
        ...kept,
        totpSecret: kept.totpSecret && unseal(this.options.credentialKey, kept.totpSecret, totpContext(tx.actor)),
      },
      isOutdated ? { ...offer, password: 'wrong' } : offer,
      tx.occurredAt,
    );

    if (judgement.outcome === 'right') await this.credentials.keepSuccess(tx, judgement.totpStep);
    if (judgement.outcome === 'wrong') {
      await this.credentials.keepFailure(tx, judgement.failures, judgement.blockedUntil);
      await recordNote(tx, { type: noteOfFailure, outcome: 'refused', reasonCode: 'credential-wrong' });
    }
    if (judgement.outcome === 'totp-missing') {
      await recordNote(tx, { type: noteOfFailure, outcome: 'refused', reasonCode: 'totp-required' });
    }
    return judgement;
  }
}

/** A sealed secret opens only for the account it was made for. */
export function totpContext({ organisationId, userId }: { organisationId: string; userId: string }): string {
  return `totp/${organisationId}/${userId}`;
}
