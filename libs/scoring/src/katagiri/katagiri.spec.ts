import fc from 'fast-check';
import { assessment } from '../../test/given.js';
import {
  LABORATORY_UNITS,
  type BurdenFacts,
  type Facts,
  type LaboratoryFacts,
  type LaboratoryTest,
  type PrimaryFacts,
} from '../facts.js';
import { score, scoreFacts } from '../score.js';
import { convert } from '../units/convert.js';
import { FROM_LABORATORY, readLaboratory } from './laboratory.js';

function itemOf(item: string, facts: Facts) {
  const [result] = scoreFacts('katagiri', facts);
  return [...result!.items, ...result!.missing].find((each) => each.item === item)!;
}

const primary = (facts: PrimaryFacts) => itemOf('primary', { primary: facts });
const stillOpen = (item: object) => ('options' in item ? (item.options as { id: string }[]).map(({ id }) => id) : []);

describe('Katagiri', () => {
  it.each([
    [3, '0-3', [[12, 91], [24, 78]]],
    [4, '4-6', [[12, 49]]],
    [6, '4-6', [[12, 49]]],
    [7, '7-10', [[6, 27], [12, 6]]],
  ] as [number, string, [number, number][]][])('%i points are the band %s, and no months its paper does not state', (total, id, survival) => {
    const forms = {
      3: { primary: 'rapid', laboratory: 'normal' },
      4: { primary: 'rapid', laboratory: 'abnormal' },
      6: { primary: 'rapid', laboratory: 'critical', ecog: 3 },
      7: { primary: 'rapid', laboratory: 'critical', ecog: 4, 'previous-chemotherapy': 'yes' },
    }[total];
    const rest = { 'visceral-or-cerebral-metastasis': 'none', ecog: 2, 'previous-chemotherapy': 'no', 'skeletal-metastases': 'solitary' };
    const result = score('katagiri', { ...rest, ...forms });
    expect(result).toMatchObject({ total, category: { id } });
    expect(result.prognosis!.survival).toEqual(survival.map(([atMonths, percent]) => ({ atMonths, percent })));
    expect(result.prognosis).not.toHaveProperty('belowMonths');
    expect(result.prognosis).not.toHaveProperty('atLeastMonths');
  }); // prettier-ignore
});

