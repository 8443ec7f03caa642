import type { Seals } from './reconciliation.js';
import { Sealing } from './sealing.js';

function sealed(lines: readonly string[], before: Seals | null = null): { seals: Seals; broken: readonly number[] } {
  const sealing = new Sealing(before);
  for (const line of lines) sealing.add(line);
  return sealing.finish();
}

const lines = (count: number): string[] => Array.from({ length: count }, (_, index) => `event ${index}`);
const changedAt = (count: number, place: number): string[] => lines(count).with(place, 'something else');

describe('sealing', () => {
  it('gives a seal for each 1024, and one for the rest', () => {
    expect([0, 1, 1024, 1025, 2048].map((count) => sealed(lines(count)).seals.blocks.length)).toEqual([0, 1, 1, 2, 2]);
    expect(sealed(['a', 'b']).seals).toEqual({ count: 2, blocks: ['kRFp3arxRq/1OfWMJsSJrzuJLf8P4oPBwmTGWuWqWaI='] });
  });

  it('finds nothing where nothing has changed, however many have come since', () => {
    for (const [then, now] of [
      [0, 5],
      [1, 1],
      [1000, 3000],
      [1024, 1024],
      [1024, 1030],
      [2500, 2500],
    ] as const) {
      expect(sealed(lines(now), sealed(lines(then)).seals).broken).toEqual([]);
    }
  });

  it('finds the block in which one has changed', () => {
    const { seals } = sealed(lines(2_500));

    expect(sealed(changedAt(2_500, 0), seals).broken).toEqual([0]);
    expect(sealed(changedAt(2_500, 1_023), seals).broken).toEqual([0]);
    expect(sealed(changedAt(2_500, 1_024), seals).broken).toEqual([1]);
    expect(sealed(changedAt(4_000, 2_499), seals).broken).toEqual([2]);
  });

  it('finds the block in which one is missing, also where nothing has come since', () => {
    expect(sealed(lines(499), sealed(lines(500)).seals).broken).toEqual([0]);
    expect(sealed([], sealed(lines(1)).seals).broken).toEqual([0]);
    expect(sealed(lines(1_024), sealed(lines(1_025)).seals).broken).toEqual([1]);
    expect(sealed(lines(1_023), sealed(lines(1_024)).seals).broken).toEqual([0]);
  });

  it('says nothing of what came after the seals', () => {
    expect(sealed(changedAt(4_000, 2_500), sealed(lines(2_500)).seals).broken).toEqual([]);
  });
});
