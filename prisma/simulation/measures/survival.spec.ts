import { aliveAt, concordance, type Followed } from './survival.js';

const died = (months: number): Followed => ({ months, died: true });
const seen = (months: number): Followed => ({ months, died: false });

describe('the share alive', () => {
  it.each([
    ['nobody has died', 6, [seen(6), seen(12)], 1],
    ['half died in between', 6, [died(3), seen(6)], 0.5],
    ['a death on the day itself counts', 3, [died(3), seen(6)], 0.5],
    ['a death after it does not', 2, [died(3), seen(6)], 1],
    ['who was lost before a death was not at risk', 6, [seen(1), died(3), seen(6)], 0.5],
    ['two deaths at once', 6, [died(3), died(3), seen(6), seen(6)], 0.5],
    // 4 at risk, 1 dies: 3/4; one lost; 2 at risk, 1 dies: 3/8
    ['two deaths with a loss between', 6, [died(1), seen(2), died(3), seen(6)], 0.375],
    ['everybody has died, the last of them long after', 6, [died(3), died(9)], 0.5],
  ])('%s', (_, months, followed, share) => expect(aliveAt(months, followed)).toBeCloseTo(share, 12));

  it.each([
    ['nobody', []],
    ['nobody so long', [died(3), seen(5.9)]],
  ])('is not known where there is %s', (_, followed) => expect(aliveAt(6, followed)).toBeNull());
});

describe('concordance', () => {
  const of = (score: number, followed: Followed) => ({ ...followed, score });

  it.each([
    ['the lower score died first', [of(0, died(1)), of(3, seen(9))], 1],
    ['the higher score died first', [of(3, died(1)), of(0, seen(9))], 0],
    ['equal scores', [of(2, died(1)), of(2, died(9))], 0.5],
    ['who was lost before is no pair', [of(0, died(5)), of(3, seen(1)), of(1, seen(9))], 1],
    ['who was lost on the day of the death outlived it', [of(0, died(5)), of(3, seen(5))], 1],
    ['two pairs of three', [of(0, died(1)), of(2, died(2)), of(1, seen(9))], 2 / 3],
  ])('%s', (_, scored, index) => expect(concordance(scored)).toBeCloseTo(index, 12));

  it.each([
    ['nobody has died', [of(0, seen(1)), of(3, seen(9))]],
    ['all died at once', [of(0, died(4)), of(3, died(4))]],
  ])('is not known where %s', (_, scored) => expect(concordance(scored)).toBeNull());
});
