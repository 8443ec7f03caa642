import { checkFacts } from './check-facts.js';
import { withFact } from './fact-values.js';
import type { Facts } from './facts.js';
import { LABORATORY_UNITS } from './facts.js';

/** A lesion needs its levels, and EQ-5D its state, before anything else of them is looked at. */
const START = {
  lesions: [{ levels: ['T8'] }],
  patientReported: { eq5d: { version: '5L', state: '11111' } },
} as Facts;

const findingsFor = (path: string, value: unknown) => checkFacts(withFact(START, path, value));

const GROWTH = 'slow, moderate, rapid';
const COLORECTAL = 'Colorectal is not an answer: colon counts as others and rectum has its own row. Say which.';

/** Every fact with a closed list of values, in the order in which forms offer them. Stored assessments hold these words. */
const CHOICES: [string, string][] = [
  [
    'primary.site',
    'breast, prostate, lung, kidney, thyroid, uterus, stomach, oesophagus, liver, gallbladder, pancreas, colon, rectum, bladder, ovary, cervix, head-and-neck, skin, bone, soft-tissue, bone-marrow, lymphatic, testis, other-urological, other, unidentified',
  ],
  [
    'primary.histology',
    'adenocarcinoma, squamous-cell-carcinoma, non-small-cell-lung, small-cell-lung, renal-cell, hepatocellular, melanoma, sarcoma, osteosarcoma, lymphoma, multiple-myeloma, seminoma, carcinoid, neuroendocrine, urothelial, other, unknown',
  ],
  ['primary.growth', GROWTH],
  ['primary.radiosensitivity', 'sensitive, intermediate, resistant'],
  [
    'primary.tokuhashiPrimary',
    'lung, osteosarcoma, stomach, bladder, oesophagus, pancreas, liver, gallbladder, unidentified, others, kidney, uterus, rectum, thyroid, breast, prostate, carcinoid',
  ],
  ['primary.katagiriClass', GROWTH],
  ['primary.mizumotoTumourType', 'favourable, unfavourable'],
  ['burden.majorOrganMetastases', 'none, removable, unremovable'],
  ['burden.visceralMetastases', 'none, treatable, untreatable'],
  ['burden.visceralPattern', 'nodular, disseminated'],
  ['burden.progression', GROWTH],
  ['lesions[0].compartment', 'extradural, intradural-extramedullary, intramedullary'],
  ['lesions[0].boneQuality', 'lytic, mixed, blastic'],
  ['lesions[0].alignment', 'subluxation-or-translation, de-novo-deformity, normal'],
  ['lesions[0].collapse', 'over-50-percent, under-50-percent, none-with-over-50-percent-involved, none'],
  ['lesions[0].posterolateral', 'bilateral, unilateral, none'],
  ['lesions[0].escc', '0, 1a, 1b, 1c, 2, 3'],
  ['neurology.frankel', 'A, B, C, D, E'],
  ['neurology.ais', 'A, B, C, D, E'],
  ['neurology.ambulation', 'independent, with-aid, not-ambulatory'],
  ['neurology.bladder', 'normal, impaired'],
  ['neurology.bowel', 'normal, impaired'],
  ['pain.character', 'mechanical, occasional-not-mechanical, pain-free'],
  ['pain.radiotherapy.opioidDose', 'down-25-or-more, down-under-25, unchanged, up-under-25, up-25-or-more'],
  ['general.ecogMapping', 'ma-2010, prasad-2018'],
  ['patientReported.eq5d.version', '3L, 5L'],
  [
    'patientReported.eq5d.valueSet',
    'us-pickard-2019, netherlands-versteegh-2016, germany-ludwig-2018, england-devlin-2018',
  ],
];

const YES_OR_NO = [
  'primary.hormoneDependent',
  'primary.targetableDriverTreated',
  'burden.brainMetastases',
  'burden.otherBoneMetastases',
  'burden.pathologicalFracture',
  'burden.previousChemotherapy',
  'lesions[0].paraspinalExtension',
  'neurology.myelopathy',
  'neurology.radiculopathy',
  'pain.nocturnal',
  'pain.radicular',
  'pain.radiotherapy.otherAnalgesicsIncreased',
  'general.toleratesSurgery',
  'laboratory.alkalinePhosphataseRaised',
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
];

