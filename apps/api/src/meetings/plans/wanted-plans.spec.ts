import type { Specialty } from '#workflow';
import { wantedPlans } from './wanted-plans.js';

describe('who is to be asked for a preliminary plan', () => {
  const board = {
    requiredSpecialties: ['spine-surgery', 'radiation-oncology'] as const,
    members: [
      seat('cora', null),
      seat('sam', 'spine-surgery'),
      seat('carl', 'spine-surgery'),
      seat('rae', 'radiation-oncology'),
      seat('rita', 'radiology'),
    ],
  };

  it('is every member of a required specialty that has not written, and no other', () => {
    expect(wantedPlans(board, [item('a'), item('b', ['spine-surgery'])], [])).toEqual([
      { userId: 'sam', itemIds: ['a'] },
      { userId: 'carl', itemIds: ['a'] },
      { userId: 'rae', itemIds: ['a', 'b'] },
    ]);
  });

  it('is nobody for what is ratified, and for what left the agenda or is being discussed', () => {
    const items = [
      { ...item('a'), purpose: 'ratification' as const },
      { ...item('b'), state: 'removed' as const },
      { ...item('c'), state: 'open' as const },
    ];

    expect(wantedPlans(board, items, [])).toEqual([]);
  });

  it('is nobody a second time, but for what was listed since', () => {
    const asked = [
      { userId: 'sam', itemIds: ['a'] },
      { userId: 'carl', itemIds: ['a'] },
      { userId: 'carl', itemIds: ['b'] },
      { userId: 'rae', itemIds: ['a', 'b'] },
    ];

    expect(wantedPlans(board, [item('a'), item('b')], asked)).toEqual([{ userId: 'sam', itemIds: ['b'] }]);
  });

  function seat(userId: string, specialty: Specialty | null) {
    return { userId, name: userId, specialty, deputyIds: [] };
  }

  function item(id: string, writtenBy: readonly Specialty[] = []) {
    const plans = writtenBy.map((specialty) => ({
      id: `plan-${id}`,
      authorId: 'somebody',
      specialty,
      content: { measures: [] },
      writtenAt: '2026-03-02T08:00:00.000Z',
    }));
    return { id, purpose: 'discussion' as const, state: 'listed' as const, plans };
  }
});
