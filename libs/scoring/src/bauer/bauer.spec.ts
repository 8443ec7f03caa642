import { assessment } from '../../test/given.js';
import type { BurdenFacts, PrimaryFacts } from '../facts.js';
import { score, scoreFacts } from '../score.js';

const BEST = {
  'visceral-or-brain-metastases': 'absent',
  'lung-cancer': 'no',
  primary: 'kidney',
  'skeletal-metastases': 'solitary',
  'pathological-fracture': 'no',
};

function itemOf(item: string, patch: Parameters<typeof assessment>[0]) {
  const [result] = scoreFacts('bauer', assessment(patch));
  return [...result!.items, ...result!.missing].find((each) => each.item === item);
}

describe('Bauer', () => {
  it.each([
    [BEST, 5, '4-5', 50, 'verified'],
    [{ ...BEST, 'pathological-fracture': 'yes' }, 4, '4-5', 50, 'verified'],
    [{ ...BEST, 'pathological-fracture': 'yes', primary: 'other' }, 3, '2-3', 25, 'unverified'],
    [{ ...BEST, 'pathological-fracture': 'yes', primary: 'other', 'lung-cancer': 'yes' }, 2, '2-3', 25, 'unverified'],
    [
      {
        ...BEST,
        'pathological-fracture': 'yes',
        primary: 'other',
        'lung-cancer': 'yes',
        'skeletal-metastases': 'multiple',
      },
      1,
      '0-1',
      0,
      'verified',
    ],
  ])('%j is %i points, band %s with %i %% alive at one year', (form, total, id, percent, evidence) => {
    expect(score('bauer', form)).toMatchObject({
      total,
      category: { id },
      prognosis: { survival: [{ atMonths: 12, percent }], evidence },
    });
    expect(score('bauer', form).prognosis).not.toHaveProperty('belowMonths');
  });

  it.each([
    [{ visceralMetastases: 'none', brainMetastases: false }, 'absent', 1],
    [{ visceralMetastases: 'treatable', brainMetastases: false }, 'present', 0],
    [{ visceralMetastases: 'untreatable', brainMetastases: undefined }, 'present', 0],
    [{ visceralMetastases: 'none', brainMetastases: true }, 'present', 0],
    [{ visceralMetastases: undefined, brainMetastases: true }, 'present', 0],
  ] as [BurdenFacts, string, number][])(
    'counts visceral or brain metastases together: %j is %s',
    (burden, option, points) => {
      expect(itemOf('visceral-or-brain-metastases', { burden })).toMatchObject({ option, points });
    },
  );

  it.each([
    [{ visceralMetastases: 'none', brainMetastases: undefined }, ['burden.brainMetastases']],
    [{ visceralMetastases: undefined, brainMetastases: false }, ['burden.visceralMetastases']],
    [
      { visceralMetastases: undefined, brainMetastases: undefined },
      ['burden.visceralMetastases', 'burden.brainMetastases'],
    ],
  ] as [BurdenFacts, string[]][])('asks for what would settle the metastases: %j', (burden, from) => {
    expect(itemOf('visceral-or-brain-metastases', { burden })).toMatchObject({ from, options: expect.any(Array) });
  });

  it.each([
    [{ site: 'lung', histology: undefined }, 'yes'],
    [{ site: undefined, histology: 'small-cell-lung' }, 'yes'],
    [{ site: 'lung', histology: 'non-small-cell-lung' }, 'yes'],
    [{ site: 'unidentified', histology: 'non-small-cell-lung' }, 'yes'],
    [{ site: 'breast', histology: undefined }, 'no'],
    [{ site: 'unidentified', histology: 'unknown' }, 'no'],
    [{ site: 'lung', histology: 'lymphoma' }, 'no'],
    [{ site: undefined, histology: 'multiple-myeloma' }, 'no'],
  ] as [PrimaryFacts, string][])('lung cancer: %j is %s', (primary, option) => {
    expect(itemOf('lung-cancer', { primary })).toMatchObject({ option });
  });

  it('asks about a lung histology with another site, and about an unknown site', () => {
    const contradictory = itemOf('lung-cancer', { primary: { site: 'breast', histology: 'non-small-cell-lung' } });
    expect(contradictory).toMatchObject({ from: ['primary.site', 'primary.histology'] });
    expect(contradictory!.note).toContain('contradict');
    expect(contradictory).not.toHaveProperty('option');
    expect(itemOf('lung-cancer', { primary: { site: undefined } })).toMatchObject({ from: ['primary.site'] });
  });

  it.each([
    [{ site: 'breast' }, 'breast', 1],
    [{ site: 'kidney' }, 'kidney', 1],
    [{ site: 'lymphatic', histology: 'lymphoma' }, 'lymphoma', 1],
    [{ site: undefined, histology: 'multiple-myeloma' }, 'multiple-myeloma', 1],
    [{ site: 'prostate' }, 'other', 0],
    [{ site: 'thyroid', histology: undefined }, 'other', 0],
    [{ site: 'unidentified', histology: 'unknown' }, 'other', 0],
    [{ site: 'bone', histology: 'sarcoma' }, 'other', 0],
  ] as [PrimaryFacts, string, number][])('the primary %j is %s: %i points', (primary, option, points) => {
    expect(itemOf('primary', { primary })).toMatchObject({ option, points });
  });

  it.each([
    [{ site: 'bone-marrow', histology: undefined }, ['primary.histology']],
    [{ site: 'other', histology: 'unknown' }, ['primary.histology']],
    [{ site: undefined, histology: undefined }, ['primary.site']],
  ] as [PrimaryFacts, string[]][])('asks before it calls %j unfavourable', (primary, from) => {
    const asked = itemOf('primary', { primary });
    expect(asked).toMatchObject({ from });
    expect(asked).not.toHaveProperty('option');
  });

  it.each([
    [false, 'no', 1],
    [true, 'yes', 0],
  ])('a pathological fracture (%s) gives %s: %i points', (pathologicalFracture, option, points) => {
    expect(itemOf('pathological-fracture', { burden: { pathologicalFracture } })).toMatchObject({ option, points });
  });

  it('leaves the fracture open while nobody said', () => {
    const [result] = scoreFacts('bauer', assessment({ burden: { pathologicalFracture: undefined } }));
    expect(result).toMatchObject({ complete: false, possible: { min: 4, max: 5 } });
  });

  it('is not completed by what is removable', () => {
    const burden = { visceralMetastases: undefined, brainMetastases: false, majorOrganMetastases: 'none' } as const;
    expect(scoreFacts('bauer', assessment({ burden }))[0]!.complete).toBe(false);
  });
});

