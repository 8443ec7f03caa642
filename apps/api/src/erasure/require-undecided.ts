import { NotFound } from '#workflow';
import type { Erasure } from './erasure.js';
import { ErasureDecided } from './erasure.errors.js';

/** Only what nobody has decided can be. @throws NotFound, ErasureDecided */
export function requireUndecided(erasure: Erasure | null): Erasure {
  if (!erasure) throw new NotFound('erasure');
  if (erasure.state !== 'asked') throw new ErasureDecided(erasure.state);
  return erasure;
}
