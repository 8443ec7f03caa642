import type { Illness } from '../examination.js';
import type { Referral } from '../patients.js';
import type { Story } from '../storyteller.js';
import type { Scene } from '../ways.js';

/** One case of the demonstration: what the patient has, and what happens. */
export interface Plot extends Pick<Illness, 'primary' | 'spine' | 'condition'> {
  readonly story: (scene: Scene, referral: Referral) => Story;
}
