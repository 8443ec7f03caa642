import type { EsccGrade, PrimaryFacts, VertebralLevel } from '#scoring';
import { prognosisOf, recommendation, sinsOf, soundSituation } from '../../test/given.js';
import type { AssessmentFacts } from '../case-record.js';
import type { DecisionContent, RecommendationContent } from '../decision-content.js';
import type { Modality } from '../modalities.js';
import {
  compressionWithDeficit,
  percutaneousContraindicated,
  radioresistantConventional,
  radiotherapyAfterSurgeryMissing,
} from './local-treatment.js';

const at = (modality: Modality, ...levels: VertebralLevel[]) => recommendation(modality, { levels });
const surgery = recommendation('separation-surgery', { sequence: 1 });
const radiotherapy = recommendation('sbrt', { sequence: 2 });

function judge(facts: AssessmentFacts, recommendations: RecommendationContent[], part: Partial<DecisionContent> = {}, scores = [prognosisOf('tomita')]) {
  return soundSituation({ facts, scores, content: { recommendations, ...part } });
} // prettier-ignore

describe('compression-with-deficit', () => {
  const compressed: AssessmentFacts = {
    primary: { histology: 'renal-cell', radiosensitivity: 'resistant' },
    lesions: [{ levels: ['T8'], escc: '3' }],
    neurology: { frankel: 'C' },
    general: { toleratesSurgery: true },
  };
  const fires = (part: Partial<AssessmentFacts>, recommendations = [recommendation('cebrt')], content = {}, scores = [prognosisOf('tomita')]) =>
    compressionWithDeficit(judge({ ...compressed, ...part }, recommendations, content, scores)); // prettier-ignore

  it('fires when neither surgery followed by radiotherapy nor a reason is given, and names what it rests on', () => {
    expect(fires({})?.because).toEqual(['ESCC 3 at T8', 'Frankel C']);
  });

  it('says what it does not know, and asks all the same', () => {
    expect(fires({ primary: {}, general: {} })?.because).toEqual([
      'ESCC 3 at T8',
      'Frankel C',
      'radiosensitivity is not confirmed',
      'ability to tolerate surgery is not recorded',
    ]);
    expect(fires({ primary: undefined, general: undefined })?.because).toHaveLength(4);
  });

  it.each<[EsccGrade | undefined, boolean]>([
    ['3', true],
    ['2', true],
    ['1c', false],
    ['1a', false],
    [undefined, false],
  ])('at ESCC %p fires: %p', (escc, expected) => {
    expect(fires({ lesions: [{ levels: ['T8'], escc }] }) !== null).toBe(expected);
  });

  it.each<[string, PrimaryFacts, boolean]>([
    ['sensitive', { radiosensitivity: 'sensitive' }, false],
    ['intermediate breast', { radiosensitivity: 'intermediate', site: 'breast' }, false],
    ['intermediate ovary', { radiosensitivity: 'intermediate', site: 'ovary' }, true],
    ['lymphoma that nobody classed', { histology: 'lymphoma' }, true],
  ])('for a histology that is %s', (_, primary, expected) => {
    expect(fires({ primary }) !== null).toBe(expected);
  });

  it('is content without a deficit, without fitness for surgery, and without lesions', () => {
    expect(fires({ neurology: { frankel: 'E' } })).toBeNull();
    expect(fires({ general: { toleratesSurgery: false } })).toBeNull();
    expect(fires({ lesions: undefined })).toBeNull();
  });

  it('is content when survival under 3 months is expected, not when it is disputed', () => {
    const under3 = prognosisOf('tokuhashi-1990', { belowMonths: 3 });
    expect(fires({}, undefined, {}, [under3])).toBeNull();
    expect(fires({}, undefined, {}, [under3, prognosisOf('tokuhashi-2005', { atLeastMonths: 6 })])).not.toBeNull();
  });

  it('is content with a reason', () => {
    expect(
      fires({}, undefined, { reasons: { 'compression-with-deficit': 'complete palsy for three weeks' } }),
    ).toBeNull();
  });

  it.each<[string, RecommendationContent[], boolean]>([
    ['surgery, then radiotherapy', [surgery, radiotherapy], false],
    ['surgery at the lesion, then radiotherapy there', [at('separation-surgery', 'T7', 'T9'), at('cebrt', 'T8')], false],
    ['surgery alone', [surgery], true],
    ['radiotherapy before surgery', [recommendation('cebrt', { sequence: 1 }), recommendation('separation-surgery', { sequence: 2 })], true],
    ['surgery elsewhere', [at('separation-surgery', 'L3'), at('cebrt', 'T8')], true],
    ['radiotherapy elsewhere', [at('separation-surgery', 'T8'), at('cebrt', 'L3')], true],
  ])('with %s fires: %p', (_, recommendations, expected) => {
    expect(fires({}, recommendations) !== null).toBe(expected);
  }); // prettier-ignore
});

