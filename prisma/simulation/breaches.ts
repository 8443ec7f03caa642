import { workingHour } from '../seed/board-calendar.js';
import type { Json } from '../seed/staff-member.js';
import type { Story } from '../seed/storyteller.js';
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

/** What the coordinator's list holds of one kind, page by page. */
export async function worklistOf({ hospital }: Year, kind: 'breach' | 'ratification'): Promise<Json[]> {
  const work: Json[] = [];
  let cursor: string | null = null;
  do {
    const page: Json = await hospital.coordinator.get(
      `/worklist?kind=${kind}&limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    );
    work.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return work;
}
