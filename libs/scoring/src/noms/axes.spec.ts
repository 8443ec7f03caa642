import { assessment, lesion } from '../../test/given.js';
import type { Facts, PrimaryFacts } from '../facts.js';
import { radiosensitivityForNoms, readMechanical, readNeurologic, readOncologic, readSystemic } from './axes.js';

const withEscc = (escc: '0' | '1c' | '2', neurology = {}) =>
  assessment({ lesions: [lesion({ escc })], neurology: { myelopathy: false, ...neurology } });

describe('the neurologic axis', () => {
  it('does not exist without an extradural lesion', () => {
    const facts = assessment({ lesions: [lesion({ compartment: 'intramedullary' })] });
    expect(readNeurologic(facts, {})).toEqual({
      option: null,
      from: [],
      among: [],
      note: 'No lesion recorded is extradural.',
    });
  });

  it('asks for the grade of a case without a lesion', () => {
    expect(readNeurologic({}, {})).toEqual({ option: null, from: ['lesions[].escc'] });
  });

  it('is of high grade by the compression alone', () => {
    expect(readNeurologic(withEscc('2', { myelopathy: undefined }), {})).toEqual({
      option: 'high-grade',
      from: ['lesions[0].escc'],
    });
  });

  it('of low grade names the compression and the myelopathy', () => {
    const from = ['lesions[0].escc', 'neurology.myelopathy'];
    expect(readNeurologic(withEscc('0'), {})).toEqual({ option: 'low-grade', from });
    expect(readNeurologic(withEscc('0', { myelopathy: true }), {})).toEqual({
      option: 'low-grade-with-myelopathy',
      from,
    });
  });

  it('asks for the myelopathy of a low grade, which stays a low grade', () => {
    const asked = { option: null, from: ['neurology.myelopathy'], among: ['low-grade', 'low-grade-with-myelopathy'] };
    expect(readNeurologic({ lesions: [lesion()] }, {})).toEqual(asked);
    expect(readNeurologic({ lesions: [lesion({ escc: '1c' })] }, { escc1cCountsAs: 'low' })).toEqual({
      ...asked,
      note: 'The board counts ESCC 1c as low.',
    });
  });

  it('counts ESCC 1c as the board has said, and no other grade', () => {
    const asked = {
      option: null,
      from: ['lesions[0].escc'],
      note: 'ESCC 1c is counted as low by some and as high by others: the board says which.',
    };
    expect(readNeurologic(withEscc('1c'), {})).toEqual(asked);
    expect(readNeurologic(withEscc('1c'), { escc1cCountsAs: 'ask' })).toEqual(asked);
    expect(readNeurologic(withEscc('1c'), { escc1cCountsAs: 'high' })).toEqual({
      option: 'high-grade',
      from: ['lesions[0].escc'],
      note: 'The board counts ESCC 1c as high.',
    });
    expect(readNeurologic(withEscc('1c'), { escc1cCountsAs: 'low' })).toEqual({
      option: 'low-grade',
      from: ['lesions[0].escc', 'neurology.myelopathy'],
      note: 'The board counts ESCC 1c as low.',
    });
    expect(readNeurologic(withEscc('0'), { escc1cCountsAs: 'high' })).toEqual({
      option: 'low-grade',
      from: ['lesions[0].escc', 'neurology.myelopathy'],
    });
    expect(readNeurologic(withEscc('0'), { escc1cCountsAs: 'low' })).not.toHaveProperty('note', expect.any(String));
  });

  it('waits for a lesion that may be worse, unless ESCC 1c is of high grade already', () => {
    const lesions = [lesion({ escc: '1c' }), lesion({ escc: undefined })];
    expect(readNeurologic({ lesions }, {})).toEqual({ option: null, from: ['lesions[1].escc'] });
    expect(readNeurologic({ lesions }, { escc1cCountsAs: 'low' })).toEqual({ option: null, from: ['lesions[1].escc'] });
    expect(readNeurologic({ lesions }, { escc1cCountsAs: 'high' }).option).toBe('high-grade');
  });
});

