import { assessment, lesion } from '../../test/given.js';
import { ESCC_GRADES } from '../facts.js';
import { score, scoreFacts } from '../score.js';
import { esccGroup } from './escc.js';

describe('the ESCC grade', () => {
  it('is grouped low up to 1b, borderline at 1c and high from 2', () => {
    expect(ESCC_GRADES.map((grade) => [grade, esccGroup(grade)])).toEqual([
      ['0', 'low'],
      ['1a', 'low'],
      ['1b', 'low'],
      ['1c', 'borderline'],
      ['2', 'high'],
      ['3', 'high'],
    ]);
    for (const grade of ESCC_GRADES) expect(score('escc', { grade }).category!.id).toBe(esccGroup(grade));
  });

  it('has no points, no total and no range', () => {
    const result = score('escc', { grade: '1b' });
    expect(result).toMatchObject({ complete: true, total: null, possible: null, prognosis: null });
    expect(result.items).toMatchObject([{ option: '1b', points: null }]);
  });

  it('is given for each extradural lesion, the first of the worst marked', () => {
    const lesions = [lesion({ escc: '1c' }), lesion({ escc: '2' }), lesion({ escc: undefined }), lesion({ escc: '2' })];
    const results = scoreFacts('escc', assessment({ lesions }));
    expect(results.map(({ lesion, category, isWorst }) => [lesion, category?.id, isWorst])).toEqual([
      [0, 'borderline', undefined],
      [1, 'high', true],
      [2, undefined, undefined],
      [3, 'high', undefined],
    ]);
    expect(results[2]!.missing).toMatchObject([{ item: 'grade', from: ['lesions[2].escc'] }]);
  });

  it('is missing while no lesion is recorded', () => {
    expect(scoreFacts('escc', {})).toMatchObject([{ complete: false, missing: [{ from: ['lesions[].escc'] }] }]);
  });
});
