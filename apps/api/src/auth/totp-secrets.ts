import { Injectable } from '@nestjs/common';
import { AuthOptions } from './auth.options.js';
import { seal, unseal } from './sealing.js';

export interface SecretOwner {
  readonly organisationId: string;
  readonly userId: string;
}

/** Keeps authenticators' secrets unreadable at rest. Each opens only for the account it was sealed for. */
@Injectable()
export class TotpSecrets {
  constructor(private readonly options: AuthOptions) {}

  seal(secret: Uint8Array, owner: SecretOwner): Buffer {
    return seal(this.options.credentialKey, secret, contextOf(owner));
  }

  unseal(sealed: Uint8Array, owner: SecretOwner): Buffer {
    return unseal(this.options.credentialKey, sealed, contextOf(owner));
  }
}

function contextOf({ organisationId, userId }: SecretOwner): string {
  return `totp/${organisationId}/${userId}`;
}