describe('the oncologic axis', () => {
  const oncologic = (primary: PrimaryFacts | undefined, rest: Facts = assessment()) =>
    readOncologic({ ...rest, primary });
  const SENSITIVE = { radiosensitivity: 'sensitive' } as const;

  it.each([
    [
      undefined,
      {
        option: null,
        from: ['primary.radiosensitivity'],
        note: 'No list classes this histology: confirm its radiosensitivity.',
      },
    ],
    [
      { site: 'kidney' },
      {
        option: null,
        from: ['primary.radiosensitivity'],
        note: 'Confirm the radiosensitivity; suggested: resistant, because of the primary site kidney (unverified).',
      },
    ],
    [{ radiosensitivity: 'resistant' }, { option: 'radioresistant', from: ['primary.radiosensitivity'] }],
    [
      { ...SENSITIVE, previouslyIrradiatedLevels: [] },
      { option: 'radiosensitive', from: ['primary.radiosensitivity', 'primary.previouslyIrradiatedLevels'] },
    ],
    [
      { ...SENSITIVE, previouslyIrradiatedLevels: ['T8'] },
      { option: 'previously-irradiated', from: ['primary.previouslyIrradiatedLevels'] },
    ],
    [
      { ...SENSITIVE, previouslyIrradiatedLevels: ['T7'] },
      { option: 'radiosensitive', from: ['primary.radiosensitivity', 'primary.previouslyIrradiatedLevels'] },
    ],
    [
      SENSITIVE,
      {
        option: null,
        from: ['primary.previouslyIrradiatedLevels'],
        among: ['radiosensitive', 'previously-irradiated'],
      },
    ],
    [
      { radiosensitivity: 'intermediate', site: 'prostate', previouslyIrradiatedLevels: [] },
      {
        option: 'radiosensitive',
        from: ['primary.radiosensitivity', 'primary.site', 'primary.previouslyIrradiatedLevels'],
      },
    ],
    [{ radiosensitivity: 'intermediate' }, { option: null, from: ['primary.site'] }],
    [
      { radiosensitivity: 'intermediate', site: 'ovary' },
      {
        option: null,
        from: ['primary.radiosensitivity'],
        note: 'The table groups only breast and prostate among the intermediate primaries: the board classes this one.',
      },
    ],
  ] as [PrimaryFacts | undefined, object][])('of %j is %j', (primary, answer) => {
    expect(oncologic(primary)).toEqual(answer);
  });

  it('is settled without a lesion where nothing was irradiated, and asks for the lesion where something was', () => {
    expect(oncologic({ ...SENSITIVE, previouslyIrradiatedLevels: [] }, {}).option).toBe('radiosensitive');
    expect(oncologic({ ...SENSITIVE, previouslyIrradiatedLevels: ['T8'] }, {})).toEqual({
      option: null,
      from: ['lesions[].escc'],
      among: ['radiosensitive', 'previously-irradiated'],
    });
  });

  it('is irradiated before where one of the levels of the lesion was', () => {
    const facts = assessment({ lesions: [lesion({ levels: ['T8', 'T9'] })] });
    expect(oncologic({ ...SENSITIVE, previouslyIrradiatedLevels: ['T9', 'L1'] }, facts).option).toBe(
      'previously-irradiated',
    );
  });

  it('groups breast and prostate with the sensitive only where they are intermediate', () => {
    expect(radiosensitivityForNoms({ site: 'breast' })).toBeNull();
    expect(radiosensitivityForNoms({ site: 'breast', radiosensitivity: 'intermediate' })).toBe('radiosensitive');
    expect(radiosensitivityForNoms({ site: 'ovary', radiosensitivity: 'intermediate' })).toBeNull();
  });
});

describe('the mechanical axis', () => {
  const BY_SINS = [
    'lesions[0].levels',
    'pain.character',
    'lesions[0].boneQuality',
    'lesions[0].alignment',
    'lesions[0].collapse',
    'lesions[0].posterolateral',
  ];
  const indeterminate = assessment({ lesions: [lesion({ levels: ['L1'], boneQuality: 'lytic', alignment: 'de-novo-deformity' })] }); // prettier-ignore

  it('is the band of the worst SINS, read from its facts', () => {
    expect(readMechanical(assessment(), {})).toEqual({ option: 'stable', from: BY_SINS });
  });

  it('of an indeterminate SINS is what the board says', () => {
    expect(readMechanical(indeterminate, {})).toEqual({
      option: null,
      from: BY_SINS,
      note: 'SINS is indeterminate: the board says whether the spine counts as stable or unstable.',
    });
    expect(readMechanical(indeterminate, { sinsIndeterminateCountsAs: 'ask' }).option).toBeNull();
    for (const option of ['stable', 'unstable'] as const) {
      expect(readMechanical(indeterminate, { sinsIndeterminateCountsAs: option })).toEqual({
        option,
        from: BY_SINS,
        note: `The board counts an indeterminate SINS as ${option}.`,
      });
    }
  });

  it('asks for each fact that SINS lacks once', () => {
    const lacking = lesion({ alignment: undefined, collapse: undefined });
    const facts = assessment({ lesions: [lacking, lacking], pain: { character: undefined } });
    expect(readMechanical(facts, {})).toEqual({
      option: null,
      from: [
        'pain.character',
        'lesions[0].alignment',
        'lesions[0].collapse',
        'lesions[1].alignment',
        'lesions[1].collapse',
      ],
    });
  });
});

describe('the systemic axis', () => {
  it('is whether the patient tolerates surgery, and open while unknown', () => {
    expect(readSystemic({ general: { toleratesSurgery: true } })).toBe('tolerates-surgery');
    expect(readSystemic({ general: { toleratesSurgery: false } })).toBe('cannot-tolerate-surgery');
    expect(readSystemic({ general: {} })).toBeUndefined();
    expect(readSystemic({})).toBeUndefined();
  });
});
