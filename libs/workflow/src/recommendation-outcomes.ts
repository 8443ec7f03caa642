import { Refusal } from './refusal.js';
import type { CloseReason } from './process-vocabulary.js';

/** What became of a recommendation. */
export const RECOMMENDATION_OUTCOMES = ['pending', 'full', 'partial', 'not-done'] as const;
export type RecommendationOutcome = (typeof RECOMMENDATION_OUTCOMES)[number];

/** Why a recommendation was not, or not fully, carried out. */
export const OUTCOME_REASONS = [
  'patient-declined',
  'patient-preferred-alternative',
  'deterioration',
  'death',
  'progression',
  'toxicity-or-contraindication',
  'comorbidity',
  'service-not-available',
  'not-funded',
  'new-information',
  'lost-to-follow-up',
  'guideline-disagreement',
  'other',
] as const;
export type OutcomeReason = (typeof OUTCOME_REASONS)[number];

/** An outcome as it is entered. `text` is required with the reason `other`. */
export interface OutcomeRecord {
  readonly outcome: RecommendationOutcome;
  readonly reason?: OutcomeReason | null;
  readonly text?: string | null;
}

/**
 * Partial and not-done say why; full and pending have nothing to explain; `other` says it in words.
 * @throws OutcomeReasonMismatch
 */
export function requireExplained({ outcome, reason, text }: OutcomeRecord): void {
  const needsReason = outcome === 'partial' || outcome === 'not-done';
  if (needsReason && !reason) throw new OutcomeReasonMismatch('reason', 'Say why it was not, or not fully, done.');
  if (!needsReason && reason)
    throw new OutcomeReasonMismatch('reason', 'Leave the reason out: nothing was left undone.');
  if (reason === 'other' && !text?.trim())
    throw new OutcomeReasonMismatch('text', 'Say in words what the other reason is.');
}

/** Whether it counts in the denominator of the implementation rate. */
export function isAssessable(outcome: RecommendationOutcome): boolean {
  return outcome !== 'pending';
}

/**
 * What a pending recommendation becomes when its case closes for a reason other than `completed`, which leaves none
 * pending. Only a death explains itself with a code; the others say it in words.
 */
export function outcomeOnClosing(reason: Exclude<CloseReason, 'completed'>): Required<OutcomeRecord> {
  switch (reason) {
    case 'deceased':
      return { outcome: 'not-done', reason: 'death', text: null };
    case 'transferred':
      return { outcome: 'not-done', reason: 'other', text: 'The case was transferred.' };
    case 'withdrawn':
      return { outcome: 'not-done', reason: 'other', text: 'The case was withdrawn.' };
  }
}

/** Outcome and reason do not fit together. */
export class OutcomeReasonMismatch extends Refusal {
  readonly code = 'outcome-reason-mismatch';
  readonly kind = 'invalid';

  constructor(field: 'reason' | 'text', sentence: string) {
    super(sentence, { errors: [{ pointer: `/${field}`, message: sentence, code: 'outcome-reason-mismatch' }] });
  }
}
