import type { Credential } from './credentials.repository.js';
import { blockAfter, secondsBlocked } from './slow-down.js';
import { acceptTotp } from './totp.js';

/** How a person proved who they are, as the trail and the token say it. */
export type Method = 'password' | 'password+totp' | 'totp';

export interface Offer {
  /** `series`: not asked again, because an uninterrupted signing series stands in for it. */
  readonly password: 'right' | 'wrong' | 'series';
  readonly totp: string | undefined;
}

export type Judgement =
  | { readonly outcome: 'right'; readonly method: Method; readonly totpStep: number }
  | { readonly outcome: 'wrong'; readonly failures: number; readonly blockedUntil: Date | null }
  | { readonly outcome: 'totp-missing' }
  | { readonly outcome: 'blocked'; readonly seconds: number };

/**
 * Whether what was offered proves this person. During a block nothing is judged, so that whoever guesses in parallel
 * learns nothing from the answers; a missing TOTP is told only to who knows the password.
 */
export function judgeCredential(
  credential: Pick<Credential, 'failedAttempts' | 'blockedUntil' | 'totpLastStep'> & { totpSecret: Uint8Array | null },
  offer: Offer,
  now: Date,
): Judgement {
  const { failedAttempts, blockedUntil, totpSecret, totpLastStep } = credential;

  const seconds = secondsBlocked(blockedUntil, now);
  if (seconds !== null) return { outcome: 'blocked', seconds };

  const failures = failedAttempts + 1;
  const wrong = { outcome: 'wrong', failures, blockedUntil: blockAfter(failures, now) } as const;
  if (offer.password === 'wrong') return wrong;
  if (!totpSecret) return { outcome: 'right', method: 'password', totpStep: totpLastStep };
  if (offer.totp === undefined) return { outcome: 'totp-missing' };

  const totpStep = acceptTotp(totpSecret, offer.totp, now, totpLastStep);
  if (totpStep === null) return wrong;
  return { outcome: 'right', method: offer.password === 'series' ? 'totp' : 'password+totp', totpStep };
}
