import { assessment, lesion } from '../../test/given.js';
import { everyForm } from '../../test/second-table/printed-table.js';
import { SINS } from '../../test/second-table/surgery-and-care.js';
import type { VertebralLevel } from '../facts.js';
import { score, scoreAll, scoreFacts } from '../score.js';

describe('SINS', () => {
  it.each([
    [6, 'stable', undefined],
    [7, 'indeterminate', 'Surgical consultation recommended'],
    [12, 'indeterminate', 'Surgical consultation recommended'],
    [13, 'unstable', 'Surgical consultation recommended'],
  ])('calls a spine with %i points %s', (total, id, advice) => {
    const form = everyForm(SINS).find((each) => each.total === total)!.form;
    expect(score('sins', form).category).toMatchObject({ id, ...(advice && { advice }) });
    expect(score('sins', form).category?.advice).toBe(advice);
  });

  it.each([
    ['C1', 'junctional'],
    ['C2', 'junctional'],
    ['C3', 'mobile'],
    ['C6', 'mobile'],
    ['C7', 'junctional'],
    ['T2', 'junctional'],
    ['T3', 'semirigid'],
    ['T10', 'semirigid'],
    ['T11', 'junctional'],
    ['T12', 'junctional'],
    ['L1', 'junctional'],
    ['L2', 'mobile'],
    ['L4', 'mobile'],
    ['L5', 'junctional'],
    ['S1', 'junctional'],
    ['S2', 'rigid'],
    ['S5', 'rigid'],
  ] as [VertebralLevel, string][])('takes the location of a lesion at %s to be %s', (level, region) => {
    const [result] = scoreFacts('sins', assessment({ lesions: [lesion({ levels: [level] })] }));
    expect(result!.items[0]).toMatchObject({ item: 'location', option: region, from: ['lesions[0].levels'] });
    expect(result!.items[0]!.note).toBeUndefined();
  });

  it.each([
    [['T10', 'T11'], 'junctional', 3],
    [['T11', 'T10'], 'junctional', 3],
    [['S1', 'S2'], 'junctional', 3],
    [['C6', 'C7'], 'junctional', 3],
  ] as [VertebralLevel[], string, number][])(
    'gives a lesion over %j the points of the worse region and says that this is a local convention',
    (levels, region, points) => {
      const [result] = scoreFacts('sins', assessment({ lesions: [lesion({ levels })] }));
      expect(result!.items[0]).toMatchObject({ option: region, points, from: ['lesions[0].levels'] });
      expect(result!.items[0]!.note).toBe(
        'The lesion spans several regions: the one with most points counts (local convention).',
      );
    },
  );

  it('asks on which side of 50 % a collapse lies, because the paper leaves exactly 50 % open', () => {
    expect(() => score('sins', { collapse: 'exactly-50-percent' })).toThrow(/over 50 % or under 50 %/);
    expect(() => score('sins', { collapse: '50' })).toThrow(/over 50 % or under 50 %/);
  });

  it('scores each extradural lesion by itself, never their sum, and marks the worst', () => {
    const lesions = [
      lesion({ levels: ['T8'] }),
      lesion({ levels: ['L1'], boneQuality: 'lytic', collapse: 'over-50-percent' }),
      lesion({ levels: ['L4'], compartment: 'intramedullary' }),
      lesion({ levels: ['S3'] }),
    ];
    const results = scoreAll(assessment({ lesions })).filter(({ system }) => system === 'sins');
    expect(results.map(({ lesion, total, isWorst }) => [lesion, total, isWorst])).toEqual([
      [0, 1, undefined],
      [1, 8, true],
      [3, 0, undefined],
    ]);
  });

  it('asks for the compartment of a lesion before it calls the score complete', () => {
    const [result] = scoreFacts('sins', assessment({ lesions: [lesion({ compartment: undefined })] }));
    expect(result).toMatchObject({ complete: false, total: null, category: null, possible: { min: 1, max: 1 } });
    expect(result!.missing).toEqual([
      { item: 'compartment', label: 'Compartment of the lesion', from: ['lesions[0].compartment'] },
    ]);
    expect(result!.isWorst).toBeUndefined();
  });

  it('says that it cannot be scored when every lesion lies inside the dura', () => {
    const results = scoreFacts('sins', assessment({ lesions: [lesion({ compartment: 'intramedullary' })] }));
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      complete: false,
      possible: null,
      missing: [],
      notScorable: 'No lesion recorded is extradural.',
    });
  });

  it('is missing whole while no lesion is recorded', () => {
    const [result] = scoreFacts('sins', {});
    expect(result).toMatchObject({ complete: false, possible: { min: 0, max: 18 } });
    expect(result!.missing.map(({ from }) => from)).toEqual([
      ['lesions[].levels'],
      ['pain.character'],
      ['lesions[].boneQuality'],
      ['lesions[].alignment'],
      ['lesions[].collapse'],
      ['lesions[].posterolateral'],
    ]);
  });

  it('says which totals are still possible while a form is incomplete', () => {
    const result = score('sins', { location: 'junctional', pain: 'mechanical' });
    expect(result).toMatchObject({ complete: false, total: null, prognosis: null, possible: { min: 6, max: 18 } });
    expect(result.missing.map(({ item }) => item)).toEqual(['bone-lesion', 'alignment', 'collapse', 'posterolateral']);
    expect(result.missing[0]).toMatchObject({ label: 'Bone lesion', from: ['inputs.bone-lesion'] });
    expect(result.missing[0]!.options!.map(({ id }) => id)).toEqual(['lytic', 'mixed', 'blastic']);
  });
});