describe('the primary, for Katagiri,', () => {
  it.each([
    [{ site: 'breast', hormoneDependent: true }, 'slow', 0],
    [{ site: 'breast', hormoneDependent: false }, 'moderate', 2],
    [{ site: 'prostate', histology: 'adenocarcinoma', hormoneDependent: true }, 'slow', 0],
    [{ site: 'prostate', hormoneDependent: false }, 'moderate', 2],
    [{ site: 'thyroid' }, 'slow', 0],
    [{ histology: 'multiple-myeloma' }, 'slow', 0],
    [{ site: 'breast', histology: 'lymphoma' }, 'slow', 0],
    [{ site: 'lung', targetableDriverTreated: true }, 'moderate', 2],
    [{ site: 'lung', targetableDriverTreated: false }, 'rapid', 3],
    [{ site: 'lung', histology: 'small-cell-lung', targetableDriverTreated: false }, 'rapid', 3],
    [{ site: 'kidney', histology: 'renal-cell' }, 'moderate', 2],
    [{ site: 'kidney', histology: 'urothelial' }, 'rapid', 3],
    [{ site: 'uterus' }, 'moderate', 2],
    [{ site: 'uterus', histology: 'adenocarcinoma' }, 'moderate', 2],
    [{ site: 'ovary' }, 'moderate', 2],
    [{ site: 'bone', histology: 'osteosarcoma' }, 'moderate', 2],
    [{ site: 'soft-tissue', histology: 'sarcoma' }, 'moderate', 2],
    [{ site: 'other', histology: 'adenocarcinoma' }, 'moderate', 2],
    [{ site: 'skin', histology: 'squamous-cell-carcinoma' }, 'moderate', 2],
    [{ site: 'other', histology: 'neuroendocrine' }, 'moderate', 2],
    [{ site: 'colon' }, 'rapid', 3],
    [{ site: 'rectum' }, 'rapid', 3],
    [{ site: 'stomach' }, 'rapid', 3],
    [{ site: 'pancreas' }, 'rapid', 3],
    [{ site: 'head-and-neck' }, 'rapid', 3],
    [{ site: 'oesophagus' }, 'rapid', 3],
    [{ site: 'bladder', histology: 'urothelial' }, 'rapid', 3],
    [{ site: 'other-urological' }, 'rapid', 3],
    [{ site: 'skin', histology: 'melanoma' }, 'rapid', 3],
    [{ site: 'unidentified', histology: 'melanoma' }, 'rapid', 3],
    [{ site: 'liver', histology: 'hepatocellular' }, 'rapid', 3],
    [{ site: 'gallbladder' }, 'rapid', 3],
    [{ site: 'cervix' }, 'rapid', 3],
    [{ site: 'unidentified', histology: 'unknown' }, 'rapid', 3],
  ] as [PrimaryFacts, string, number][])('%j is %s: %i points', (facts, option, points) => {
    expect(primary(facts)).toMatchObject({ option, points });
  });

  it.each([
    [{}, 'primary.site', ['slow', 'moderate', 'rapid']],
    [{ site: 'breast' }, 'primary.hormoneDependent', ['slow', 'moderate']],
    [{ site: 'prostate', histology: 'adenocarcinoma' }, 'primary.hormoneDependent', ['slow', 'moderate']],
    [{ site: 'lung' }, 'primary.targetableDriverTreated', ['moderate', 'rapid']],
    [{ site: 'kidney' }, 'primary.histology', ['moderate', 'rapid']],
    [{ site: 'kidney', histology: 'adenocarcinoma' }, 'primary.katagiriClass', ['moderate', 'rapid']],
    [{ site: 'liver' }, 'primary.histology', ['moderate', 'rapid']],
    [{ site: 'testis', histology: 'seminoma' }, 'primary.katagiriClass', ['moderate', 'rapid']],
    [{ site: 'testis' }, 'primary.katagiriClass', ['moderate', 'rapid']],
    [{ site: 'skin' }, 'primary.histology', ['moderate', 'rapid']],
    [{ site: 'bone', histology: 'unknown' }, 'primary.histology', ['slow', 'moderate']],
    [{ site: 'bone-marrow' }, 'primary.histology', ['slow', 'moderate']],
    [{ site: 'other' }, 'primary.histology', ['slow', 'moderate', 'rapid']],
    [{ site: 'uterus', histology: 'squamous-cell-carcinoma' }, 'primary.katagiriClass', ['moderate', 'rapid']],
    [{ site: 'pancreas', histology: 'neuroendocrine' }, 'primary.katagiriClass', ['moderate', 'rapid']],
    [{ site: 'breast', histology: 'sarcoma', hormoneDependent: true }, 'primary.katagiriClass', ['slow', 'moderate']],
    [{ site: 'unidentified', histology: 'renal-cell' }, 'primary.katagiriClass', ['moderate', 'rapid']],
  ] as [PrimaryFacts, string, string[]][])('is asked about for %j: %s', (facts, from, among) => {
    const asked = primary(facts);
    expect(asked).toMatchObject({ from: [from] });
    expect(stillOpen(asked)).toEqual(among);
    expect(asked).not.toHaveProperty('points');
  });

  it('takes a clinician’s ruling only where the facts leave it open, and only between what they leave', () => {
    expect(primary({ site: 'breast', katagiriClass: 'moderate' })).toMatchObject({ option: 'moderate', from: ['primary.katagiriClass'] }); // prettier-ignore
    expect(primary({ site: 'kidney', katagiriClass: 'rapid' })).toMatchObject({ option: 'rapid', points: 3 });
    expect(primary({ site: 'breast', katagiriClass: 'rapid' })).not.toHaveProperty('points');
    expect(primary({ site: 'breast', hormoneDependent: true, katagiriClass: 'rapid' })).toMatchObject({
      option: 'slow',
    });
    expect(primary({ site: 'stomach', katagiriClass: 'slow' })).toMatchObject({ option: 'rapid' });
  });

  it('says why it asks', () => {
    expect(primary({ site: 'breast' }).note).toContain('slow and moderate');
  });

  it('names the facts it was read from', () => {
    expect(primary({ site: 'stomach' })).toMatchObject({ from: ['primary.site'] });
    expect(primary({ site: 'breast', histology: 'adenocarcinoma', hormoneDependent: true })).toMatchObject({
      from: ['primary.site', 'primary.histology', 'primary.hormoneDependent'],
    });
    expect(primary({ site: 'lung', targetableDriverTreated: true })).toMatchObject({
      from: ['primary.site', 'primary.targetableDriverTreated'],
    });
    expect(primary({ histology: 'lymphoma' })).toMatchObject({ from: ['primary.histology'] });
  });
});

