import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { AuthOptions } from './auth.options.js';
import { CredentialsRepository } from './credentials.repository.js';
import { totpContext } from './identity-check.js';
import { Passwords } from './passwords.js';
import { seal } from './sealing.js';
import { newTotpSecret } from './totp.js';

/** What a new person will prove themselves with, hashed before the transaction opens. */
export interface PreparedCredential {
  readonly passwordHash: string;
  readonly totpSecret: Uint8Array;
  readonly isInitial: boolean;
}

/** Gives a new person their first credential. */
@Injectable()
export class Enrolment {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly passwords: Passwords,
    private readonly options: AuthOptions,
  ) {}

  /** `isInitial` marks a password that somebody else chose: it signs nothing until it is replaced. @throws SignInBusy */
  async prepare(
    password: string,
    { isInitial, totpSecret = newTotpSecret() }: { readonly isInitial: boolean; readonly totpSecret?: Uint8Array },
  ): Promise<PreparedCredential> {
    return { passwordHash: await this.passwords.hash(password), totpSecret, isInitial };
  }

  async enrol(tx: Tx, userId: string, { passwordHash, totpSecret, isInitial }: PreparedCredential): Promise<void> {
    const context = totpContext({ organisationId: tx.actor.organisationId, userId });
    const sealed = seal(this.options.credentialKey, totpSecret, context);
    await this.credentials.insert(tx, userId, { passwordHash, totpSecret: sealed, isInitial });
  }
}
