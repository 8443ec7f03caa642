import type { Board } from '../../people/index.js';
import type { AgendaItem } from '../agenda/agenda-item.js';

/** Of whom a view of which items is wanted. */
export interface WantedPlans {
  readonly userId: string;
  readonly itemIds: readonly string[];
}

/**
 * Who has not been asked yet for a preliminary plan: of each case listed for discussion, the members of every specialty that the board
 * requires and that has not written one. `asked` is what was asked before.
 */
export function wantedPlans(
  { requiredSpecialties, members }: Pick<Board, 'requiredSpecialties' | 'members'>,
  items: readonly Pick<AgendaItem, 'id' | 'purpose' | 'state' | 'plans'>[],
  asked: readonly WantedPlans[],
): WantedPlans[] {
  const discussed = items.filter(({ purpose, state }) => purpose === 'discussion' && state === 'listed');

  return members.flatMap(({ userId, specialty }) => {
    if (specialty === null || !requiredSpecialties.includes(specialty)) return [];
    const itemIds = discussed
      .filter(({ plans }) => plans.every((plan) => plan.specialty !== specialty))
      .map(({ id }) => id)
      .filter((id) => !asked.some((before) => before.userId === userId && before.itemIds.includes(id)));
    return itemIds.length > 0 ? [{ userId, itemIds }] : [];
  });
}
