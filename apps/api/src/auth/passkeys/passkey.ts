import type { CanonicalValue } from '#transparency';

/** How many passkeys that are not revoked one person may have. */
export const MOST_PASSKEYS = 20;

/** A key that proves its owner's identity for a signature. Instants are ISO strings, UTC. */
export interface Passkey {
  readonly id: string;
  readonly userId: string;
  /** What its owner calls it. */
  readonly name: string;
  /** Base64url, as the authenticator chose it. */
  readonly credentialId: string;
  /** COSE_Key (RFC 9052, 7). */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly transports: readonly string[];
  /** The authenticator's model; zeros where it does not say. */
  readonly aaguid: string;
  readonly enrolledAt: string;
  readonly revocation: PasskeyRevocation | null;
  readonly version: number;
  readonly use: PasskeyUse;
}

export interface PasskeyRevocation {
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}

/** What changes whenever the passkey is used; no version of it tells. */
export interface PasskeyUse {
  /** As the authenticator counts; 0 where it does not. */
  readonly counter: number;
  /** Whether it lives on several devices of its owner. */
  readonly isBackedUp: boolean;
  readonly lastUsedAt: string | null;
}

/**
 * What an authenticator answered for a signature, with all that is needed to check it without this server (WebAuthn Level 3, 7.2):
 * base64url texts, and the address it was given under.
 */
export interface KeptAssertion {
  readonly credentialId: string;
  /** COSE_Key. */
  readonly publicKey: string;
  readonly rpId: string;
  readonly origin: string;
  readonly authenticatorData: string;
  readonly clientDataJSON: string;
  readonly signature: string;
}

/** The whole passkey, as each of its versions keeps it. */
export function passkeyDocument({ use: _use, version: _version, ...passkey }: Passkey): CanonicalValue {
  return {
    ...passkey,
    publicKey: Buffer.from(passkey.publicKey).toString('base64url'),
    transports: [...passkey.transports],
    revocation: passkey.revocation && { ...passkey.revocation },
  };
}
