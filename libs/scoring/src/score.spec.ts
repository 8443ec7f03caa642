import { assessment, lesion } from '../test/given.js';
import { inputsFrom, scoreAll } from './index.js';

describe('all scores of one assessment', () => {
  it('come from one set of facts, in a stable order, without those that need more or are asked for by name', () => {
    const lesions = [lesion(), lesion({ levels: ['L1'], escc: '1c' })];
    const results = scoreAll(assessment({ lesions }));
    expect(results.map(({ system, total, category, lesion }) => [system, total, category?.id, lesion])).toEqual([
      ['tokuhashi-1990', 12, '9-12', undefined],
      ['tokuhashi-2005', 15, '12-15', undefined],
      ['tomita', 2, '2-3', undefined],
      ['bauer', 5, '4-5', undefined],
      ['modified-bauer', 4, '3-4', undefined],
      ['nesms', 3, '3', undefined],
      ['katagiri', 1, '0-3', undefined],
      ['van-der-linden', 6, 'C', undefined],
      ['mizumoto', 0, 'A', undefined],
      ['rades-2013', null, undefined, undefined],
      ['mstfi', 1, 'mildly-frail', undefined],
      ['sins', 1, 'stable', 0],
      ['sins', 3, 'stable', 1],
      ['escc', null, 'low', 0],
      ['escc', null, 'borderline', 1],
      ['kps', 80, '80', undefined],
      ['ecog', 1, '1', undefined],
      ['frankel', null, 'E', undefined],
      ['ais', null, 'E', undefined],
      ['eq-5d-3l', null, undefined, undefined],
      ['eq-5d-5l', 0.787, undefined, undefined],
    ]);
  });

  it('are all incomplete for an empty assessment, each with its whole range still possible', () => {
    const results = scoreAll({});
    expect(results.every(({ complete }) => complete)).toBe(false);
    expect(results.map(({ system, possible }) => [system, possible?.min, possible?.max])).toEqual([
      ['tokuhashi-1990', 0, 12],
      ['tokuhashi-2005', 0, 15],
      ['tomita', 2, 10],
      ['bauer', 0, 5],
      ['modified-bauer', 0, 4],
      ['nesms', 0, 3],
      ['katagiri', 0, 10],
      ['van-der-linden', 0, 6],
      ['mizumoto', 0, 14],
      ['rades-2013', 6, 25],
      ['mstfi', 0, 9],
      ['sins', 0, 18],
      ['escc', undefined, undefined],
      ['kps', 0, 100],
      ['ecog', 0, 5],
      ['frankel', undefined, undefined],
      ['ais', undefined, undefined],
      ['eq-5d-3l', -0.594, 1],
      ['eq-5d-5l', -0.661, 1],
    ]);
  });

  it('share nothing that one reader could change for another', () => {
    const [first] = scoreAll(assessment());
    expect(() => Object.assign(first!.items[0]!, { points: 9 })).toThrow(TypeError);
    expect(() => Object.assign(scoreAll({})[0]!.missing[0]!, { label: '' })).toThrow(TypeError);
    expect(() => Object.assign(first!.category!, { label: '' })).toThrow(TypeError);
    first!.isWorst = true;
    expect(scoreAll(assessment())[0]!.isWorst).toBeUndefined();
  });

  it('know every lesion of a case with many, and mark one', () => {
    const lesions = Array.from({ length: 100 }, (_, index) => lesion({ escc: index === 90 ? '3' : '1a' }));
    const graded = scoreAll(assessment({ lesions })).filter(({ system }) => system === 'escc');
    expect(graded).toHaveLength(100);
    expect(graded.filter(({ isWorst }) => isWorst)).toMatchObject([
      { lesion: 90, items: [{ from: ['lesions[90].escc'] }] },
    ]);
  });

  it('leave the facts as they were', () => {
    const facts = assessment();
    const before = JSON.stringify(facts);
    scoreAll(facts);
    expect(JSON.stringify(facts)).toBe(before);
  });
});

describe('the form that the facts fill in', () => {
  it('names for each item its answer, or the facts that would give it', () => {
    const facts = assessment({ primary: { growth: undefined, site: 'ovary' } });
    expect(inputsFrom('tomita', facts)).toEqual([
      { item: 'growth', option: null, from: ['primary.growth'] },
      { item: 'visceral-metastases', option: 'none', from: ['burden.visceralMetastases'] },
      {
        item: 'bone-metastases',
        option: 'solitary-or-isolated',
        from: ['burden.vertebraeInvolved', 'burden.extraspinalBoneMetastases'],
      },
    ]);
  });

  it('is one form for each lesion', () => {
    const facts = assessment({ lesions: [lesion(), lesion({ levels: ['L1'] })] });
    expect(inputsFrom('sins', facts, 1)[0]).toEqual({
      item: 'location',
      option: 'junctional',
      from: ['lesions[1].levels'],
    });
    expect(inputsFrom('escc', facts, 2)).toEqual([{ item: 'grade', option: null, from: ['lesions[2].escc'] }]);
  });

  it('has no row for a number that no option holds', () => {
    expect(inputsFrom('kps', { general: { kps: 75 } })).toEqual([
      { item: 'kps', option: null, from: ['general.kps'], among: [] },
    ]);
    expect(inputsFrom('tokuhashi-2005', { general: { kps: 70 } })[0]).toMatchObject({ option: '50-70' });
  });

  it('is NOMS, too, with the questions a board has not settled', () => {
    const facts = assessment({ lesions: [lesion({ escc: '1c' })] });
    expect(inputsFrom('noms', facts).map(({ item, option }) => [item, option])).toEqual([
      ['neurologic', null],
      ['oncologic', 'radiosensitive'],
      ['mechanical', 'stable'],
      ['systemic', 'tolerates-surgery'],
    ]);
  });
});
