import type { LesionFacts } from '#scoring';
import { prognosisOf, recommendation, soundContent, soundFacts, soundSituation } from '../../test/given.js';
import type { AssessmentFacts } from '../case-record.js';
import type { Modality } from '../modalities.js';
import { DEFAULT_PARAMETERS, type PathwayParameters } from '../parameters.js';
import { guidelineDeviation } from './guideline-deviation.js';
import type { DecisionSituation } from './situation.js';

const stable: LesionFacts = soundFacts.lesions![0]!;
const unstable: LesionFacts = {
  ...stable,
  levels: ['T12'],
  boneQuality: 'lytic',
  alignment: 'subluxation-or-translation',
  collapse: 'over-50-percent',
  posterolateral: 'bilateral',
};
const resistant: AssessmentFacts = { ...soundFacts, primary: { ...soundFacts.primary, radiosensitivity: 'resistant' } };
const compressed = (facts: AssessmentFacts): AssessmentFacts => ({ ...facts, lesions: [{ ...stable, escc: '3' }] });
const unsteady = (facts: AssessmentFacts): AssessmentFacts => ({ ...facts, lesions: [unstable] });

function because(facts: AssessmentFacts, modalities: Modality[], part: Partial<DecisionSituation> = {}) {
  const recommendations = modalities.map((modality) => recommendation(modality));
  return guidelineDeviation(soundSituation({ facts, content: { recommendations }, ...part }))?.because ?? null;
}

describe('guideline-deviation', () => {
  it.each<[string, AssessmentFacts, string, Modality[]]>([
    ['radiosensitive and stable', soundFacts, 'Conventional external beam radiotherapy (cEBRT)', ['cebrt']],
    ['radiosensitive and unstable', unsteady(soundFacts), 'Stabilisation, then cEBRT', ['open-stabilisation', 'cebrt']],
    ['radioresistant and stable', resistant, 'Stereotactic radiosurgery (SRS/SBRT)', ['sbrt']],
    ['radioresistant and unstable', unsteady(resistant), 'Stabilisation, then SRS', ['percutaneous-stabilisation', 'sbrt']],
    ['radioresistant and compressed', compressed(resistant), 'Decompression and stabilisation, then SRS', ['decompressive-laminectomy', 'open-stabilisation', 'sbrt']],
  ])('for a tumour %s is content with the suggestion and names it otherwise', (_, facts, label, treatments) => {
    expect(because(facts, treatments)).toBeNull();
    expect(because(facts, ['active-surveillance'])).toEqual([`NOMS suggests: ${label}`]);
  }); // prettier-ignore

  it('takes separation surgery for decompression with stabilisation, and a laminectomy alone not', () => {
    expect(because(compressed(resistant), ['separation-surgery', 'sbrt'])).toBeNull();
    expect(because(compressed(resistant), ['decompressive-laminectomy', 'sbrt'])).not.toBeNull();
  });

  it.each<[string, Modality[], boolean]>([
    ['a single fraction instead of cEBRT', ['palliative-single-fraction'], false],
    ['SBRT instead of cEBRT', ['sbrt'], true],
    ['SBRT beside cEBRT', ['cebrt', 'sbrt'], false],
    ['surgery added to cEBRT', ['decompressive-laminectomy', 'cebrt'], true],
    ['stabilisation added to cEBRT', ['open-stabilisation', 'cebrt'], true],
    ['supportive care added', ['cebrt', 'pain-team', 'vertebroplasty'], false],
    ['re-irradiation of an unnamed kind', ['re-irradiation'], true],
  ])('with %s fires: %p', (_, modalities, expected) => {
    expect(because(soundFacts, modalities) !== null).toBe(expected);
  }); // prettier-ignore

  it.each(['guideline-deviation', 'instability-unaddressed', 'compression-with-deficit'] as const)('is content with a reason under %s', (topic) => {
    const content = { ...soundContent, recommendations: [recommendation('sbrt')], reasons: { [topic]: 'oligometastatic' } };
    expect(guidelineDeviation(soundSituation({ content }))).toBeNull();
  }); // prettier-ignore

  it('is silent where NOMS leaves it to the board', () => {
    expect(because({ ...soundFacts, primary: {} }, ['active-surveillance'])).toBeNull();
    expect(because({ ...soundFacts, lesions: [{ ...stable, escc: '1c' }] }, ['active-surveillance'])).toBeNull();
  });

  it('follows the board where it has settled ESCC 1c', () => {
    const facts = { ...resistant, lesions: [{ ...stable, escc: '1c' as const }] };
    const settled = (escc1c: PathwayParameters['escc1c']) =>
      because(facts, ['active-surveillance'], { parameters: { ...DEFAULT_PARAMETERS, escc1c } });
    expect(settled('low')).toEqual(['NOMS suggests: Stereotactic radiosurgery (SRS/SBRT)']);
    expect(settled('high')).toEqual(['NOMS suggests: Decompression and stabilisation, then SRS']);
  });

  describe('is content with a deviation that another check demands:', () => {
    const under3 = [prognosisOf('tokuhashi-1990', { belowMonths: 3 })];

    it('no open surgery, where survival under 3 months is expected', () => {
      expect(because(compressed(resistant), ['cebrt'], { scores: under3 })).toBeNull();
    });

    it('unless the board has switched that check off', () => {
      const parameters: PathwayParameters = { ...DEFAULT_PARAMETERS, rules: { 'life-expectancy-short': 'off' } };
      expect(because(compressed(resistant), ['cebrt'], { scores: under3, parameters })).not.toBeNull();
    });

    it('surgery followed by radiotherapy, where a deficit meets compression of a tumour classed neither way', () => {
      const facts: AssessmentFacts = {
        ...compressed(soundFacts),
        primary: { radiosensitivity: 'intermediate', site: 'ovary', previouslyIrradiatedLevels: [] },
        neurology: { ...soundFacts.neurology, frankel: 'C' },
      };
      expect(because(facts, ['separation-surgery', 'sbrt'])).toBeNull();
    });

    it('not when the recommendation offends the same check', () => {
      expect(because(compressed(resistant), ['separation-surgery', 'cebrt'], { scores: under3 })).not.toBeNull();
    });
  });
});