describe('radiotherapy-after-surgery-missing', () => {
  const because = (...recommendations: RecommendationContent[]) =>
    radiotherapyAfterSurgeryMissing(judge({}, recommendations))?.because ?? null;

  it('fires for surgery that no radiotherapy follows at its levels', () => {
    expect(because(surgery)).toEqual(['no radiotherapy follows separation surgery']);
    expect(because(at('open-stabilisation', 'T7', 'T9'), at('cebrt', 'L3'))).toEqual([
      'no radiotherapy follows open stabilisation at T7, T9',
    ]);
    expect(
      because(recommendation('cebrt', { sequence: 1 }), recommendation('open-stabilisation', { sequence: 2 })),
    ).not.toBeNull();
  });

  it('is content when radiotherapy follows, and without surgery', () => {
    expect(because(surgery, radiotherapy)).toBeNull();
    expect(because(at('open-stabilisation', 'T7', 'T9'), at('cebrt', 'T8'))).toBeNull();
    expect(because(recommendation('vertebroplasty'))).toBeNull();
  });
});

describe('radioresistant-conventional', () => {
  const resistant: PrimaryFacts = { radiosensitivity: 'resistant' };
  const because = (primary: PrimaryFacts | undefined, recommendations: RecommendationContent[], part = {}, escc: EsccGrade = '1b') =>
    radioresistantConventional(judge({ primary, lesions: [{ levels: ['T8'], escc }] }, recommendations, part))?.because ?? null; // prettier-ignore
  const cebrt = at('cebrt', 'T8');

  it('fires for cEBRT alone', () => {
    expect(because(resistant, [cebrt])).toEqual(['cEBRT at T8 alone, radioresistant tumour']);
  });

  it('warns on a suggested class too, and says that nobody confirmed it', () => {
    expect(because({ histology: 'renal-cell' }, [cebrt])).toEqual([
      'cEBRT at T8 alone, suggested radioresistant by the histology renal-cell, not confirmed',
    ]);
    expect(because({ histology: 'lymphoma' }, [cebrt])).toBeNull();
    expect(because({ histology: 'renal-cell', radiosensitivity: 'sensitive' }, [cebrt])).toBeNull();
    expect(because(undefined, [cebrt])).toBeNull();
  });

  it.each<[string, RecommendationContent[], object, EsccGrade]>([
    ['SBRT goes with it', [cebrt, at('sbrt', 'T8')], {}, '1b'],
    ['surgery goes with it', [cebrt, at('separation-surgery', 'T8')], {}, '1b'],
    ['SBRT cannot be given', [cebrt], { sbrtPossible: false }, '1b'],
    ['the cord is compressed', [cebrt], {}, '2'],
    ['it is another fractionation', [at('palliative-single-fraction', 'T8')], {}, '1b'],
  ])('is content where %s', (_, recommendations, part, escc) => {
    expect(because(resistant, recommendations, part, escc)).toBeNull();
  });

  it('looks at each level for itself', () => {
    expect(because(resistant, [cebrt, at('sbrt', 'L3')])).not.toBeNull();
    expect(because(resistant, [at('cebrt', 'L3')], {}, '3')).toEqual(['cEBRT at L3 alone, radioresistant tumour']);
    expect(because(resistant, [cebrt], { sbrtPossible: true })).not.toBeNull();
  });
});

describe('percutaneous-contraindicated', () => {
  const because = (escc: EsccGrade | undefined, sins: number, ...recommendations: RecommendationContent[]) =>
    percutaneousContraindicated(
      soundSituation({
        facts: { lesions: [{ levels: ['T8'], escc }] },
        scores: [sinsOf(0, sins)],
        content: { recommendations },
      }),
    )?.because ?? null;

  it.each<[EsccGrade | undefined, number, string[] | null]>([
    ['1b', 12, null],
    ['1c', 12, ['kyphoplasty, with ESCC 1c at T8']],
    ['3', 12, ['kyphoplasty, with ESCC 3 at T8']],
    [undefined, 13, ['kyphoplasty, with SINS 13 at T8']],
    ['2', 14, ['kyphoplasty, with ESCC 2 at T8', 'kyphoplasty, with SINS 14 at T8']],
  ])('at ESCC %p and SINS %i gives %p', (escc, sins, expected) => {
    expect(because(escc, sins, recommendation('kyphoplasty'))).toEqual(expected);
  });

  it.each<[Modality, boolean]>([
    ['vertebroplasty', true],
    ['radiofrequency-ablation', true],
    ['percutaneous-biopsy', false],
    ['percutaneous-stabilisation', false],
  ])('speaks about %s: %p', (modality, expected) => {
    expect(because('2', 5, recommendation(modality)) !== null).toBe(expected);
  });

  it('is content where the procedure is elsewhere, and where no lesion is described', () => {
    expect(because('2', 14, at('vertebroplasty', 'L3'))).toBeNull();
    expect(percutaneousContraindicated(judge({}, [recommendation('vertebroplasty')]))).toBeNull();
  });
});
