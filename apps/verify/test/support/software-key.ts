import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

export type Algorithm = 'ES256' | 'EdDSA' | 'RS256';
const [RP_ID, ORIGIN] = ['board.example', 'https://board.example'];
const USER_PRESENT_AND_VERIFIED = 0x05;

/** What a test changes of an answer. */
export interface Twist {
  readonly type?: string;
  readonly origin?: string;
  readonly rpId?: string;
  readonly flags?: number;
  readonly crossOrigin?: boolean;
  readonly tail?: Buffer;
}

/** A passkey in software, written for these tests from the standards alone: it makes a COSE_Key and signs challenges. */
export class SoftwareKey {
  private readonly pair: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };

  constructor(
    readonly credentialId: string,
    private readonly algorithm: Algorithm = 'ES256',
  ) {
    this.pair = pairFor(algorithm);
  }

  /** COSE_Key, base64url. */
  get publicKey(): string {
    return coseKeyOf(this.pair.publicKey, this.algorithm).toString('base64url');
  }

  /** What it answers to a challenge, as a decision keeps it. */
  answer(challenge: Buffer, twist: Twist = {}) {
    const { type = 'webauthn.get', origin = ORIGIN, rpId = RP_ID, flags = USER_PRESENT_AND_VERIFIED } = twist;
    const client = {
      type,
      challenge: challenge.toString('base64url'),
      origin,
      crossOrigin: twist.crossOrigin ?? false,
    };
    const clientData = Buffer.from(JSON.stringify(client));
    const counter = Buffer.of(0, 0, 0, 7);
    const authenticatorData = Buffer.concat([sha256(rpId), Buffer.of(flags), counter, twist.tail ?? Buffer.alloc(0)]);
    const signed = Buffer.concat([authenticatorData, sha256(clientData)]);
    const digest = this.algorithm === 'EdDSA' ? null : 'sha256';
    return {
      credentialId: this.credentialId,
      publicKey: this.publicKey,
      rpId,
      origin: ORIGIN,
      authenticatorData: authenticatorData.toString('base64url'),
      clientDataJSON: clientData.toString('base64url'),
      signature: sign(digest, signed, this.pair.privateKey).toString('base64url'),
    };
  }
}

function pairFor(algorithm: Algorithm) {
  switch (algorithm) {
    case 'ES256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' });
    case 'EdDSA':
      return generateKeyPairSync('ed25519');
    case 'RS256':
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
  }
}

/** RFC 9053 §7: kty, alg and then what the kind of key needs. */
function coseKeyOf(key: KeyObject, algorithm: Algorithm): Buffer {
  const jwk = key.export({ format: 'jwk' });
  const bytes = (text: string | undefined) => Buffer.from(text!, 'base64url');
  switch (algorithm) {
    case 'ES256':
      return Buffer.concat([
        Buffer.from('a50102032620012158', 'hex'),
        Buffer.of(0x20),
        bytes(jwk.x),
        Buffer.from('225820', 'hex'),
        bytes(jwk.y),
      ]);
    case 'EdDSA':
      return Buffer.concat([Buffer.from('a4010103272006215820', 'hex'), bytes(jwk.x)]);
    case 'RS256':
      return Buffer.concat([
        Buffer.from('a401030339010020590100', 'hex'),
        bytes(jwk.n),
        Buffer.from('2143', 'hex'),
        bytes(jwk.e),
      ]);
  }
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}
