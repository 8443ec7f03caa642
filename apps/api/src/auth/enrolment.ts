import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { CredentialsRepository } from './credentials.repository.js';
import { Passwords } from './passwords.js';
import { newTotpSecret } from './totp.js';
import { TotpSecrets } from './totp-secrets.js';

/** What a person will prove themselves with, hashed before the transaction opens. */
export interface PreparedCredential {
  readonly passwordHash: string;
  readonly totpSecret: Uint8Array;
  readonly isInitial: boolean;
}

export interface PreparedReset {
  readonly totpSecret: Uint8Array;
  /** Null where the password stays. */
  readonly passwordHash: string | null;
}

/** Gives people what they prove themselves with. */
@Injectable()
export class Enrolment {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly passwords: Passwords,
    private readonly secrets: TotpSecrets,
  ) {}

  /** `isInitial` marks a password that somebody else chose: it signs nothing until it is replaced. @throws SignInBusy */
  async prepare(
    password: string,
    { isInitial, totpSecret = newTotpSecret() }: { readonly isInitial: boolean; readonly totpSecret?: Uint8Array },
  ): Promise<PreparedCredential> {
    return { passwordHash: await this.passwords.hash(password), totpSecret, isInitial };
  }

  /** A new authenticator, and the hash of a new password where there is one. @throws SignInBusy */
  async prepareReset(password?: string): Promise<PreparedReset> {
    const passwordHash = password === undefined ? null : await this.passwords.hash(password);
    return { totpSecret: newTotpSecret(), passwordHash };
  }

  /** A new person's first credential. */
  async enrol(tx: Tx, userId: string, credential: PreparedCredential): Promise<void> {
    const totpSecret = this.secrets.seal(credential.totpSecret, { ...tx.actor, userId });
    await this.credentials.insert(tx, userId, { ...credential, totpSecret });
  }

  /**
   * A new authenticator for somebody else who lost theirs, and a first password where one is given: both initial, so that nothing is
   * signed before the person has replaced them. Their sessions end.
   */
  async reset(tx: Tx, userId: string, { totpSecret, passwordHash }: PreparedReset): Promise<void> {
    const sealed = this.secrets.seal(totpSecret, { ...tx.actor, userId });
    await this.credentials.reset(tx, userId, sealed, passwordHash);
  }

  /** A new credential for the person who opened this transaction. */
  async replaceOwn(tx: Tx, credential: PreparedCredential): Promise<void> {
    const totpSecret = this.secrets.seal(credential.totpSecret, tx.actor);
    await this.credentials.replaceOwn(tx, { ...credential, totpSecret });
  }
}
