import { SIGNATURE_MEANINGS, type SignatureMeaning } from '#workflow';
import { IsCode, IsDigest, IsId, IsText } from '../../../http/index.js';

export class PrepareSignatureDto {
  @IsCode(SIGNATURE_MEANINGS)
  meaning: SignatureMeaning;

  @IsText({
    max: 4_000,
    lines: true,
    optional: true,
    example: 'Agreed, if the dose is reduced.',
    about: 'Required with everything but a plain approval, which takes none. It becomes part of what is signed.',
  })
  reason?: string;

  @IsId({ optional: true, about: 'A deputy names the member represented.' })
  onBehalfOf?: string;
}

export class SignDecisionDto {
  @IsDigest({ about: 'Of the signing statement.' })
  digest: string;

  @IsText({
    max: 100,
    about: 'Of POST /auth/step-up, for sign-decision and this digest.',
    example: 'b1Hq0y8r0dXhTTlZ6rFQ2kQm1l3Zp6mXq8o6QJt2m4s',
  })
  proof: string;
}

export class SignatureParam {
  @IsId()
  decisionId: string;

  @IsId()
  signatureId: string;
}
