import { assessment } from '../../test/given.js';
import { score, scoreFacts } from '../score.js';

function itemOf(item: string, patch: Parameters<typeof assessment>[0]) {
  const [result] = scoreFacts('mizumoto', assessment(patch));
  return [...result!.items, ...result!.missing].find((each) => each.item === item)!;
}

const NONE = {
  'tumour-type': 'favourable',
  ecog: 2,
  hypercalcaemia: 'no',
  'visceral-metastases': 'absent',
  'previous-chemotherapy': 'no',
  'bone-metastases': 'single',
  age: 70,
};

describe('Mizumoto', () => {
  it.each([
    [{ ...NONE, 'tumour-type': 'unfavourable', age: 71 }, 4, 'A', 27.1, [89, 77, 54]],
    [{ ...NONE, 'tumour-type': 'unfavourable', hypercalcaemia: 'yes' }, 5, 'B', 5.4, [46, 22, 9]],
    [{ ...NONE, 'tumour-type': 'unfavourable', ecog: 3, 'visceral-metastases': 'present', 'bone-metastases': 'multiple' }, 9, 'B', 5.4, [46, 22, 9]], // prettier-ignore
    [{ ...NONE, 'tumour-type': 'unfavourable', ecog: 4, 'visceral-metastases': 'present', 'previous-chemotherapy': 'yes' }, 10, 'C', 1.8, [7, 4, 0]], // prettier-ignore
  ] as [object, number, string, number, [number, number, number]][])(
    '%j is %i points, group %s, with a median of %d months and no limit of its own',
    (form, total, id, medianMonths, alive) => {
      const result = score('mizumoto', form);
      expect(result).toMatchObject({ total, category: { id }, prognosis: { medianMonths, evidence: 'verified' } });
      expect(result.prognosis!.survival).toEqual([
        { atMonths: 6, percent: alive[0] },
        { atMonths: 12, percent: alive[1] },
        { atMonths: 24, percent: alive[2] },
      ]);
      expect(result.prognosis).not.toHaveProperty('belowMonths');
      expect(result.prognosis).not.toHaveProperty('atLeastMonths');
    },
  );

  it('takes the tumour type from a clinician only', () => {
    const asked = itemOf('tumour-type', { primary: { mizumotoTumourType: undefined, katagiriClass: 'slow' } });
    expect(asked).toMatchObject({ from: ['primary.mizumotoTumourType'] });
    expect(asked).not.toHaveProperty('points');
    expect(itemOf('tumour-type', { primary: { mizumotoTumourType: 'unfavourable' } })).toMatchObject({ points: 3 });
  });

  it('takes hypercalcaemia from its own answer, not from the calcium', () => {
    const calcium = { value: 3.4, unit: 'mmol/L' } as const;
    expect(itemOf('hypercalcaemia', { laboratory: { hypercalcaemia: undefined, calcium } })).not.toHaveProperty(
      'points',
    );
    expect(itemOf('hypercalcaemia', { laboratory: { hypercalcaemia: true } })).toMatchObject({ points: 2 });
    expect(itemOf('hypercalcaemia', { laboratory: { hypercalcaemia: false } })).toMatchObject({ points: 0 });
  });

  it.each([
    [0, 'under-71', 0],
    [70, 'under-71', 0],
    [71, '71-or-over', 1],
    [104, '71-or-over', 1],
  ])('an age of %i is %s: %i points', (age, option, points) => {
    expect(itemOf('age', { general: { age } })).toMatchObject({ option, points });
    expect(score('mizumoto', { age }).items[0]).toMatchObject({ option, points });
  });

  it.each([
    [2, 0],
    [3, 3],
    [4, 3],
  ])('an ECOG grade of %i gives %i points', (ecog, points) => {
    expect(itemOf('ecog', { general: { ecog } })).toMatchObject({ points });
  });

  it('has no survival to predict for ECOG 5', () => {
    const [result] = scoreFacts('mizumoto', assessment({ general: { ecog: 5 } }));
    expect(result!.notScorable).toBe('ECOG 5 cannot be scored: there is no survival to predict.');
  });

  it('reads visceral metastases, chemotherapy and the skeleton', () => {
    expect(itemOf('visceral-metastases', { burden: { visceralMetastases: 'treatable' } })).toMatchObject({ points: 2 });
    expect(itemOf('previous-chemotherapy', { burden: { previousChemotherapy: true } })).toMatchObject({ points: 2 });
    expect(itemOf('bone-metastases', {})).toMatchObject({ option: 'single', points: 0 });
    expect(itemOf('bone-metastases', { burden: { extraspinalBoneMetastases: 2 } })).toMatchObject({ points: 1 });
  });
});
