import { score } from '#scoring';
import { prognosisOf, scoreOf } from '../test/given.js';
import { expectedUnder } from './expected-survival.js';

const ask = (months: number, ...scores: ReturnType<typeof scoreOf>[]) => expectedUnder(months, scores);

describe('the question whether survival under some months is expected', () => {
  it.each([
    ['under 3 answers under 3', 3, { belowMonths: 3 }, 'expected'],
    ['under 3 answers under 6', 6, { belowMonths: 3 }, 'expected'],
    ['under 6 does not answer under 3', 3, { belowMonths: 6 }, 'unknown'],
    ['at least 6 denies under 3', 3, { atLeastMonths: 6 }, 'not-expected'],
    ['at least 6 denies under 6', 6, { atLeastMonths: 6 }, 'not-expected'],
    ['at least 6 does not answer under 12', 12, { atLeastMonths: 6 }, 'unknown'],
    ['between 3 and 6 denies under 3', 3, { atLeastMonths: 3, belowMonths: 6 }, 'not-expected'],
    ['between 3 and 6 answers under 6', 6, { atLeastMonths: 3, belowMonths: 6 }, 'expected'],
    ['a band without months abstains', 3, {}, 'unknown'],
  ])('where %s', (_, months, stated, answer) => {
    expect(ask(months, prognosisOf('tokuhashi-2005', stated)).answer).toBe(answer);
  });

  it('is expected when one instrument says so and the others abstain', () => {
    expect(ask(6, prognosisOf('tokuhashi-2005', { belowMonths: 6 }), prognosisOf('tomita'), scoreOf('bauer'))).toEqual({
      months: 6,
      answer: 'expected',
      under: ['tokuhashi-2005'],
      atLeast: [],
      abstaining: ['tomita', 'bauer'],
    });
  });

  it('is not answered by a median or by percentages: Katagiri, van der Linden and Mizumoto abstain', () => {
    const shortest = [
      score('katagiri', { primary: 'rapid', 'visceral-or-cerebral-metastasis': 'disseminated', laboratory: 'critical', ecog: 4, 'previous-chemotherapy': 'yes', 'skeletal-metastases': 'multiple' }),
      score('van-der-linden', { performance: 20, primary: 'other', 'visceral-metastases': 'present' }),
      score('mizumoto', { 'tumour-type': 'unfavourable', ecog: 4, hypercalcaemia: 'yes', 'visceral-metastases': 'present', 'previous-chemotherapy': 'yes', 'bone-metastases': 'multiple', age: 80 }),
    ];
    expect(expectedUnder(3, shortest)).toMatchObject({
      answer: 'unknown',
      abstaining: ['katagiri', 'van-der-linden', 'mizumoto'],
    });
  }); // prettier-ignore

  it('is disputed when two instruments contradict each other, and both are named', () => {
    const answer = ask(
      6,
      prognosisOf('tokuhashi-1990', { belowMonths: 3 }),
      prognosisOf('tokuhashi-2005', { atLeastMonths: 6 }),
    );
    expect(answer).toMatchObject({ answer: 'disputed', under: ['tokuhashi-1990'], atLeast: ['tokuhashi-2005'] });
  });

  it('is unknown without any complete prognostic instrument', () => {
    const incomplete = { ...prognosisOf('tokuhashi-2005', { belowMonths: 6 }), complete: false };
    expect(ask(6, incomplete, prognosisOf('sins', { belowMonths: 6 }))).toEqual({
      months: 6,
      answer: 'unknown',
      under: [],
      atLeast: [],
      abstaining: [],
    });
  });
});