/** Every whole number with its bounds: the value below, the lowest, the highest and the value above. */
const NUMBERS: [string, number, number, number, number, string][] = [
  ['burden.extraspinalBoneMetastases', -1, 0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1, '0 or more'],
  ['neurology.motorDeficitDays', -1, 0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1, '0 or more'],
  ['pain.nrsNow', -1, 0, 10, 11, '0 to 10'],
  ['pain.nrsWorst', -1, 0, 10, 11, '0 to 10'],
  ['pain.radiotherapy.nrsBefore', 0, 1, 10, 11, '1 to 10'],
  ['pain.radiotherapy.nrsAfter', -1, 0, 10, 11, '0 to 10'],
  ['general.kps', -10, 0, 100, 110, '0 to 100 by 10'],
  ['general.ecog', -1, 0, 5, 6, '0 to 5'],
  ['general.age', -1, 0, 130, 131, '0 to 130'],
];

const SECTIONS = [
  'primary',
  'burden',
  'neurology',
  'pain',
  'pain.radiotherapy',
  'general',
  'laboratory',
  'frailty',
  'patientReported',
  'patientReported.eq5d',
  'lesions[0]',
];

describe('every fact', () => {
  it.each(CHOICES)('%s is one of %s', (path, list) => {
    const allowed = list.split(', ');
    for (const value of allowed) expect(findingsFor(path, value)).toEqual([]);
    for (const value of ['', 'something else', 'constructor', 7, null, true]) {
      const message = `${path}: ${JSON.stringify(value)} is not one of ${list}.`;
      expect(findingsFor(path, value)).toEqual([{ item: path, code: 'unknown-option', message, allowed }]);
    }
  });

  it.each(['primary.site', 'primary.tokuhashiPrimary'])('%s is never colorectal, and says why', (path) => {
    expect(findingsFor(path, 'colorectal')).toMatchObject([
      { item: path, code: 'unknown-option', message: `${path}: ${COLORECTAL}` },
    ]);
  });

  it.each(YES_OR_NO)('%s is true or false', (path) => {
    for (const value of [true, false, undefined]) expect(findingsFor(path, value)).toEqual([]);
    expect(findingsFor(path, 'yes')).toEqual([
      { item: path, code: 'wrong-type', message: `${path}: true or false is expected, not "yes".` },
    ]);
  });

  it.each(NUMBERS)('%s is more than %d, from %d to %d, and less than %d', (path, below, min, max, above, range) => {
    for (const value of [min, max, undefined]) expect(findingsFor(path, value)).toEqual([]);
    for (const value of [below, above, min + 0.5, NaN]) {
      const message = `${path}: ${value} is not a whole number, ${range}.`;
      expect(findingsFor(path, value)).toEqual([{ item: path, code: 'out-of-range', message }]);
    }
    expect(findingsFor(path, '1')).toEqual([
      { item: path, code: 'wrong-type', message: `${path}: a number is expected, not "1".` },
    ]);
  });

  it('of body weight lost is a percentage', () => {
    const path = 'general.weightLossPercent';
    for (const value of [0, 12.5, 100, undefined]) expect(findingsFor(path, value)).toEqual([]);
    for (const value of [-0.1, 100.1, NaN]) {
      const message = `${path}: ${value} is not between 0 and 100.`;
      expect(findingsFor(path, value)).toEqual([{ item: path, code: 'out-of-range', message }]);
    }
    expect(findingsFor(path, 'ten')).toEqual([
      { item: path, code: 'wrong-type', message: `${path}: a number is expected, not "ten".` },
    ]);
  });

  it.each(['primary.diagnosedOn', 'neurology.compressionOn'])('%s is a day of the calendar', (path) => {
    for (const value of ['2026-03-01', '2024-02-29', undefined]) expect(findingsFor(path, value)).toEqual([]);
    for (const value of [
      '2026-02-29',
      '2026-02-30',
      '2026-13-01',
      'x2026-03-01',
      '2026-03-01x',
      '0026-3-1',
      20260301,
      ['2026-03-01'],
      '+012026-03-01',
      null,
    ]) {
      const message = `${path}: a day like 2026-03-01 is expected, not ${JSON.stringify(value)}.`;
      expect(findingsFor(path, value)).toEqual([{ item: path, code: 'wrong-type', message }]);
    }
  });

  it.each(SECTIONS)('of %s stands in an object of facts', (path) => {
    for (const [value, quoted] of [
      [null, 'null'],
      [[], '[]'],
      ['text', '"text"'],
      [7, '7'],
    ] as const) {
      const message = `${path}: an object of facts is expected, not ${quoted}.`;
      expect(findingsFor(path, value)).toEqual([{ item: path, code: 'wrong-type', message }]);
    }
  });

  it.each(Object.keys(LABORATORY_UNITS))('laboratory.%s is a value with its unit', (test) => {
    const path = `laboratory.${test}`;
    for (const value of [35, null, ['35'], { unit: 'g/L' }, { value: '35', unit: 'g/L' }]) {
      const message = `${path}: a value with its unit is expected, not ${JSON.stringify(value)}.`;
      expect(findingsFor(path, value)).toEqual([{ item: path, code: 'wrong-type', message }]);
    }
    expect(findingsFor(path, { value: 1, unit: 'furlong' })).toMatchObject([{ item: path, code: 'unknown-unit' }]);
  });
});