describe('modified Bauer', () => {
  const { 'pathological-fracture': _fracture, ...best } = BEST;

  it.each([
    [best, 4, '3-4', 28.4],
    [{ ...best, primary: 'other' }, 3, '3-4', 28.4],
    [{ ...best, primary: 'other', 'skeletal-metastases': 'multiple' }, 2, '2', 18.2],
    [{ ...best, primary: 'other', 'skeletal-metastases': 'multiple', 'lung-cancer': 'yes' }, 1, '0-1', 4.8],
    [
      {
        ...best,
        primary: 'other',
        'skeletal-metastases': 'multiple',
        'lung-cancer': 'yes',
        'visceral-or-brain-metastases': 'present',
      },
      0,
      '0-1',
      4.8,
    ],
  ])('%j is %i points, band %s', (form, total, id, medianMonths) => {
    expect(score('modified-bauer', form)).toMatchObject({
      total,
      category: { id },
      prognosis: { medianMonths, evidence: 'unverified' },
    });
  });

  it('has no fracture among its items', () => {
    expect(() => score('modified-bauer', BEST)).toThrow(/no item "pathological-fracture"/);
  });

  it('may advise the opposite of the original, and both are shown', () => {
    const burden = { extraspinalBoneMetastases: 4, pathologicalFracture: true } as const;
    const facts = assessment({ burden });
    expect(scoreFacts('bauer', facts)[0]).toMatchObject({ total: 3, category: { id: '2-3' } });
    expect(scoreFacts('modified-bauer', facts)[0]).toMatchObject({ total: 3, category: { id: '3-4' } });
  });
});
