import { SIGNATURE_MEANINGS, SPECIALTIES, type SignatureMeaning, type Specialty } from '#workflow';
import { IsCode, IsDigest, IsId, IsInstant, IsPart, IsText } from '../http/index.js';

export class RevocationView {
  @IsText({ max: 4_000, lines: true, example: 'Signed before I saw the new MRI.' })
  reason: string;

  @IsInstant()
  revokedAt: string;
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

  @IsText({ max: 100, about: 'How identity was proved.', example: 'password+totp' })
  method: string;

  @IsInstant()
  signedAt: string;

  @IsPart(() => RevocationView, { nullable: true })
  revocation: RevocationView | null;
}
