import { workingHour } from '../seed/board-calendar.js';
import type { Story } from '../seed/storyteller.js';
import { worklistOf } from './every-item.js';
import type { Year } from './year.js';

const WHY = ['scanner-capacity', 'transport', 'patient-unwell', 'recognised-late', 'specialist-not-available'] as const;

/** Every Monday the coordinator says of each clock that stopped too late why it did. What is not on the list stays unexplained. */
export async function* explainBreaches(year: Year, start: Date): Story {
  const { coordinator } = year.hospital;
  for (let week = 1; ; week += 1) {
    yield workingHour(start, week * 7, 8);
    for (const { subjectId } of await worklistOf(year, 'breach')) {
      const explanation = { breachReason: year.chance.pick(WHY) };
      await year.attempt(() => coordinator.post(`/clocks/${subjectId}/stop`, explanation));
    }
  }
}