describe('visceral or cerebral metastases, for Katagiri,', () => {
  const visceral = (burden: BurdenFacts) => itemOf('visceral-or-cerebral-metastasis', { burden });

  it.each([
    [{ visceralMetastases: 'none', brainMetastases: false }, 'none', 0],
    [{ visceralMetastases: 'treatable', visceralPattern: 'nodular' }, 'nodular', 1],
    [{ visceralPattern: 'nodular' }, 'nodular', 1],
    [{ visceralMetastases: 'none', brainMetastases: true, visceralPattern: 'nodular' }, 'nodular', 1],
    [{ visceralMetastases: 'untreatable', visceralPattern: 'disseminated' }, 'disseminated', 2],
    // Leptomeningeal dissemination is neither visceral nor a metastasis of the brain.
    [{ visceralMetastases: 'none', brainMetastases: false, visceralPattern: 'disseminated' }, 'disseminated', 2],
  ] as [BurdenFacts, string, number][])('%j are %s: %i points', (burden, option, points) => {
    expect(visceral(burden)).toMatchObject({ option, points });
  });

  it.each([
    [{}, ['burden.visceralMetastases', 'burden.brainMetastases'], ['none', 'nodular', 'disseminated']],
    [{ visceralMetastases: 'none' }, ['burden.brainMetastases'], ['none', 'nodular', 'disseminated']],
    [{ brainMetastases: false }, ['burden.visceralMetastases'], ['none', 'nodular', 'disseminated']],
    [{ visceralMetastases: 'treatable' }, ['burden.visceralPattern'], ['nodular', 'disseminated']],
    [{ visceralMetastases: 'none', brainMetastases: true }, ['burden.visceralPattern'], ['nodular', 'disseminated']],
  ] as [BurdenFacts, string[], string[]][])('are asked about: %j', (burden, from, among) => {
    expect(visceral(burden)).toMatchObject({ from });
    expect(stillOpen(visceral(burden))).toEqual(among);
  });

  it('are not nodular where there are none', () => {
    const contradictory = visceral({ visceralMetastases: 'none', brainMetastases: false, visceralPattern: 'nodular' });
    expect(contradictory.note).toContain('correct one of them');
    expect(contradictory).not.toHaveProperty('points');
  });
});

