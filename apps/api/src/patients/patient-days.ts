import { ImpossibleDay } from './patients.errors.js';
import type { Patient } from './patient.js';

const HOURS_AHEAD = 14;

/**
 * Refuses a birth or a death that has not happened yet anywhere on earth, and a death before the birth.
 * @throws ImpossibleDay
 */
export function requirePossibleDays({ bornOn, deceasedOn }: Pick<Patient, 'bornOn' | 'deceasedOn'>, now: Date): void {
  const today = new Date(now.getTime() + HOURS_AHEAD * 3_600_000).toISOString().slice(0, 10);

  if (bornOn > today) throw new ImpossibleDay('bornOn', 'Nobody is born in the future. Check the date of birth.');
  if (deceasedOn === null) return;
  if (deceasedOn > today) throw new ImpossibleDay('deceasedOn', 'Record a death on its day or later, not before.');
  if (deceasedOn < bornOn) throw new ImpossibleDay('deceasedOn', 'Nobody dies before being born. Check both dates.');
}
