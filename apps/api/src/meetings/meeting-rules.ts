import { dayOf } from '#pathway';
import type { Board } from '../people/index.js';
import { ChairMustBeSpecialistMember, MeetingInThePast } from './meetings.errors.js';

/**
 * A meeting begins today or later on the board's calendar, and a specialist member presides. Closed days bind the series, not a
 * meeting planned by hand: an extraordinary session may well be on a Sunday.
 * @throws MeetingInThePast
 * @throws ChairMustBeSpecialistMember
 */
export function requirePlannable(
  { timeZone, members }: Pick<Board, 'timeZone' | 'members'>,
  { startsAt, chairId }: { readonly startsAt?: string; readonly chairId?: string },
  now: Date,
): void {
  const today = dayOf(now.toISOString(), timeZone);
  if (startsAt !== undefined && dayOf(startsAt, timeZone) < today) throw new MeetingInThePast(today);

  const presides = members.some(({ userId, specialty }) => specialty !== null && userId === chairId);
  if (chairId !== undefined && !presides) throw new ChairMustBeSpecialistMember();
}
