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
  // Days written YYYY-MM-DD sort as they follow each other.
  return compressionOn <= monthsAfter(diagnosedOn, 15) ? 'up-to-15-months' : 'over-15-months';
}

/** The same day of the month so many months later, or the last day of a shorter month. */
function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate))).toISOString().slice(0, 10);
}