describe('laboratory values', () => {
  it.each([
    ['albumin', ['g/dL', 'g/L', 'umol/L']],
    ['crp', ['mg/dL', 'mg/L']],
    ['ldh', ['IU/L']],
    ['platelets', ['/uL', '10^9/L']],
    ['calcium', ['mg/dL', 'mmol/L']],
    ['bilirubin', ['mg/dL', 'umol/L']],
    ['alkalinePhosphatase', ['IU/L']],
  ])('of %s are taken in %j', (test, units) => {
    expect(findingsFor(`laboratory.${test}`, { value: 1, unit: 'furlong' })[0]!.allowed).toEqual(units);
    expect(Object.keys(LABORATORY_UNITS)).toContain(test);
  });
});

describe('levels', () => {
  const LEVELS = 'C1 C2 C3 C4 C5 C6 C7 T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 L1 L2 L3 L4 L5 S1 S2 S3 S4 S5'.split(' ');
  const EVERY_LIST = ['primary.previouslyIrradiatedLevels', 'burden.vertebraeInvolved', 'lesions[0].levels'];

  it.each(EVERY_LIST)('of %s are those of the spine, each once', (path) => {
    expect(findingsFor(path, LEVELS)).toEqual([]);
    expect(findingsFor(path, ['T13'])).toEqual([
      {
        item: path,
        code: 'unknown-option',
        message: `${path}: "T13" is not a level from C1 to S5.`,
        allowed: LEVELS,
      },
    ]);
    expect(findingsFor(path, ['T8', 'T8'])).toEqual([
      { item: path, code: 'contradiction', message: `${path}: a level is listed twice.` },
    ]);
    expect(findingsFor(path, 'T8')).toEqual([
      { item: path, code: 'wrong-type', message: `${path}: a list of levels is expected, not "T8".` },
    ]);
  });

  it('may be none where none is an answer, and not elsewhere', () => {
    expect(findingsFor('primary.previouslyIrradiatedLevels', [])).toEqual([]);
    for (const path of ['burden.vertebraeInvolved', 'lesions[0].levels']) {
      const message = `${path}: at least one level is listed, or the fact is left out.`;
      expect(findingsFor(path, [])).toEqual([{ item: path, code: 'out-of-range', message }]);
    }
  });

  it('of a lesion are one stretch, in any order, across regions too', () => {
    for (const levels of [['T8'], ['L1', 'T12', 'T11'], ['C7', 'T1'], ['L5', 'S1']]) {
      expect(findingsFor('lesions[0].levels', levels)).toEqual([]);
    }
    expect(findingsFor('lesions[0].levels', ['T8', 'T10'])).toMatchObject([{ code: 'contradiction' }]);
    expect(findingsFor('burden.vertebraeInvolved', ['T8', 'T10'])).toEqual([]);
  });
});

