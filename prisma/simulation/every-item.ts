import type { Json, StaffMember } from '../seed/staff-member.js';
import type { Year } from './year.js';

/** What a list holds for this person, page by page; `list` is its path with whatever narrows it. */
export async function everyItem(reader: StaffMember, list: string): Promise<Json[]> {
  const items: Json[] = [];
  let cursor: string | null = null;
  do {
    const url = new URL(list, 'http://rehearsal');
    url.searchParams.set('limit', '200');
    if (cursor) url.searchParams.set('cursor', cursor);
    const page: Json = await reader.get(`${url.pathname}${url.search}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}

/** What the coordinator's list of today holds of one kind. */
export function worklistOf({ hospital }: Year, kind: 'breach' | 'ratification'): Promise<Json[]> {
  return everyItem(hospital.coordinator, `/worklist?kind=${kind}`);
}
