import { ScoringInputError } from '../findings.js';
import { score, scoreFacts } from '../score.js';
import { KPS_TO_ECOG, kpsToEcog } from './kps-to-ecog.js';

describe('KPS', () => {
  it.each([0, 10, 70, 80, 100])('knows %i', (kps) => {
    expect(score('kps', { kps })).toMatchObject({ complete: true, total: kps, category: { id: `${kps}` } });
    expect(scoreFacts('kps', { general: { kps } })).toMatchObject([{ total: kps }]);
  });

  it.each([-10, 5, 75, 101, 110, NaN, Infinity])('refuses %d, naming the item', (kps) => {
    expect(() => score('kps', { kps })).toThrow(ScoringInputError);
    expect(() => score('kps', { kps })).toThrow(/from 0 to 100 in steps of 10/);
  });

  it('is missing while not recorded, whatever the ECOG grade is', () => {
    const [result] = scoreFacts('kps', { general: { ecog: 1 } });
    expect(result).toMatchObject({ complete: false, total: null, possible: { min: 0, max: 100 } });
  });
});

describe('a KPS as an ECOG grade', () => {
  it.each([
    [100, 0, 0],
    [90, 1, 1],
    [80, 1, 1],
    [70, 2, 2],
    [60, 2, 3],
    [50, 3, 3],
    [40, 3, 4],
    [30, 4, 4],
    [20, 4, 4],
    [10, 4, 4],
  ])('%i is %i after Ma and %i after Prasad, and the mapping is named', (kps, ma, prasad) => {
    expect(kpsToEcog(kps)).toMatchObject({ ecog: ma, mapping: 'ma-2010' });
    expect(kpsToEcog(kps, 'ma-2010').citation.text).toContain('Eur J Cancer');
    expect(kpsToEcog(kps, 'prasad-2018')).toMatchObject({ ecog: prasad, mapping: 'prasad-2018' });
  });

  it('names the paper of its mapping', () => {
    expect(kpsToEcog(60)).toEqual({
      ecog: 2,
      mapping: 'ma-2010',
      citation: { text: 'Ma C et al. Eur J Cancer 2010;46:3175.' },
    });
    expect(kpsToEcog(60, 'prasad-2018')).toEqual({
      ecog: 3,
      mapping: 'prasad-2018',
      citation: { text: 'Prasad 2018. World J Clin Oncol 2018;9:140.' },
    });
    expect(Object.values(KPS_TO_ECOG).map(({ name, evidence }) => [name, evidence])).toEqual([
      ['Ma 2010', 'verified'],
      ['Prasad 2018', 'verified'],
    ]);
  });

  it.each([0, 75, 110])('is refused for %i, which no mapping has', (kps) => {
    const message = `The mapping ma-2010 has no ECOG grade for a KPS of ${kps}: it knows 10 to 100 by tens.`;
    expect(() => kpsToEcog(kps)).toThrow(
      expect.objectContaining({ findings: [{ item: 'kps', code: 'out-of-range', message }] }),
    );
  });

  it('is refused for a mapping that nobody published, naming those there are', () => {
    const nobodys: string = 'mine';
    const [item, code, allowed] = ['mapping', 'unknown-option', ['ma-2010', 'prasad-2018']];
    const message = 'There is no mapping "mine"; the published ones are ma-2010, prasad-2018.';
    expect(() => kpsToEcog(60, nobodys as 'ma-2010')).toThrow(
      expect.objectContaining({ findings: [{ item, code, message, allowed }] }),
    );
  });
});
