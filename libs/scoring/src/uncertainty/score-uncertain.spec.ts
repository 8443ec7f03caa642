import { assessment, lesion } from '../../test/given.js';
import type { Facts } from '../facts.js';
import { ScoringInputError } from '../findings.js';
import { painResponse } from '../pain-response/pain-response.js';
import { scoreAll, scoreUncertain } from '../score.js';
import { scoreInstrumentsUncertain } from './score-uncertain.js';
import type { Uncertain } from './uncertain.js';

const of = (system: string, facts: Facts, uncertain: Uncertain) =>
  scoreUncertain(facts, uncertain).find((result) => result.system === system)!;

function refusal(facts: Facts, uncertain: object): ScoringInputError {
  try {
    scoreUncertain(facts, uncertain);
  } catch (error) {
    if (error instanceof ScoringInputError) return error;
  }
  throw new Error('It was not refused.');
}

describe('an uncertain fact', () => {
  it('gives the range of totals, and the categories that a board may be in', () => {
    const facts = assessment({ general: { kps: undefined } });
    expect(of('tokuhashi-2005', facts, { 'general.kps': { from: 60, to: 80 } })).toEqual({
      system: 'tokuhashi-2005',
      version: '1.0.0',
      lesion: undefined,
      dependsOn: ['general.kps'],
      complete: true,
      possible: { min: 14, max: 15 },
      outcomes: [{ category: expect.objectContaining({ id: '12-15' }), prognosis: expect.anything() }],
      isSettled: true,
      missing: [],
      notScorable: [],
      mayNotApply: false,
    });
  });

  it('matters where it decides between categories', () => {
    const facts = assessment({ primary: { growth: 'moderate' }, burden: { visceralMetastases: undefined } });
    const result = of('tomita', facts, { 'burden.visceralMetastases': { anyOf: ['treatable', 'untreatable'] } });
    expect(result).toMatchObject({ possible: { min: 5, max: 7 }, isSettled: false });
    expect(result.outcomes.map(({ category }) => category.id)).toEqual(['4-5', '6-7']);
  });

  it('does not touch an instrument that does not read it', () => {
    const facts = assessment();
    expect(of('sins', facts, { 'general.kps': { from: 60, to: 80 } })).toMatchObject({
      dependsOn: [],
      possible: { min: 1, max: 1 },
      isSettled: true,
    });
  });

  it('has one value in two items: lung cancer and the favourable primary never both count', () => {
    const facts = assessment({ primary: { site: undefined, histology: 'adenocarcinoma' } });
    // Breast is 1 + 1 points, lung 0 + 0; taken apart, the two items would allow 1 point as well.
    const result = of('modified-bauer', facts, { 'primary.site': { anyOf: ['breast', 'lung'] } });
    expect(result).toMatchObject({ possible: { min: 2, max: 4 } });
    expect(result.outcomes.map(({ category }) => category.id)).toEqual(['2', '3-4']);
  });

  it('is as narrow as facts that hang together make it', () => {
    // With two items apart, KPS 40 or 80 and the ECOG mapped from it, Mizumoto and Katagiri would still vary by ECOG alone.
    const facts = assessment({ general: { kps: undefined, ecog: undefined, ecogMapping: 'ma-2010' } });
    expect(of('katagiri', facts, { 'general.kps': { from: 60, to: 80 } })).toMatchObject({
      possible: { min: 1, max: 1 },
    });
    expect(of('katagiri', facts, { 'general.kps': { from: 50, to: 80 } })).toMatchObject({
      possible: { min: 1, max: 2 },
    });
  });

  it('may be a laboratory value between two, wherever a cut-off lies between them', () => {
    const facts = assessment({ laboratory: { albumin: undefined } });
    const albumin = (from: number, to: number) => ({ 'laboratory.albumin': { from, to, unit: 'g/L' } }) as const;
    expect(of('nesms', facts, albumin(36, 40))).toMatchObject({ possible: { min: 3, max: 3 } });
    expect(of('katagiri', facts, albumin(36, 40))).toMatchObject({ possible: { min: 0, max: 1 } });
    expect(of('katagiri', facts, albumin(30, 36.9))).toMatchObject({ possible: { min: 1, max: 1 } });
    expect(of('katagiri', facts, albumin(37, 40))).toMatchObject({ possible: { min: 0, max: 0 } });
  });

  it('says what some value leaves missing, or leaves without a score', () => {
    const facts = assessment({ primary: { site: undefined, histology: undefined } });
    expect(of('modified-bauer', facts, { 'primary.site': { anyOf: ['breast', 'bone'] } })).toMatchObject({
      complete: false,
      missing: [{ item: 'primary', from: ['primary.histology'] }],
      possible: { min: 3, max: 4 },
      isSettled: true,
    });
    const dying = of('tokuhashi-2005', assessment({ general: { kps: undefined } }), {
      'general.kps': { anyOf: [0, 80] },
    });
    expect(dying.notScorable).toEqual(['A KPS of 0 cannot be scored: the table begins at KPS 10.']);
    expect(dying).toMatchObject({ complete: false, possible: { min: 15, max: 15 }, isSettled: false });
  });

  it('may be a grade of a scale without totals', () => {
    const facts = assessment({ lesions: [lesion({ escc: undefined }), lesion({ escc: undefined })] });
    const results = scoreUncertain(facts, { 'lesions[1].escc': { anyOf: ['1b', '1c'] } });
    const [first, second] = results.filter(({ system }) => system === 'escc');
    expect(first).toMatchObject({ lesion: 0, dependsOn: [], complete: false, possible: null });
    expect(first!.outcomes.map(({ category }) => category.id)).toEqual(['low', 'borderline', 'high']);
    expect(second).toMatchObject({ lesion: 1, complete: true, possible: null, isSettled: false });
    expect(second!.outcomes.map(({ category }) => category.id)).toEqual(['low', 'borderline']);
  });

  it('leaves the grade of a lesion as it is recorded while its compartment is asked for', () => {
    const facts = assessment({ lesions: [lesion({ compartment: undefined, escc: '2' })] });
    const result = of('escc', facts, {});
    expect(result).toMatchObject({ lesion: 0, complete: false, missing: [{ item: 'compartment' }] });
    expect(result.outcomes.map(({ category }) => category.id)).toEqual(['high']);
  });

  it('leaves every category open of an instrument that judges instead of adding up', () => {
    const facts: Facts = { pain: { radiotherapy: { nrsBefore: 8, nrsAfter: 0 } } };
    const [open] = scoreInstrumentsUncertain([painResponse], facts, {});
    expect(open).toMatchObject({ complete: false, possible: null, isSettled: false });
    expect(open!.outcomes.map(({ category }) => category.id)).toEqual([
      'complete',
      'partial',
      'progression',
      'indeterminate',
    ]);
  });

  it('names each missing item once, and never among them what every reading answers', () => {
    const facts = assessment({ general: { kps: undefined }, burden: { visceralMetastases: undefined } });
    const result = of('tokuhashi-2005', { ...facts, neurology: {} }, { 'general.kps': { from: 60, to: 80 } });
    expect(result.missing.map(({ item }) => item)).toEqual(['palsy']);
    expect(result).toMatchObject({ complete: false, mayNotApply: false, notScorable: [] });
  });

  it('may be the compartment, so that the lesion may not count at all', () => {
    const facts = assessment({ lesions: [lesion({ compartment: undefined })] });
    const compartment = { 'lesions[0].compartment': { anyOf: ['extradural', 'intramedullary'] } } as const;
    expect(of('sins', facts, compartment)).toMatchObject({
      possible: { min: 1, max: 1 },
      mayNotApply: true,
      isSettled: false,
    });
    expect(of('sins', facts, { 'lesions[0].compartment': { anyOf: ['intramedullary'] } })).toMatchObject({
      lesion: undefined,
      notScorable: ['No lesion recorded is extradural.'],
      possible: null,
    });
  });

  it('may be a whole EQ-5D', () => {
    const eq5d = (state: string) => ({ version: '3L', state, valueSet: 'uk-dolan-1997' }) as const;
    const facts = assessment({ patientReported: { eq5d: undefined } });
    const result = of('eq-5d-3l', facts, { 'patientReported.eq5d': { anyOf: [eq5d('11111'), eq5d('33333')] } });
    expect(result).toMatchObject({ complete: true, possible: { min: -0.594, max: 1 }, outcomes: [], isSettled: false });
  });

  it('may be recorded with its likely value, if that is a possible one', () => {
    const facts = assessment({ general: { kps: 70 } });
    expect(of('kps', facts, { 'general.kps': { from: 60, to: 80 } })).toMatchObject({ possible: { min: 60, max: 80 } });
    expect(refusal(facts, { 'general.kps': { anyOf: [50, 60] } }).findings).toEqual([
      {
        item: 'general.kps',
        code: 'contradiction',
        message: 'general.kps: 70 is recorded and not among the possible values: correct one of them.',
      },
    ]);
    const inGrams = assessment({ laboratory: { albumin: { value: 3.5, unit: 'g/dL' } } });
    expect(of('nesms', inGrams, { 'laboratory.albumin': { from: 34, to: 36, unit: 'g/L' } }).possible).toEqual({
      min: 3,
      max: 3,
    });
    expect(refusal(inGrams, { 'laboratory.albumin': { from: 36, to: 40, unit: 'g/L' } }).findings[0].code).toBe(
      'contradiction',
    );
  });

  it('leaves the facts as they were', () => {
    const facts = assessment();
    const before = JSON.stringify(facts);
    scoreUncertain(facts, { 'general.kps': { from: 60, to: 80 }, 'lesions[0].escc': { anyOf: ['0', '1a'] } });
    expect(JSON.stringify(facts)).toBe(before);
    expect(scoreAll(facts).find(({ system }) => system === 'kps')).toMatchObject({ total: 80 });
  });
});

