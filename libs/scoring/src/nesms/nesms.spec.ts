import { assessment } from '../../test/given.js';
import type { Facts } from '../facts.js';
import { score, scoreFacts } from '../score.js';

function itemOf(item: string, facts: Facts) {
  const [result] = scoreFacts('nesms', facts);
  return [...result!.items, ...result!.missing].find((each) => each.item === item);
}

describe('NESMS', () => {
  it.each([
    ['0-2', 'not-ambulatory', 'below-3.5', 0, 0],
    ['0-2', 'with-aid', 'below-3.5', 0, 0],
    ['0-2', 'independent', 'below-3.5', 1, 12.5],
    ['0-2', 'not-ambulatory', 'at-least-3.5', 1, 12.5],
    ['0-2', 'independent', 'at-least-3.5', 2, 28.4],
    ['3-4', 'not-ambulatory', 'below-3.5', 2, 28.4],
    ['3-4', 'independent', 'below-3.5', 3, 33.3],
    ['3-4', 'with-aid', 'at-least-3.5', 3, 33.3],
    ['3-4', 'independent', 'at-least-3.5', 3, 33.3],
  ])('Bauer %s, %s, albumin %s: %i points, %d %% alive at one year', (bauer, ambulation, albumin, total, percent) => {
    const result = score('nesms', { 'modified-bauer': bauer, ambulation, albumin });
    expect(result).toMatchObject({ total, possible: { min: total, max: total } });
    expect(result.prognosis).toMatchObject({ survival: [{ atMonths: 12, percent }] });
  });

  it.each([
    [2, 0],
    [3, 2],
    [4, 2],
  ])('a modified Bauer score of %i gives %i points', (total, points) => {
    expect(score('nesms', { 'modified-bauer': total }).items[0]).toMatchObject({ points });
  });

  it('never goes beyond 3, though its parts add up to 4', () => {
    expect(score('nesms', {}).possible).toEqual({ min: 0, max: 3 });
    expect(score('nesms', { 'modified-bauer': 3 }).possible).toEqual({ min: 2, max: 3 });
  });

  it.each([
    [3.5, 'g/dL', 'at-least-3.5'],
    [3.49, 'g/dL', 'below-3.5'],
    [35, 'g/L', 'at-least-3.5'],
    [34.9, 'g/L', 'below-3.5'],
    [526.3157894736842, 'umol/L', 'at-least-3.5'],
    [527, 'umol/L', 'at-least-3.5'],
    [526, 'umol/L', 'below-3.5'],
  ] as const)('an albumin of %d %s is %s, from the facts as from the form', (value, unit, option) => {
    expect(itemOf('albumin', assessment({ laboratory: { albumin: { value, unit } } }))).toMatchObject({ option });
    expect(score('nesms', { albumin: { value, unit } }).items[0]).toMatchObject({ option, from: ['inputs.albumin'] });
  });

  it('says that a molar value was converted, and how', () => {
    const molar = itemOf('albumin', assessment({ laboratory: { albumin: { value: 600, unit: 'umol/L' } } }));
    expect(molar!.note).toBe('Converted with a molar mass of 66.5 kDa.');
    expect(itemOf('albumin', assessment())!.note).toBeUndefined();
  });

  it('asks for the albumin and the ambulation while they are unknown', () => {
    const [result] = scoreFacts(
      'nesms',
      assessment({ laboratory: { albumin: undefined }, neurology: { ambulation: undefined } }),
    );
    expect(result!.missing.map(({ from }) => from)).toEqual([['neurology.ambulation'], ['laboratory.albumin']]);
    expect(result!.possible).toEqual({ min: 2, max: 3 });
  });

  it('decides the modified Bauer part as soon as every total still possible lies on one side of 3', () => {
    const atLeast3 = assessment({ burden: { extraspinalBoneMetastases: undefined } });
    expect(itemOf('modified-bauer', atLeast3)).toMatchObject({ option: '3-4', points: 2 });

    const below3 = assessment({
      primary: { site: 'lung', histology: undefined },
      burden: { brainMetastases: undefined },
    });
    expect(itemOf('modified-bauer', below3)).toMatchObject({ option: '0-2', points: 0 });
  });

  it('asks for what the modified Bauer score lacks while its totals lie on both sides of 3', () => {
    const facts = assessment({ primary: { site: 'prostate' }, burden: { brainMetastases: undefined } });
    expect(itemOf('modified-bauer', facts)).toMatchObject({ from: ['burden.brainMetastases'] });
    expect(itemOf('modified-bauer', facts)).not.toHaveProperty('points');
  });

  it('repeats why the modified Bauer score asks, and says nothing where there is nothing to say', () => {
    const burden = { brainMetastases: undefined };
    expect(itemOf('modified-bauer', assessment({ primary: { site: 'prostate' }, burden }))!.note).toBeUndefined();
    const contradictory = { site: 'prostate', histology: 'small-cell-lung' } as const;
    expect(itemOf('modified-bauer', assessment({ primary: contradictory, burden }))).toMatchObject({
      from: ['burden.brainMetastases', 'primary.site', 'primary.histology'],
      note: 'The site and the histology of the primary contradict each other: correct one of them.',
    });
  });

  it('names each fact behind the modified Bauer score once', () => {
    expect(itemOf('modified-bauer', assessment())!.from).toEqual([
      'burden.visceralMetastases',
      'burden.brainMetastases',
      'primary.site',
      'burden.vertebraeInvolved',
      'burden.extraspinalBoneMetastases',
    ]);
  });
});
