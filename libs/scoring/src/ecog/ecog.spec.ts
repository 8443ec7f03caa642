import { score, scoreFacts } from '../score.js';
import { ecogItem } from './ecog-item.js';

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

describe('the ECOG grade as an instrument with fewer rows asks it', () => {
  const { read, number, label, from } = ecogItem(
    [
      { id: '2', label: 'ECOG 2', points: 0, min: 2, max: 2 },
      { id: '3-4', label: 'ECOG 3 or 4', points: 1, min: 3, max: 4 },
    ],
    { '1': 'The table begins at 2.' },
  );

  it('is a whole number from its first row to its last', () => {
    expect({ label, from, number }).toEqual({
      label: 'ECOG performance status',
      from: ['general.ecog'],
      number: { min: 2, max: 4, step: 1 },
    });
  });

  it('says of a mapped grade without a row which grade it is, and why it has none', () => {
    expect(read({ general: { kps: 80, ecogMapping: 'ma-2010' } })).toEqual({
      option: null,
      from: ['general.kps', 'general.ecogMapping'],
      among: [],
      note: 'A KPS of 80 is ECOG 1 by Ma 2010. The table begins at 2.',
    });
    expect(read({ general: { kps: 50, ecogMapping: 'ma-2010' } })).toEqual({
      option: '3-4',
      from: ['general.kps', 'general.ecogMapping'],
      note: 'A KPS of 50 is ECOG 3 by Ma 2010.',
    });
  });

  it('is asked for while nothing is recorded, and a KPS of 0 has no grade', () => {
    expect(read({})).toBeUndefined();
    expect(read({ general: { kps: 0, ecogMapping: 'ma-2010' } })).toBeUndefined();
    expect(read({ general: { ecog: 0, kps: 50 } })).toBe(0);
  });
});
