import { assessment } from '../../test/given.js';
import { score, scoreFacts } from '../score.js';

const GROWTH = { slow: 1, moderate: 2, rapid: 4 };
const VISCERAL = { none: 0, treatable: 2, untreatable: 4 };
const BONE = { 'solitary-or-isolated': 1, multiple: 2 };

const BAND_OF = {
  2: '2-3', 3: '2-3', 4: '4-5', 5: '4-5', 6: '6-7', 7: '6-7', 8: '8-10', 9: '8-10', 10: '8-10',
} as Record<number, string>; // prettier-ignore

describe('Tomita', () => {
  it('adds up every possible form as the paper does, and none to 0 or 1', () => {
    for (const [growth, g] of Object.entries(GROWTH)) {
      for (const [visceral, v] of Object.entries(VISCERAL)) {
        for (const [bone, b] of Object.entries(BONE)) {
          const result = score('tomita', { growth, 'visceral-metastases': visceral, 'bone-metastases': bone });
          expect(result).toMatchObject({ total: g + v + b, category: { id: BAND_OF[g + v + b] } });
        }
      }
    }
    expect(score('tomita', {}).possible).toEqual({ min: 2, max: 10 });
  });

  it.each([
    ['slow', 'none', 'solitary-or-isolated', 2, 'Wide or marginal excision'],
    ['slow', 'none', 'multiple', 3, 'Wide or marginal excision'],
    ['moderate', 'none', 'multiple', 4, 'Marginal or intralesional excision'],
    ['rapid', 'none', 'solitary-or-isolated', 5, 'Marginal or intralesional excision'],
    ['rapid', 'none', 'multiple', 6, 'Palliative surgery'],
    ['rapid', 'treatable', 'solitary-or-isolated', 7, 'Palliative surgery'],
    ['rapid', 'treatable', 'multiple', 8, 'Non-operative supportive care'],
    ['rapid', 'untreatable', 'multiple', 10, 'Non-operative supportive care'],
  ])('%s growth, %s visceral and %s bone metastases: %i, %s', (growth, visceral, bone, total, advice) => {
    const result = score('tomita', { growth, 'visceral-metastases': visceral, 'bone-metastases': bone });
    expect(result).toMatchObject({ total, category: { advice } });
    expect(result.prognosis).toBeNull();
  });

  it('asks for the growth class and offers the one the primary suggests, without taking it', () => {
    const [result] = scoreFacts('tomita', assessment({ primary: { site: 'breast', growth: undefined } }));
    expect(result).toMatchObject({ complete: false, possible: { min: 2, max: 5 } });
    expect(result!.missing).toMatchObject([{ item: 'growth', from: ['primary.growth'] }]);
    expect(result!.missing[0]!.note).toBe('Suggested: slow, because of the primary site breast.');
  });

  it('asks for the growth class without a suggestion where no list names the primary', () => {
    const [result] = scoreFacts('tomita', assessment({ primary: { site: 'ovary', growth: undefined } }));
    expect(result!.missing[0]!.note).toBeUndefined();
  });

  it('reads treatable from its own fact, not from what is removable', () => {
    const burden = { majorOrganMetastases: 'removable', visceralMetastases: undefined } as const;
    const [result] = scoreFacts('tomita', assessment({ burden }));
    expect(result!.missing).toMatchObject([{ item: 'visceral-metastases', from: ['burden.visceralMetastases'] }]);
  });
});
