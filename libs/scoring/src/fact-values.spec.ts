import { CUT_OFFS, FACT_VALUES, factAt, namesIn, withFact, withoutIndex } from './fact-values.js';

const valuesOf = (path: string) => FACT_VALUES.get(path);
const YES_NO = [true, false];

describe('the values that reach every row of every table', () => {
  it('stand on both sides of every cut-off of a laboratory value, a cut-off counting with those above', () => {
    expect(CUT_OFFS).toEqual({
      albumin: [3.5, 3.7],
      crp: [0.4],
      ldh: [250],
      platelets: [100_000],
      calcium: [10.3],
      bilirubin: [1.4],
    });
    const measured = (unit: string, ...values: number[]) => values.map((value) => ({ value, unit }));
    expect(valuesOf('laboratory.albumin')).toEqual(measured('g/dL', 3.4, 3.5, 3.7));
    expect(valuesOf('laboratory.crp')).toEqual(measured('mg/dL', 0.3, 0.4));
    expect(valuesOf('laboratory.ldh')).toEqual(measured('IU/L', 249, 250));
    expect(valuesOf('laboratory.platelets')).toEqual(measured('/uL', 99_000, 100_000));
    expect(valuesOf('laboratory.calcium')).toEqual(measured('mg/dL', 10.2, 10.3));
    expect(valuesOf('laboratory.bilirubin')).toEqual(measured('mg/dL', 1.3, 1.4));
  });

  it.each([
    ['burden.extraspinalBoneMetastases', [0, 1, 2, 3]],
    ['burden.vertebraeInvolved', [['T8'], ['T8', 'T9'], ['T8', 'T9', 'T10']]],
    ['general.kps', [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]],
    ['general.ecog', [0, 1, 2, 3, 4, 5]],
    ['general.age', [70, 71]],
    ['neurology.motorDeficitDays', [7, 8]],
    ['primary.diagnosedOn', ['1900-01-01', '2200-01-01']],
    ['neurology.compressionOn', ['1900-01-01', '2200-01-01']],
    ['patientReported.eq5d.state', ['11111', '33333']],
    ['patientReported.eq5d.version', ['3L', '5L']],
    ['primary.growth', ['slow', 'moderate', 'rapid']],
    ['primary.katagiriClass', ['slow', 'moderate', 'rapid']],
    ['neurology.frankel', ['A', 'B', 'C', 'D', 'E']],
    ['neurology.ais', ['A', 'B', 'C', 'D', 'E']],
  ] as [string, unknown[]][])('of %s are %j', (path, values) => {
    expect(valuesOf(path)).toEqual(values);
  });

  it('of EQ-5D name every value set of both versions', () => {
    expect(valuesOf('patientReported.eq5d.valueSet')).toEqual([
      'uk-dolan-1997',
      'netherlands-lamers-2006',
      'germany-greiner-2005',
      'us-pickard-2019',
      'netherlands-versteegh-2016',
      'germany-ludwig-2018',
      'england-devlin-2018',
    ]);
  });

  it('of a lesion begin with every single level', () => {
    const levels = valuesOf('lesions[].levels') as string[][];
    expect(levels).toHaveLength(29);
    expect(levels[0]).toEqual(['C1']);
    expect(levels.at(-1)).toEqual(['S5']);
  });

  it('are yes and no where a fact is decided', () => {
    const decided = [...FACT_VALUES].filter(([, values]) => typeof values[0] === 'boolean');
    for (const [, values] of decided) expect(values).toEqual(YES_NO);
    expect(decided.map(([path]) => path)).toEqual([
      'primary.hormoneDependent',
      'primary.targetableDriverTreated',
      'burden.brainMetastases',
      'burden.otherBoneMetastases',
      'burden.pathologicalFracture',
      'burden.previousChemotherapy',
      'laboratory.hypercalcaemia',
      'frailty.anaemia',
      'frailty.chronicLungDisease',
      'frailty.coagulopathy',
      'frailty.electrolyteAbnormality',
      'frailty.pulmonaryCirculationDisorder',
      'frailty.renalFailure',
      'frailty.malnutrition',
      'frailty.emergentOrUrgentAdmission',
      'frailty.anteriorOrCombinedApproach',
    ]);
  });
});

describe('the path of a fact', () => {
  it('is the same without the index of its lesion', () => {
    expect(withoutIndex('lesions[2].escc')).toBe('lesions[].escc');
    expect(withoutIndex('lesions[12].escc')).toBe('lesions[].escc');
    expect(withoutIndex('general.kps')).toBe('general.kps');
    expect(withoutIndex('other.lesions[2].escc')).toBe('other.lesions[2].escc');
  });

  it('is made of names', () => {
    expect(namesIn('lesions[2].escc')).toEqual(['lesions', '2', 'escc']);
    expect(namesIn('lesions[12].escc')).toEqual(['lesions', '12', 'escc']);
    expect(namesIn('lesions[].escc')).toEqual(['lesions[]', 'escc']);
    expect(namesIn('patientReported.eq5d.state')).toEqual(['patientReported', 'eq5d', 'state']);
  });

  it('leads to what the facts hold, and to nothing where they hold nothing', () => {
    const facts = { lesions: [{ levels: ['T8'] as ['T8'] }], general: { kps: 80 } };
    expect(factAt(facts, 'general.kps')).toBe(80);
    expect(factAt(facts, 'lesions[0].levels')).toEqual(['T8']);
    expect(factAt(facts, 'lesions[1].levels')).toBeUndefined();
    expect(factAt({}, 'patientReported.eq5d.state')).toBeUndefined();
  });

  it('takes another value without touching the facts it was taken from', () => {
    const facts = { lesions: [{ levels: ['T8'] as ['T8'] }], general: { kps: 80 } };
    const changed = withFact(facts, 'lesions[0].escc', '2');
    expect(changed).toEqual({ lesions: [{ levels: ['T8'], escc: '2' }], general: { kps: 80 } });
    expect(Array.isArray(changed.lesions)).toBe(true);
    expect(facts).toEqual({ lesions: [{ levels: ['T8'] }], general: { kps: 80 } });
    expect(withFact({}, 'pain.radiotherapy.nrsAfter', 3)).toEqual({ pain: { radiotherapy: { nrsAfter: 3 } } });
  });
});
