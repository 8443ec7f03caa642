import { prognosisOf, recommendation, soundSituation } from '../../test/given.js';
import type { Modality } from '../modalities.js';
import { DEFAULT_PARAMETERS, type RuleId } from '../parameters.js';
import {
  lifeExpectancyShort,
  lifeExpectancyUnassessed,
  palliativeCareMissing,
  prognosisDisputed,
} from './prognosis.js';

const under3 = prognosisOf('tokuhashi-1990', { belowMonths: 3 });
const under6 = prognosisOf('tokuhashi-2005', { belowMonths: 6 });
const over6 = prognosisOf('tokuhashi-2005', { atLeastMonths: 6 });
const silent = prognosisOf('tomita');

const judge = (scores: (typeof silent)[], ...modalities: Modality[]) =>
  soundSituation({ scores, content: { recommendations: modalities.map((modality) => recommendation(modality)) } });

describe('life-expectancy-unassessed', () => {
  it('fires for any surgery, percutaneous too, while no prognostic score is complete', () => {
    expect(lifeExpectancyUnassessed(judge([], 'separation-surgery'))?.because).toEqual([
      'separation surgery is recommended',
    ]);
    expect(lifeExpectancyUnassessed(judge([], 'percutaneous-stabilisation'))).not.toBeNull();
    expect(lifeExpectancyUnassessed(judge([{ ...silent, complete: false }], 'open-stabilisation'))).not.toBeNull();
    expect(lifeExpectancyUnassessed(judge([prognosisOf('sins')], 'open-stabilisation'))).not.toBeNull();
  });

  it('is content with one complete score, even one that states no months, and without surgery', () => {
    expect(lifeExpectancyUnassessed(judge([silent], 'separation-surgery'))).toBeNull();
    expect(lifeExpectancyUnassessed(judge([], 'cebrt', 'vertebroplasty'))).toBeNull();
  });
});

describe('life-expectancy-short', () => {
  it('fires for surgery beyond percutaneous when survival under 3 months is expected', () => {
    expect(lifeExpectancyShort(judge([under3, silent], 'open-stabilisation'))?.because).toEqual([
      'open stabilisation is recommended',
      'tokuhashi-1990 expects survival under 3 months',
    ]);
  });

  it.each<[string, (typeof silent)[], Modality]>([
    ['percutaneous stabilisation', [under3], 'percutaneous-stabilisation'],
    ['radiotherapy', [under3], 'cebrt'],
    ['surgery with survival under 6 months', [under6], 'open-stabilisation'],
    ['surgery with survival disputed', [under3, over6], 'open-stabilisation'],
    ['surgery with survival unknown', [silent], 'open-stabilisation'],
  ])('is content with %s', (_, scores, modality) => {
    expect(lifeExpectancyShort(judge(scores, modality))).toBeNull();
  });
});

describe('palliative-care-missing', () => {
  it('fires when survival under 6 months is expected and palliative care is not involved', () => {
    expect(palliativeCareMissing(judge([under6], 'cebrt'))?.because).toEqual([
      'tokuhashi-2005 expects survival under 6 months',
    ]);
    expect(palliativeCareMissing(judge([under6], 'cebrt', 'palliative-care'))).toBeNull();
    expect(palliativeCareMissing(judge([over6], 'cebrt'))).toBeNull();
  });
});

describe('prognosis-disputed', () => {
  const withRules = (...off: RuleId[]) => ({
    ...judge([under3, over6], 'cebrt'),
    parameters: { ...DEFAULT_PARAMETERS, rules: Object.fromEntries(off.map((rule) => [rule, 'off' as const])) },
  });

  it('names the instruments on both sides of each threshold', () => {
    expect(prognosisDisputed(withRules())?.because).toEqual([
      'tokuhashi-1990 expects survival under 3 months',
      'tokuhashi-2005 expects survival of at least 3 months',
      'tokuhashi-1990 expects survival under 6 months',
      'tokuhashi-2005 expects survival of at least 6 months',
    ]);
  });

  it('looks only at thresholds that a rule of this board uses', () => {
    expect(prognosisDisputed(withRules('life-expectancy-short'))?.because).toHaveLength(4);
    expect(prognosisDisputed(withRules('life-expectancy-short', 'compression-with-deficit'))?.because).toHaveLength(2);
    expect(prognosisDisputed(withRules('palliative-care-missing'))?.because).toHaveLength(2);
    expect(
      prognosisDisputed(withRules('life-expectancy-short', 'compression-with-deficit', 'palliative-care-missing')),
    ).toBeNull();
  });

  it('asks a threshold once that two rules share', () => {
    const situation = withRules();
    const parameters = { ...situation.parameters, palliativeCareMonths: 3 };
    expect(prognosisDisputed({ ...situation, parameters })?.because).toHaveLength(2);
  });

  it('is content where the scores agree or only differ elsewhere', () => {
    expect(prognosisDisputed(judge([under3, under6], 'cebrt'))).toBeNull();
    expect(
      prognosisDisputed(
        judge([prognosisOf('tokuhashi-1990', { belowMonths: 12 }), prognosisOf('x', { atLeastMonths: 12 })], 'cebrt'),
      ),
    ).toBeNull();
  });
});
