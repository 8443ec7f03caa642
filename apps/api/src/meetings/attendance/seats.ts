import type { Specialty } from '#workflow';
import type { Seat } from '../../people/index.js';
import { NotADeputy, NotAMember } from './attendance.errors.js';

/**
 * For which specialty a person sits: a member for the own one, a deputy for that of the member they stand in for.
 * @throws NotAMember
 * @throws NotADeputy
 */
export function specialtyOf(
  seats: readonly Seat[],
  { userId, deputyFor }: { readonly userId: string; readonly deputyFor?: string },
): Specialty | null {
  const seat = seats.find((each) => each.userId === (deputyFor ?? userId));
  if (deputyFor !== undefined && !seat?.deputyIds.includes(userId)) throw new NotADeputy(userId, deputyFor);
  if (!seat) throw new NotAMember(userId);
  return seat.specialty;
}
