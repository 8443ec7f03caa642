import type {
  AuthenticatorTransport,
  AuthenticationResponseJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { code, IsCode, IsDigest, IsDocument, IsId, IsListOf, IsPart, IsText, IsWhole } from '../../../http/index.js';
import { PURPOSES, type Purpose } from '../../proof-of-identity.js';

const BASE64URL = { pattern: /^[\w-]+$/, shape: 'base64url' };
const CREDENTIAL_ID = { ...BASE64URL, max: 1_400, example: 'dGVzdC1jcmVkZW50aWFs' };
const TYPE = ['public-key'] as const;
const ATTACHMENTS = ['platform', 'cross-platform'] as const;
/** WebAuthn Level 3, 5.8.4, and `cable`, which browsers said before it. */
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
const CLIENT_DATA = 'eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiLi4uIn0';

export class BeginEnrolmentDto {
  @IsText({
    max: 100,
    about: 'Of POST /auth/step-up with password and code, for enrol-passkey.',
    example: 'b1Hq0y8r0dXhTTlZ6rFQ2kQm1l3Zp6mXq8o6QJt2m4s',
  })
  proof: string;
}

export class AttestationDto {
  @IsText({ ...BASE64URL, max: 8_000, example: 'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0' })
  clientDataJSON: string;

  @IsText({ ...BASE64URL, max: 32_000, example: 'o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVik' })
  attestationObject: string;

  @IsText({ ...BASE64URL, max: 8_000, optional: true, example: 'SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2M' })
  authenticatorData?: string;

  @IsListOf(code(TRANSPORTS), { max: TRANSPORTS.length, unique: true, optional: true, example: ['internal'] })
  transports?: AuthenticatorTransport[];

  @IsWhole({ min: -100_000, max: 100_000, optional: true, example: -7, about: 'COSE’s number of the algorithm.' })
  publicKeyAlgorithm?: number;

  @IsText({ ...BASE64URL, max: 8_000, optional: true, example: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE' })
  publicKey?: string;
}

/** RegistrationResponseJSON (WebAuthn Level 3, 5.1), as a browser's `toJSON()` writes it. */
export class NewCredentialDto implements RegistrationResponseJSON {
  @IsText(CREDENTIAL_ID)
  id: string;

  @IsText(CREDENTIAL_ID)
  rawId: string;

  @IsCode(TYPE)
  type: (typeof TYPE)[number];

  @IsPart(() => AttestationDto)
  response: AttestationDto;

  @IsCode(ATTACHMENTS, { optional: true })
  authenticatorAttachment?: (typeof ATTACHMENTS)[number];

  @IsDocument({ example: { credProps: { rk: true } } })
  clientExtensionResults: Record<string, unknown>;
}

export class EnrolPasskeyDto {
  @IsText({ max: 100, about: 'What you call it.', example: 'Key on my ring' })
  name: string;

  @IsPart(() => NewCredentialDto, { about: 'What the browser answered.' })
  credential: NewCredentialDto;
}

export class AssertionResponseDto {
  @IsText({ ...BASE64URL, max: 8_000, example: CLIENT_DATA })
  clientDataJSON: string;

  @IsText({ ...BASE64URL, max: 8_000, example: 'SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ' })
  authenticatorData: string;

  @IsText({ ...BASE64URL, max: 4_000, example: 'MEUCIQDv3s8zq1Yk' })
  signature: string;

  @IsText({ ...BASE64URL, max: 200, optional: true, example: 'MDE5OGYzYTItN2MxZS03YjYw' })
  userHandle?: string;
}

/** AuthenticationResponseJSON (WebAuthn Level 3, 5.1), as a browser's `toJSON()` writes it. */
export class AssertionDto implements AuthenticationResponseJSON {
  @IsText(CREDENTIAL_ID)
  id: string;

  @IsText(CREDENTIAL_ID)
  rawId: string;

  @IsCode(TYPE)
  type: (typeof TYPE)[number];

  @IsPart(() => AssertionResponseDto)
  response: AssertionResponseDto;

  @IsCode(ATTACHMENTS, { optional: true })
  authenticatorAttachment?: (typeof ATTACHMENTS)[number];

  @IsDocument({ example: { credProps: { rk: true } } })
  clientExtensionResults: Record<string, unknown>;
}

export class OfferAssertionDto {
  @IsCode(PURPOSES, { about: 'What identity will be proved for.' })
  purpose: Purpose;

  @IsDigest({ optional: true, about: 'Required for sign-decision: the digest of the statement is the challenge.' })
  digest?: string;
}

export class PasskeyParam {
  @IsId()
  passkeyId: string;
}

export class UserPasskeyParam extends PasskeyParam {
  @IsId()
  userId: string;
}

export class PasskeysOfUserParam {
  @IsId()
  userId: string;
}

export class RevokePasskeyDto {
  @IsText({ max: 500, lines: true, example: 'Lost on the train.' })
  reason: string;
}