describe('the laboratory, for Katagiri,', () => {
  const NORMAL = {
    platelets: { value: 100_000, unit: '/uL' },
    calcium: { value: 10.2, unit: 'mg/dL' },
    bilirubin: { value: 1.3, unit: 'mg/dL' },
    crp: { value: 0.3, unit: 'mg/dL' },
    ldh: { value: 249, unit: 'IU/L' },
    albumin: { value: 3.7, unit: 'g/dL' },
  } as const satisfies LaboratoryFacts;
  const laboratory = (facts: LaboratoryFacts) => itemOf('laboratory', { laboratory: facts });

  it.each([
    ['crp', 0.39, 'mg/dL', 'normal'],
    ['crp', 0.4, 'mg/dL', 'abnormal'],
    ['crp', 3.9, 'mg/L', 'normal'],
    ['crp', 4, 'mg/L', 'abnormal'],
    ['ldh', 249, 'IU/L', 'normal'],
    ['ldh', 250, 'IU/L', 'abnormal'],
    ['albumin', 3.7, 'g/dL', 'normal'],
    ['albumin', 3.69, 'g/dL', 'abnormal'],
    ['albumin', 37, 'g/L', 'normal'],
    ['albumin', 36.9, 'g/L', 'abnormal'],
    ['albumin', 556.391, 'umol/L', 'normal'],
    ['albumin', 556, 'umol/L', 'abnormal'],
    ['platelets', 100_000, '/uL', 'normal'],
    ['platelets', 99_999, '/uL', 'critical'],
    ['platelets', 100, '10^9/L', 'normal'],
    ['platelets', 99, '10^9/L', 'critical'],
    ['calcium', 10.29, 'mg/dL', 'normal'],
    ['calcium', 10.3, 'mg/dL', 'critical'],
    ['calcium', 2.56, 'mmol/L', 'normal'],
    ['calcium', 2.57, 'mmol/L', 'critical'],
    ['bilirubin', 1.39, 'mg/dL', 'normal'],
    ['bilirubin', 1.4, 'mg/dL', 'critical'],
    ['bilirubin', 23.9, 'umol/L', 'normal'],
    ['bilirubin', 24, 'umol/L', 'critical'],
  ] as [LaboratoryTest, number, string, string][])('with %s of %d %s is %s', (test, value, unit, option) => {
    expect(laboratory({ ...NORMAL, [test]: { value, unit } })).toMatchObject({ option });
  });

  it('counts a critical value instead of an abnormal one, never beside it', () => {
    const both = laboratory({ ...NORMAL, crp: { value: 90, unit: 'mg/L' }, calcium: { value: 3.1, unit: 'mmol/L' } });
    expect(both).toMatchObject({ option: 'critical', points: 2, from: ['laboratory.calcium'] });
  });

  it('is critical by one value alone, whatever is unknown', () => {
    expect(laboratory({ bilirubin: { value: 40, unit: 'umol/L' } })).toMatchObject({
      option: 'critical',
      from: ['laboratory.bilirubin'],
      note: 'Converted with a molar mass of 584.66 g/mol.',
    });
  });

  it('needs all six to be normal, and the critical ones to be abnormal', () => {
    expect(laboratory(NORMAL)).toMatchObject({
      option: 'normal',
      points: 0,
      from: ['laboratory.platelets', 'laboratory.calcium', 'laboratory.bilirubin', 'laboratory.crp', 'laboratory.ldh', 'laboratory.albumin'], // prettier-ignore
    });
    const { crp: _crp, ldh: _ldh, ...withoutTwo } = NORMAL;
    expect(laboratory({ ...withoutTwo, albumin: { value: 30, unit: 'g/L' } })).toMatchObject({
      option: 'abnormal',
      points: 1,
      from: ['laboratory.albumin', 'laboratory.platelets', 'laboratory.calcium', 'laboratory.bilirubin'],
    });
  });

  it.each([
    [{}, ['normal', 'abnormal', 'critical'], 6],
    [{ ...NORMAL, crp: undefined }, ['normal', 'abnormal'], 1],
    [{ ...NORMAL, calcium: undefined }, ['normal', 'critical'], 1],
    [{ ...NORMAL, calcium: undefined, crp: undefined }, ['normal', 'abnormal', 'critical'], 2],
    [{ ...NORMAL, calcium: undefined, crp: undefined, ldh: { value: 900, unit: 'IU/L' } }, ['abnormal', 'critical'], 1],
  ] as [LaboratoryFacts, string[], number][])('says what %j leaves open', (facts, among, values) => {
    const asked = laboratory(facts);
    expect(stillOpen(asked)).toEqual(among);
    expect(asked.from).toHaveLength(values);
  });

  it.each(Object.keys(NORMAL) as (keyof typeof NORMAL)[])('says the same of %s in every unit', (test) => {
    const { unit: reference } = NORMAL[test];
    const cutOff = NORMAL[test].value;
    fc.assert(
      fc.property(
        fc.integer({ min: 5_000, max: 20_000 }),
        fc.constantFrom(...LABORATORY_UNITS[test]),
        (share, unit) => {
          const printed = { value: Number(((cutOff * share) / 10_000).toFixed(4)), unit: reference };
          const converted = convert(test, printed, unit);
          expect(laboratory({ ...NORMAL, [test]: converted })).toMatchObject({
            option: (laboratory({ ...NORMAL, [test]: printed }) as { option: string }).option,
          });
        },
      ),
    );
  });

  it('is refused in a unit that the laboratory does not have', () => {
    const facts = { laboratory: { calcium: { value: 2.4, unit: 'mEq/L' } } } as unknown as Facts;
    expect(() => scoreFacts('katagiri', facts)).toThrow(/"mEq\/L" is not one of them/);
  });
});

