import { assessment, lesion } from '../test/given.js';
import type { LesionFacts } from './facts.js';
import { scoreAll } from './score.js';
import { highestEscc, worstSins } from './worst-lesion.js';

const indeterminate = lesion({ levels: ['L1'], boneQuality: 'lytic', collapse: 'over-50-percent' });

describe('the worst SINS of a case', () => {
  it('is the same from the facts and from the results', () => {
    const facts = assessment({ lesions: [lesion(), indeterminate] });
    const fromFacts = worstSins(facts);
    expect(fromFacts).toMatchObject({
      worst: { lesion: 1, total: 8 },
      possible: { min: 8, max: 8 },
      band: 'indeterminate',
    });
    expect(worstSins(scoreAll(facts))).toMatchObject({ worst: { lesion: 1, total: 8 }, band: 'indeterminate' });
  });

  it('stays open while an incomplete lesion might be worse', () => {
    const facts = assessment({ lesions: [lesion(), lesion({ alignment: undefined, collapse: undefined })] });
    expect(worstSins(facts)).toMatchObject({
      worst: { lesion: 0, total: 1 },
      possible: { min: 1, max: 8 },
      band: null,
    });
  });

  it('is settled where no total still possible leaves the band', () => {
    const facts = assessment({ lesions: [lesion({ collapse: undefined })] });
    expect(worstSins(facts)).toMatchObject({ worst: null, possible: { min: 1, max: 4 }, band: 'stable' });
  });

  it('may be raised, not guaranteed, by a lesion of unknown compartment', () => {
    const facts = assessment({ lesions: [{ ...indeterminate, compartment: undefined }] });
    expect(worstSins(facts)).toMatchObject({ worst: null, possible: { min: 0, max: 8 }, band: null });
  });

  it('does not exist without an extradural lesion', () => {
    const facts = assessment({ lesions: [lesion({ compartment: 'intramedullary' })] });
    expect(worstSins(facts)).toEqual({ worst: null, possible: null, band: null });
    expect(worstSins([])).toEqual({ worst: null, possible: null, band: null });
  });

  it('is anything while no lesion is recorded', () => {
    expect(worstSins({})).toEqual({ worst: null, possible: { min: 0, max: 18 }, band: null });
  });
});

describe('the highest ESCC of a case', () => {
  it.each([
    [[lesion({ escc: '1b' }), lesion({ escc: '2' }), lesion({ escc: '1c' })], '2', 'high', 1, []],
    [[lesion({ escc: '1c' }), lesion({ escc: '1c' })], '1c', 'borderline', 0, []],
    [[lesion({ escc: '0' }), lesion({ escc: undefined })], '0', 'low', 0, ['lesions[1].escc']],
    [[lesion({ escc: '3', compartment: undefined })], null, null, null, ['lesions[0].compartment']],
    [[lesion({ escc: '3', compartment: 'intramedullary' })], null, null, null, []],
    [undefined, null, null, null, ['lesions[].escc']],
  ] as [LesionFacts[] | undefined, string | null, string | null, number | null, string[]][])(
    'of %j is %s',
    (lesions, grade, group, index, open) => {
      expect(highestEscc({ lesions })).toEqual({ grade, group, lesion: index, open });
    },
  );
});
