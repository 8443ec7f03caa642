import type { Facts } from '../facts.js';
import type { Reading } from '../instrument.js';

const FROM_DIAGNOSIS = ['primary.diagnosedOn'];
const FROM_COMPRESSION = ['neurology.compressionOn'];
/** Where `readInterval` looks. */
export const FROM_INTERVAL = [...FROM_DIAGNOSIS, ...FROM_COMPRESSION];

/** Fifteen calendar months from the diagnosis of the tumour to the compression; the last day still counts as within. */
export function readInterval({ primary, neurology }: Facts): Reading {
  const diagnosedOn = primary?.diagnosedOn;
  const compressionOn = neurology?.compressionOn;
  if (!diagnosedOn) return compressionOn ? { option: null, from: FROM_DIAGNOSIS } : undefined;
  if (!compressionOn) return { option: null, from: FROM_COMPRESSION };
  return isWithin(15, diagnosedOn, compressionOn) ? 'up-to-15-months' : 'over-15-months';
}

/** Up to the same day of the month so many months later; where that month is shorter, up to its last day. */
function isWithin(months: number, from: string, to: string): boolean {
  const elapsed = monthsUntil(to) - monthsUntil(from);
  // Two digits sort as they count.
  return elapsed < months || (elapsed === months && to.slice(8) <= from.slice(8));
}

const monthsUntil = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