describe('what is said to be possible', () => {
  it.each([
    [{ 'general.kps': { from: 55, to: 75 } }, 'general.kps', 'out-of-range'],
    [{ 'general.kps': { from: 80, to: 60 } }, 'general.kps', 'out-of-range'],
    [{ 'general.kps': { from: 60, to: '80' } }, 'general.kps', 'wrong-type'],
    [{ 'general.kps': { from: 60, to: Infinity } }, 'general.kps', 'wrong-type'],
    [{ 'general.kps': { from: 60, to: 80, unit: '%' } }, 'general.kps', 'wrong-type'],
    [{ 'general.kps': 80 }, 'general.kps', 'wrong-type'],
    [{ 'general.kps': null }, 'general.kps', 'wrong-type'],
    [{ 'general.kps': { anyOf: [] } }, 'general.kps', 'out-of-range'],
    [{ 'general.kps': { anyOf: [80, null] } }, 'general.kps', 'wrong-type'],
    [{ 'general.kps': { anyOf: [80, 'high'] } }, 'general.kps', 'wrong-type'],
    [{ 'general.age': { from: 0, to: 201 } }, 'general.age', 'too-many'],
    [{ 'general.mood': { anyOf: ['good'] } }, 'general.mood', 'unknown-item'],
    [{ 'neurology.myelopathy': { anyOf: [true, false] } }, 'neurology.myelopathy', 'unknown-item'],
    [{ 'patientReported.eq5d.state': { anyOf: ['11111'] } }, 'patientReported.eq5d.state', 'unknown-item'],
    [JSON.parse('{"__proto__": { "anyOf": [1] }}'), '__proto__', 'unknown-item'],
    [{ 'lesions[].escc': { anyOf: ['0'] } }, 'lesions[].escc', 'unknown-item'],
    [{ 'lesions[7].escc': { anyOf: ['0'] } }, 'lesions[7].escc', 'unknown-item'],
    [{ 'lesions[0].escc': { anyOf: ['0', '4'] } }, 'lesions[0].escc', 'unknown-option'],
    [{ 'lesions[0].escc': { from: 0, to: 3 } }, 'lesions[0].escc', 'wrong-type'],
    [{ 'primary.site': { anyOf: ['colorectal'] } }, 'primary.site', 'unknown-option'],
    [{ 'laboratory.albumin': { from: 30, to: 40, unit: 'g/dL' } }, 'laboratory.albumin', 'out-of-range'],
    [{ 'laboratory.albumin': { from: 30, to: 40, unit: 'mg' } }, 'laboratory.albumin', 'unknown-unit'],
    [{ 'laboratory.albumin': { from: 30, to: 40 } }, 'laboratory.albumin', 'unknown-unit'],
    [{ 'laboratory.hypercalcaemia': { from: 0, to: 1 } }, 'laboratory.hypercalcaemia', 'wrong-type'],
  ] as [object, string, string][])('is refused as impossible: %j', (uncertain, item, code) => {
    expect(refusal({ lesions: [{ levels: ['T8'] }] }, uncertain).findings).toMatchObject([{ item, code }]);
  });

  it('is refused where one fact has more values than a range could tell', () => {
    const age = { anyOf: Array<number>(201).fill(70) };
    expect(refusal({}, { 'general.age': age }).findings).toMatchObject([{ item: 'general.age', code: 'too-many' }]);
  });

  it('is refused beside facts that are impossible themselves', () => {
    expect(refusal({ general: { kps: 75 } }, {}).findings).toMatchObject([{ item: 'general.kps' }]);
  });

  it('names every fault once, however often a value is met', () => {
    const uncertain = { 'general.kps': { anyOf: [75, 80] }, 'general.ecog': { anyOf: [0, 1, 2, 3, 9] } };
    expect(refusal({}, uncertain).findings.map(({ item }) => item)).toEqual(['general.kps', 'general.ecog']);
  });

  it('is refused where it would take more combinations than are tried', () => {
    const histologies = ['adenocarcinoma', 'lymphoma', 'melanoma', 'sarcoma', 'other'] as const;
    const sites = ['breast', 'lung', 'kidney', 'bone', 'liver', 'other', 'skin', 'testis'] as const;
    const grams = (from: number, to: number) => ({ from, to, unit: 'g/dL' }) as const;
    const uncertain: Uncertain = {
      'primary.site': { anyOf: sites },
      'primary.histology': { anyOf: histologies },
      'burden.visceralMetastases': { anyOf: ['none', 'treatable', 'untreatable'] },
      'burden.brainMetastases': { anyOf: [true, false] },
      'burden.extraspinalBoneMetastases': { from: 0, to: 9 },
      'burden.previousChemotherapy': { anyOf: [true, false] },
      'laboratory.albumin': grams(3, 4),
    };
    const { findings } = refusal({ burden: { vertebraeInvolved: ['T8'] } }, uncertain);
    expect(findings).toMatchObject([{ item: 'uncertain', code: 'too-many' }]);
    expect(findings[0].message).toContain('More than 20000 combinations');
  });

  it('is refused for more facts than an assessment leaves uncertain', () => {
    const lesions = Array.from({ length: 41 }, () => lesion());
    const uncertain = Object.fromEntries(lesions.map((_, index) => [`lesions[${index}].escc`, { anyOf: ['0'] }]));
    expect(refusal({ lesions }, uncertain).findings).toMatchObject([{ item: 'uncertain', code: 'too-many' }]);
  });
});