describe('the lesions of an assessment', () => {
  it('are a list of at most 100', () => {
    const lesions = (count: number) => ({ lesions: Array(count).fill({ levels: ['T8'] }) }) as Facts;
    expect(checkFacts(lesions(100))).toEqual([]);
    expect(checkFacts(lesions(101))).toEqual([
      {
        item: 'lesions',
        code: 'out-of-range',
        message: 'lesions: 101 lesions are more than the 100 an assessment may hold.',
      },
    ]);
    expect(checkFacts({ lesions: {} } as Facts)).toEqual([
      { item: 'lesions', code: 'wrong-type', message: 'lesions: a list of lesions is expected, not {}.' },
    ]);
  });
});

describe('EQ-5D', () => {
  const eq5d = (facts: object) => checkFacts({ patientReported: { eq5d: facts } } as Facts);
  const STATE = 'patientReported.eq5d.state';

  it.each([
    ['3L', ['11111', '33333', '12321'], ['', '1111', '111111', '11114', '01111', 'x11111', 11111, undefined], 3],
    ['5L', ['11111', '55555', '12345'], ['', '1111', '111111', '11116', '01111', 'x11111', 11111, undefined], 5],
  ])('%s has the states that its version can have', (version, states, others, levels) => {
    for (const state of states) expect(eq5d({ version, state })).toEqual([]);
    for (const state of others) {
      const quoted = state === undefined ? 'undefined' : JSON.stringify(state);
      const message = `${STATE}: ${quoted} is impossible: an EQ-5D-${version} state is five digits from 1 to ${levels}.`;
      expect(eq5d({ version, state })).toEqual([{ item: STATE, code: 'out-of-range', message }]);
    }
  });

  it.each([
    ['3L', ['uk-dolan-1997', 'netherlands-lamers-2006', 'germany-greiner-2005'], 'us-pickard-2019'],
    [
      '5L',
      ['us-pickard-2019', 'netherlands-versteegh-2016', 'germany-ludwig-2018', 'england-devlin-2018'],
      'uk-dolan-1997',
    ],
  ])('%s has the value sets of its own version', (version, valueSets, other) => {
    for (const valueSet of valueSets) expect(eq5d({ version, state: '11111', valueSet })).toEqual([]);
    expect(eq5d({ version, state: '11111', valueSet: other })).toMatchObject([
      { item: 'patientReported.eq5d.valueSet', code: 'unknown-option', allowed: valueSets },
    ]);
  });

  it('has a version before anything else of it is looked at', () => {
    expect(eq5d({ state: '99999', valueSet: 'none' })).toEqual([
      {
        item: 'patientReported.eq5d.version',
        code: 'unknown-option',
        message: 'patientReported.eq5d.version: null is not one of 3L, 5L.',
        allowed: ['3L', '5L'],
      },
    ]);
  });
});

describe('SOSGOQ2.0', () => {
  const sosgoq = (answers: unknown) => checkFacts({ patientReported: { sosgoq: answers } } as Facts);
  const PATH = 'patientReported.sosgoq';

  it('has twenty questions with answers from 1 to 5', () => {
    expect(sosgoq(undefined)).toEqual([]);
    expect(sosgoq({})).toEqual([]);
    expect(sosgoq({ 1: 1, 9: 3, 10: 4, 20: 5 })).toEqual([]);
    expect(sosgoq({ 1: 0 })).toEqual([
      { item: `${PATH}.1`, code: 'out-of-range', message: `${PATH}.1: 0 is not a whole number, 1 to 5.` },
    ]);
    expect(sosgoq({ 20: 6 })).toEqual([
      { item: `${PATH}.20`, code: 'out-of-range', message: `${PATH}.20: 6 is not a whole number, 1 to 5.` },
    ]);
    expect(sosgoq([1])).toEqual([
      {
        item: PATH,
        code: 'wrong-type',
        message: `${PATH}: an object of answers by the number of the question is expected, not [1].`,
      },
    ]);
  });

  it.each(['0', '21', '01', '1.5', '1e1', '1x', 'x1', '100', '-1', ''])('has no question %j', (question) => {
    const message = `${PATH}: there is no question ${JSON.stringify(question)}; they are numbered 1 to 20.`;
    expect(sosgoq({ [question]: 1 })).toEqual([{ item: PATH, code: 'unknown-item', message }]);
  });
});
