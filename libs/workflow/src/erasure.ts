import { Refusal } from './refusal.js';

/** On which ground a patient's record is erased: Regulation (EU) 2016/679 (GDPR), Article 17(1), or a court. */
export const ERASURE_REASONS = [
  'no-longer-necessary',
  'consent-withdrawn',
  'objection',
  'unlawful-processing',
  'legal-obligation',
  'court-order',
] as const;
export type ErasureReason = (typeof ERASURE_REASONS)[number];

/** Why it is not: GDPR, Article 17(3) and 12(6), or a mistake. */
export const ERASURE_REJECTIONS = [
  'legal-retention',
  'public-health',
  'legal-claims',
  'identity-not-established',
  'request-withdrawn',
  'asked-in-error',
] as const;
export type ErasureRejection = (typeof ERASURE_REJECTIONS)[number];

export const ERASURE_STATES = ['asked', 'done', 'rejected'] as const;
export type ErasureState = (typeof ERASURE_STATES)[number];

/** Nobody erases alone. @throws SecondPersonNeeded */
export function requireSecondPerson(askedBy: string, approvedBy: string): void {
  if (askedBy === approvedBy) throw new SecondPersonNeeded();
}

/** Whoever asked for an erasure cannot approve it. */
export class SecondPersonNeeded extends Refusal {
  readonly code = 'second-person-needed';
  readonly kind = 'conflict';

  constructor() {
    super('You asked for this erasure yourself. Another administrator must approve it.');
  }
}
