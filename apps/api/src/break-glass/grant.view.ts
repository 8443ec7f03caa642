import {
  BREAK_GLASS_FINDINGS,
  BREAK_GLASS_REASONS,
  isReviewOverdue,
  reviewDueAt,
  type BreakGlassFinding,
  type BreakGlassReason,
} from '#workflow';
import { id, IsCode, IsFlag, IsId, IsInstant, IsListOf, IsPart, IsText, IsWhole } from '../http/index.js';
import type { Grant } from './grant.js';
import { REVIEW_STATES, type ReviewState } from './grants.repository.js';

export class ReviewView {
  @IsCode(BREAK_GLASS_FINDINGS)
  finding: BreakGlassFinding;

  @IsText({ max: 2_000, lines: true, example: 'Rota and admission seen: the surgeon was on call. Nothing follows.' })
  note: string;

  @IsId()
  reviewedBy: string;

  @IsInstant()
  reviewedAt: string;
}

export class GrantView {
  @IsId()
  id: string;

  @IsId({ about: 'Who broke the glass.' })
  userId: string;

  @IsId({ nullable: true, about: 'For whose cases; null where the identifier was nobody’s.' })
  patientId: string | null;

  @IsListOf(id(), { max: 1_000 })
  caseIds: string[];

  @IsCode(BREAK_GLASS_REASONS)
  reasonCode: BreakGlassReason;

  @IsText({
    max: 2_000,
    lines: true,
    example: 'Brought in with a paraparesis since this morning; the other board’s plan is needed now.',
  })
  reasonText: string;

  @IsText({ max: 100, about: 'How identity was proved.', example: 'password+totp' })
  provedBy: string;

  @IsInstant()
  grantedAt: string;

  @IsInstant()
  expiresAt: string;

  @IsCode(REVIEW_STATES)
  state: ReviewState;

  @IsInstant({ about: 'By when it is to be reviewed: 72 hours after it was granted.' })
  reviewDueAt: string;

  @IsFlag({ about: 'Still to review, and the 72 hours are over.', example: false })
  isOverdue: boolean;

  @IsPart(() => ReviewView, { nullable: true, about: 'Null while it waits.' })
  review: ReviewView | null;

  @IsWhole({ min: 1, max: 2_147_483_647, example: 1 })
  version: number;
}

/** A grant as an auditor sees it at an instant. */
export function toGrantView({ patientAlias: _, method, ...grant }: Grant, now: Date): GrantView {
  return {
    ...grant,
    caseIds: [...grant.caseIds],
    provedBy: method,
    state: grant.review ? 'reviewed' : 'to-review',
    reviewDueAt: reviewDueAt(grant.grantedAt),
    isOverdue: !grant.review && isReviewOverdue(grant.grantedAt, now.toISOString()),
  };
}
