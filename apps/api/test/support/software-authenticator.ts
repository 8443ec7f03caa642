import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What of an answer is not as it should be. */
export interface Flaw {
  readonly origin?: string;
  readonly rpId?: string;
  readonly isUserVerified?: boolean;
  readonly challenge?: string;
  readonly counter?: number;
  readonly type?: string;
  readonly userHandle?: string;
  readonly crossOrigin?: boolean;
}

const ORIGIN = 'http://localhost:3000';
const UP = 0x01;
const UV = 0x04;
const ATTESTED = 0x40;

/** COSE (RFC 9053): an EC2 key on P-256 for ES256. */
const KTY = 1;
const ALG = 3;
const CRV = -1;
const X = -2;
const Y = -3;

/** A security key in software, with one ES256 key: WebAuthn's structures byte by byte, and every way of answering wrongly. */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(32).toString('base64url');
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private userHandle = '';
  private counter = 0;

  /** `countsUses` is what a security key does; a passkey that is synchronised says 0 for ever. */
  constructor(
    private readonly origin = ORIGIN,
    private readonly countsUses = true,
  ) {}

  /** As `navigator.credentials.create` answers. */
  create(options: PublicKeyCredentialCreationOptionsJSON, flaw: Flaw = {}): RegistrationResponseJSON {
    this.userHandle = options.user.id;
    const data = this.data(flaw.rpId ?? options.rp.id!, flaw, this.attested());
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', Uint8Array.from(data)],
    ]);
    return {
      id: this.credentialId,
      rawId: this.credentialId,
      type: 'public-key',
      clientExtensionResults: {},
      authenticatorAttachment: 'cross-platform',
      response: {
        clientDataJSON: this.clientData('webauthn.create', options.challenge, flaw).toString('base64url'),
        attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
        transports: ['usb'],
      },
    };
  }

  /** As `navigator.credentials.get` answers. */
  get(
    options: Pick<PublicKeyCredentialRequestOptionsJSON, 'challenge' | 'rpId'>,
    flaw: Flaw = {},
  ): AuthenticationResponseJSON {
    const data = this.data(flaw.rpId ?? options.rpId!, flaw);
    const client = this.clientData('webauthn.get', options.challenge, flaw);
    const userHandle = flaw.userHandle ?? this.userHandle;
    const signature = sign('sha256', Buffer.concat([data, sha256(client)]), this.privateKey);
    return {
      id: this.credentialId,
      rawId: this.credentialId,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        authenticatorData: data.toString('base64url'),
        clientDataJSON: client.toString('base64url'),
        signature: signature.toString('base64url'),
        ...(userHandle && { userHandle }),
      },
    };
  }

  private get privateKey(): KeyObject {
    return this.keys.privateKey;
  }

  private clientData(type: string, challenge: string, flaw: Flaw): Buffer {
    const data = {
      type: flaw.type ?? type,
      challenge: flaw.challenge ?? challenge,
      origin: flaw.origin ?? this.origin,
      crossOrigin: flaw.crossOrigin ?? false,
    };
    return Buffer.from(JSON.stringify(data));
  }

  /** Authenticator data (WebAuthn Level 3, 6.1): hash of the RP ID, flags, counter, and what is attested. */
  private data(rpId: string, { isUserVerified = true, counter }: Flaw, attested: Buffer = Buffer.alloc(0)): Buffer {
    if (this.countsUses) this.counter += 1;
    const flags = UP | (isUserVerified ? UV : 0) | (attested.length > 0 ? ATTESTED : 0);
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(counter ?? this.counter);
    return Buffer.concat([sha256(rpId), Buffer.of(flags), counted, attested]);
  }

  /** Attested credential data (6.5.1): AAGUID, length and id of the credential, its public key as COSE_Key. */
  private attested(): Buffer {
    const id = Buffer.from(this.credentialId, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const { x, y } = this.keys.publicKey.export({ format: 'jwk' });
    const key = new Map<number, number | Uint8Array>([
      [KTY, 2],
      [ALG, -7],
      [CRV, 1],
      [X, Uint8Array.from(Buffer.from(x!, 'base64url'))],
      [Y, Uint8Array.from(Buffer.from(y!, 'base64url'))],
    ]);
    return Buffer.concat([Buffer.alloc(16), length, id, isoCBOR.encode(key)]);
  }
}

function sha256(bytes: Buffer | string): Buffer {
  return createHash('sha256').update(bytes).digest();
}
