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
});
