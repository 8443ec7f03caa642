import { BREAK_GLASS_FINDINGS, BREAK_GLASS_REASONS, type BreakGlassFinding, type BreakGlassReason } from '#workflow';
import { IsCode, IsId, IsPart, IsText, PageQuery } from '../../http/index.js';
import { PatientIdentifierDto } from '../../patients/index.js';
import { REVIEW_STATES, type ReviewState } from '../grants.repository.js';

export class GrantIdParam {
  @IsId()
  grantId: string;
}

export class BreakGlassDto {
  @IsPart(() => PatientIdentifierDto, { about: 'Exactly as it is on file: nobody is searched for here.' })
  identifier: PatientIdentifierDto;

  @IsCode(BREAK_GLASS_REASONS)
  reasonCode: BreakGlassReason;

  @IsText({
    min: 10,
    max: 2_000,
    lines: true,
    about: 'Why, in words: an auditor reads it.',
    example: 'Brought in with a paraparesis since this morning; the other board’s plan is needed now.',
  })
  reasonText: string;

  @IsText({
    max: 100,
    about: 'From POST /auth/step-up with purpose break-glass.',
    example: 'b1Hq0y8r0dXhTTlZ6rFQ2kQm1l3Zp6mXq8o6QJt2m4s',
  })
  proof: string;
}

export class BreakGlassQuery extends PageQuery {
  @IsCode(REVIEW_STATES, { optional: true, about: 'Without it, both.' })
  state?: ReviewState;
}

export class ReviewBreakGlassDto {
  @IsCode(BREAK_GLASS_FINDINGS)
  finding: BreakGlassFinding;

  @IsText({
    max: 2_000,
    lines: true,
    about: 'What was looked at, and what follows.',
    example: 'Rota and admission seen: the surgeon was on call. Nothing follows.',
  })
  note: string;
}
