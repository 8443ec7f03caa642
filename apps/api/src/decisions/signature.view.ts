import { SIGNATURE_MEANINGS, SPECIALTIES, type SignatureMeaning, type Specialty } from '#workflow';
import type { KeptAssertion } from '../auth/index.js';
import { IsCode, IsDigest, IsId, IsInstant, IsPart, IsText } from '../http/index.js';

export class RevocationView {
  @IsText({ max: 4_000, lines: true, example: 'Signed before I saw the new MRI.' })
  reason: string;

  @IsInstant()
  revokedAt: string;
}

const BASE64URL = { max: 16_000, example: 'SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ' };

/**
 * What a passkey answered, with all that is needed to check it without this server (WebAuthn Level 3, 7.2): its challenge is the
 * signature's digest. Base64url.
 */
export class AssertionView implements KeptAssertion {
  @IsText({ ...BASE64URL, about: 'Which key.' })
  credentialId: string;

  @IsText({ ...BASE64URL, about: 'COSE_Key, as it was enrolled.' })
  publicKey: string;

  @IsText({ max: 253, about: 'Its SHA-256 begins the authenticator’s data.', example: 'board.example.org' })
  rpId: string;

  @IsText({ max: 300, example: 'https://board.example.org' })
  origin: string;

  @IsText(BASE64URL)
  authenticatorData: string;

  @IsText(BASE64URL)
  clientDataJSON: string;

  @IsText({ ...BASE64URL, about: 'Of authenticatorData and the SHA-256 of clientDataJSON.' })
  signature: string;
}

/** A signature as it is shown wherever its decision is: printed name, time and meaning. */
export class SignatureView {
  @IsId()
  id: string;

  @IsId()
  signerId: string;

  @IsText({ max: 200, example: 'Anna Visser' })
  printedName: string;

  @IsCode(SPECIALTIES, { example: 'spine-surgery' })
  specialty: Specialty;

  @IsText({ max: 100, example: 'specialist' })
  actingRole: string;

  @IsId({ nullable: true, about: 'The member whom a deputy represents.' })
  onBehalfOf: string | null;

  @IsCode(SIGNATURE_MEANINGS)
  meaning: SignatureMeaning;

  @IsText({ max: 4_000, lines: true, nullable: true, example: 'Agreed, if the dose is reduced.' })
  reason: string | null;

  @IsDigest({ about: 'The hash that was signed.' })
  revisionHash: string;

  @IsText({ max: 100_000, about: 'The canonical statement that was signed.', example: '{"meaning":"approve"}' })
  statement: string;

  @IsDigest({ about: 'Of the statement, behind its domain prefix: what identity was proved for.' })
  digest: string;

  @IsText({
    max: 100,
    about: 'How identity was proved: passkey, password+totp, or totp within a signing series.',
    example: 'passkey',
  })
  method: string;

  @IsPart(() => AssertionView, { nullable: true, about: 'What the passkey answered; null without one.' })
  assertion: AssertionView | null;

  @IsInstant()
  signedAt: string;

  @IsPart(() => RevocationView, { nullable: true })
  revocation: RevocationView | null;
}
