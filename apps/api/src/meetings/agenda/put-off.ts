import type { CaseState, DeferralReason } from '#workflow';
import type { CaseFile, CaseMove } from '../../cases/index.js';

/** Why and to where a case leaves an agenda undecided. */
export interface PuttingOff {
  readonly to?: Extract<CaseState, 'ready' | 'workup'>;
  readonly reasonCode: DeferralReason;
  readonly reasonText?: string;
}

/** What putting off does to the case: it comes earlier the next time, so that nobody is put off again and again. */
export function putOff({ priority }: CaseFile, why: PuttingOff, type: CaseMove['type']): CaseMove {
  return { ...why, type, priority: priority + 1 };
}
