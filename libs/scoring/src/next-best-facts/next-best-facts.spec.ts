import { assessment, lesion } from '../../test/given.js';
import type { Facts } from '../facts.js';
import { ScoringInputError } from '../findings.js';
import { nextBestFacts } from '../score.js';

const best = (facts: Facts) => nextBestFacts(facts)[0];
const of = (fact: string, facts: Facts) => nextBestFacts(facts).find((each) => each.fact === fact);

describe('the next best fact', () => {
  it('is the one that alone completes the most instruments', () => {
    const facts = assessment({ burden: { visceralMetastases: undefined, pathologicalFracture: undefined } });
    expect(nextBestFacts(facts)).toEqual([
      {
        fact: 'burden.visceralMetastases',
        completes: ['tomita', 'modified-bauer', 'van-der-linden', 'mizumoto'],
        mayComplete: ['katagiri'],
        neededBy: ['tomita', 'bauer', 'modified-bauer', 'katagiri', 'van-der-linden', 'mizumoto'],
      },
      { fact: 'burden.pathologicalFracture', completes: [], mayComplete: [], neededBy: ['bauer'] },
    ]);
  });

  it('counts an instrument that one of its values leaves without a score as answered', () => {
    expect(best(assessment({ general: { kps: undefined } }))).toMatchObject({
      fact: 'general.kps',
      completes: ['tokuhashi-1990', 'tokuhashi-2005', 'van-der-linden', 'kps'],
    });
  });

  it('promises nothing that depends on its value', () => {
    const facts = assessment({ burden: { vertebraeInvolved: undefined, extraspinalBoneMetastases: undefined } });
    expect(of('burden.vertebraeInvolved', facts)).toMatchObject({
      completes: [],
      mayComplete: ['tomita', 'bauer', 'modified-bauer', 'katagiri', 'mizumoto'],
    });
  });

  it('may concern one lesion, which is then scored or known not to count', () => {
    const facts = assessment({ lesions: [lesion({ collapse: undefined }), lesion({ compartment: undefined })] });
    expect(of('lesions[0].collapse', facts)).toMatchObject({ completes: ['sins'], neededBy: ['sins'] });
    expect(of('lesions[1].compartment', facts)).toMatchObject({ completes: ['sins', 'escc'] });
  });

  it('is the value set of an EQ-5D that has none, of its own version', () => {
    const facts = assessment({ patientReported: { eq5d: { version: '3L', state: '11221' } } });
    expect(of('patientReported.eq5d.valueSet', facts)).toMatchObject({ completes: ['eq-5d-3l'] });
  });

  it('is, of an empty assessment, what most instruments ask for among those that complete one', () => {
    expect(nextBestFacts({}).slice(0, 2)).toEqual([
      {
        fact: 'general.kps',
        completes: ['kps'],
        mayComplete: [],
        neededBy: ['tokuhashi-1990', 'tokuhashi-2005', 'van-der-linden', 'kps'],
      },
      {
        fact: 'general.ecog',
        completes: ['ecog'],
        mayComplete: [],
        neededBy: ['katagiri', 'mizumoto', 'rades-2013', 'ecog'],
      },
    ]);
  });

  it.each([
    [{}],
    [
      assessment({
        burden: { vertebraeInvolved: undefined, visceralMetastases: undefined },
        primary: { site: undefined },
      }),
    ],
    [assessment({ primary: { site: undefined, histology: undefined }, laboratory: { albumin: undefined } })],
  ])(
    'comes before those that complete fewer, then before those that may, then before those that fewer ask for',
    (facts) => {
      const worth = nextBestFacts(facts).map(({ completes, mayComplete, neededBy }) => [
        completes.length,
        mayComplete.length,
        neededBy.length,
      ]);
      const inOrder = worth.toSorted(([a, b, c], [d, e, f]) => d! - a! || e! - b! || f! - c!);
      expect(worth.length).toBeGreaterThan(1);
      expect(worth).toEqual(inOrder);
    },
  );

  it('does not exist where all that can be complete is', () => {
    expect(nextBestFacts(assessment())).toEqual([]);
  });

  it('is refused of facts that are impossible', () => {
    expect(() => nextBestFacts({ general: { kps: 75 } })).toThrow(ScoringInputError);
    expect(() => nextBestFacts({ general: { ecog: 9 } })).toThrow(/general\.ecog: 9 is not a whole number/);
  });
});