describe('the ECOG grade, for Katagiri,', () => {
  const ecog = (general: Facts['general']) => itemOf('ecog', { general });

  it.each([
    [0, '0-2', 0],
    [2, '0-2', 0],
    [3, '3-4', 1],
    [4, '3-4', 1],
  ])('%i counts as %s: %i points', (grade, option, points) => {
    expect(ecog({ ecog: grade })).toMatchObject({ option, points, from: ['general.ecog'] });
  });

  it('5 leaves no score', () => {
    const [result] = scoreFacts('katagiri', assessment({ general: { ecog: 5 } }));
    expect(result).toMatchObject({ complete: false, possible: null, missing: [], notScorable: 'ECOG 5 cannot be scored: the table ends at 4.' }); // prettier-ignore
    expect(() => score('katagiri', { ecog: 5 })).toThrow(/the table ends at 4/);
  });

  it('is not taken from a KPS unless a clinician has chosen the mapping', () => {
    expect(ecog({ kps: 60 })).toMatchObject({
      from: ['general.ecog'],
      note: 'A KPS of 60 is ECOG 2 by Ma 2010: it counts once the mapping is chosen.',
    });
    expect(ecog({ kps: 60 })).not.toHaveProperty('points');
  });

  it('names the mapping it was taken by, and the two mappings differ at 60', () => {
    expect(ecog({ kps: 60, ecogMapping: 'ma-2010' })).toMatchObject({
      option: '0-2',
      from: ['general.kps', 'general.ecogMapping'],
      note: 'A KPS of 60 is ECOG 2 by Ma 2010.',
    });
    expect(ecog({ kps: 60, ecogMapping: 'prasad-2018' })).toMatchObject({
      option: '3-4',
      note: 'A KPS of 60 is ECOG 3 by Prasad 2018.',
    });
  });

  it('recorded comes before mapped, and no mapping has a KPS of 0', () => {
    expect(ecog({ ecog: 1, kps: 40, ecogMapping: 'ma-2010' })).toMatchObject({ option: '0-2', from: ['general.ecog'] });
    expect(ecog({ kps: 0, ecogMapping: 'ma-2010' })).not.toHaveProperty('points');
  });
});

describe('the rest of Katagiri', () => {
  it('reads previous chemotherapy and the skeleton', () => {
    expect(itemOf('previous-chemotherapy', { burden: { previousChemotherapy: true } })).toMatchObject({ option: 'yes', points: 1 }); // prettier-ignore
    expect(itemOf('previous-chemotherapy', { burden: { previousChemotherapy: false } })).toMatchObject({
      option: 'no',
    });
    expect(itemOf('skeletal-metastases', assessment())).toMatchObject({ option: 'solitary', points: 0 });
    expect(itemOf('skeletal-metastases', { burden: { vertebraeInvolved: ['T8', 'T9'] } })).toMatchObject({ option: 'multiple', points: 1 }); // prettier-ignore
  });
});

describe('what the laboratory leaves open, for Katagiri,', () => {
  const crp = { value: 90, unit: 'mg/L' } as const;
  const calcium = { value: 3.1, unit: 'mmol/L' } as const;
  const bilirubin = { value: 40, unit: 'umol/L' } as const;

  it('is every value at first, and then only what may change the class', () => {
    expect(readLaboratory()).toEqual({
      option: null,
      from: FROM_LABORATORY,
      among: ['normal', 'abnormal', 'critical'],
    });
    expect(FROM_LABORATORY).toEqual([
      'laboratory.platelets',
      'laboratory.calcium',
      'laboratory.bilirubin',
      'laboratory.crp',
      'laboratory.ldh',
      'laboratory.albumin',
    ]);
    expect(readLaboratory({ crp })).toEqual({
      option: null,
      from: ['laboratory.platelets', 'laboratory.calcium', 'laboratory.bilirubin'],
      among: ['abnormal', 'critical'],
    });
  });

  it('is without a note where nothing was converted by a molar mass, and names each mass otherwise', () => {
    const settled = readLaboratory({ platelets: { value: 50, unit: '10^9/L' } });
    expect(settled).toEqual({ option: 'critical', from: ['laboratory.platelets'], note: undefined });
    expect(readLaboratory({ calcium, bilirubin })).toEqual({
      option: 'critical',
      from: ['laboratory.calcium', 'laboratory.bilirubin'],
      note: 'Converted with a molar mass of 40.078 g/mol. Converted with a molar mass of 584.66 g/mol.',
    });
  });
});
