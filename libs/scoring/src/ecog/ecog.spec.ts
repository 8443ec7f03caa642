import { score, scoreFacts } from '../score.js';

describe('ECOG', () => {
  it.each([0, 1, 2, 3, 4, 5])('knows %i', (ecog) => {
    expect(score('ecog', { ecog })).toMatchObject({ complete: true, total: ecog, category: { id: `${ecog}` } });
    expect(scoreFacts('ecog', { general: { ecog } })).toMatchObject([{ total: ecog }]);
  });

  it.each([-1, 6, 1.5])('refuses %d', (ecog) => {
    expect(() => score('ecog', { ecog })).toThrow(/from 0 to 5/);
  });

  it('is missing while not recorded, whatever the KPS is', () => {
    expect(scoreFacts('ecog', { general: { kps: 90 } })).toMatchObject([{ complete: false, total: null }]);
  });

  it('shows what the default mapping makes of the KPS, without counting it', () => {
    expect(scoreFacts('ecog', { general: { kps: 40 } })[0]!.missing[0]).toMatchObject({
      from: ['general.ecog'],
      note: 'A KPS of 40 is ECOG 3 by Ma 2010: it counts once the mapping is chosen.',
    });
  });

  it.each([
    ['ma-2010', 3, 'A KPS of 40 is ECOG 3 by Ma 2010.'],
    ['prasad-2018', 4, 'A KPS of 40 is ECOG 4 by Prasad 2018.'],
  ] as const)('is taken from the KPS once %s is chosen, and says so', (ecogMapping, total, note) => {
    const [result] = scoreFacts('ecog', { general: { kps: 40, ecogMapping } });
    expect(result).toMatchObject({
      complete: true,
      total,
      items: [{ from: ['general.kps', 'general.ecogMapping'], note }],
    });
  });

  it('recorded is not mapped', () => {
    const [result] = scoreFacts('ecog', { general: { ecog: 1, kps: 40, ecogMapping: 'prasad-2018' } });
    expect(result).toMatchObject({ total: 1, items: [{ from: ['general.ecog'] }] });
  });
});
