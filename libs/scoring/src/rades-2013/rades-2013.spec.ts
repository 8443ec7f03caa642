import { assessment } from '../../test/given.js';
import type { BurdenFacts, Facts, NeurologyFacts, PrimaryFacts } from '../facts.js';
import { PROGNOSTIC_INSTRUMENTS } from '../registry.js';
import { inputsFrom, score, scoreFacts } from '../score.js';

function itemOf(item: string, facts: Facts) {
  const [result] = scoreFacts('rades-2013', facts);
  return [...result!.items, ...result!.missing].find((each) => each.item === item);
}

const BEST = {
  ecog: 2,
  primary: 'breast',
  'other-bone-metastases': 'no',
  'visceral-metastases': 'absent',
  interval: 'over-15-months',
  ambulation: 'ambulatory',
  'motor-deficit': 8,
};

describe('Rades 2013', () => {
  it('suggests best supportive care from 19 points', () => {
    const form = { ...BEST, ecog: 3, 'visceral-metastases': 'present', ambulation: 'not-ambulatory', 'other-bone-metastases': 'yes' };
    expect(score('rades-2013', form)).toMatchObject({ total: 18, category: { id: '6-18' } });
    expect(score('rades-2013', form).category).not.toHaveProperty('advice');
    expect(score('rades-2013', { ...form, primary: 'prostate' })).toMatchObject({
      total: 19,
      category: { id: '19-25', advice: expect.stringContaining('sensitivity 81 %, specificity 84 %, negative predictive value 95 %') },
    });
  }); // prettier-ignore

  it('selects and does not predict: it is none of the prognostic instruments, and says nothing of survival', () => {
    expect(PROGNOSTIC_INSTRUMENTS).not.toContain('rades-2013');
    expect(score('rades-2013', BEST)).toMatchObject({ total: 6, prognosis: null });
  });

  it.each([
    [0, 'ECOG 0 and 1 cannot be scored: the table begins at ECOG 2.'],
    [1, 'ECOG 0 and 1 cannot be scored: the table begins at ECOG 2.'],
    [5, 'ECOG 5 cannot be scored: the table ends at 4.'],
  ])('cannot be scored with ECOG %i', (ecog, notScorable) => {
    const [result] = scoreFacts('rades-2013', assessment({ general: { ecog } }));
    expect(result).toMatchObject({ complete: false, possible: null, missing: [], notScorable });
    expect(() => score('rades-2013', { ...BEST, ecog })).toThrow(notScorable);
  });

  it('cannot be scored with a KPS that a chosen mapping takes to ECOG 1', () => {
    const [result] = scoreFacts('rades-2013', { general: { kps: 80, ecogMapping: 'ma-2010' } });
    expect(result!.notScorable).toBe(
      'A KPS of 80 is ECOG 1 by Ma 2010. ECOG 0 and 1 cannot be scored: the table begins at ECOG 2.',
    );
  });

  it.each([
    [{ site: 'breast' }, 'breast', 1],
    [{ site: 'prostate' }, 'prostate', 2],
    [{ histology: 'multiple-myeloma' }, 'lymphoma-or-myeloma', 1],
    [{ site: 'breast', histology: 'lymphoma' }, 'lymphoma-or-myeloma', 1],
    [{ site: 'lung' }, 'lung', 3],
    [{ histology: 'small-cell-lung' }, 'lung', 3],
    [{ site: 'kidney' }, 'other', 3],
    [{ site: 'bone', histology: 'sarcoma' }, 'other', 3],
  ] as [PrimaryFacts, string, number][])('the primary %j is %s: %i points', (primary, option, points) => {
    expect(itemOf('primary', { primary })).toMatchObject({ option, points });
  });

  it('asks whether a tumour of the marrow is a lymphoma or a myeloma', () => {
    expect(itemOf('primary', { primary: { site: 'bone-marrow' } })).toMatchObject({
      from: ['primary.histology'],
      options: [{ id: 'lymphoma-or-myeloma' }, { id: 'other' }],
    });
  });

  it.each([
    [{ extraspinalBoneMetastases: 1 }, 'yes', 3],
    [{ extraspinalBoneMetastases: 0, vertebraeInvolved: ['T8'] }, 'no', 1],
    [{ extraspinalBoneMetastases: 0, vertebraeInvolved: ['T8', 'L3'], otherBoneMetastases: true }, 'yes', 3],
    [{ extraspinalBoneMetastases: 0, vertebraeInvolved: ['T8', 'T9'], otherBoneMetastases: false }, 'no', 1],
    [{ otherBoneMetastases: false }, 'no', 1],
  ] as [BurdenFacts, string, number][])('other bone metastases: %j are %s, %i points', (burden, option, points) => {
    expect(itemOf('other-bone-metastases', { burden })).toMatchObject({ option, points });
  });

  it.each([
    [{}, ['burden.vertebraeInvolved', 'burden.extraspinalBoneMetastases']],
    [{ vertebraeInvolved: ['T8'] }, ['burden.extraspinalBoneMetastases']],
    [{ extraspinalBoneMetastases: 0 }, ['burden.vertebraeInvolved']],
    [{ extraspinalBoneMetastases: 0, vertebraeInvolved: ['T8', 'T9'] }, ['burden.otherBoneMetastases']],
  ] as [BurdenFacts, string[]][])('asks whether there are other bone metastases: %j', (burden, from) => {
    expect(itemOf('other-bone-metastases', { burden })).toMatchObject({ from });
    expect(itemOf('other-bone-metastases', { burden })).not.toHaveProperty('points');
  });

  it.each([
    ['2024-11-20', '2026-02-20', 'up-to-15-months', 3],
    ['2024-11-20', '2026-02-21', 'over-15-months', 1],
    ['2026-02-20', '2026-02-20', 'up-to-15-months', 3],
    // The compression may be the first sign of the tumour.
    ['2026-03-01', '2026-02-20', 'up-to-15-months', 3],
    // November has no 31st: its last day ends the interval.
    ['2023-08-31', '2024-11-30', 'up-to-15-months', 3],
    ['2023-08-31', '2024-12-01', 'over-15-months', 1],
    ['2022-11-30', '2024-02-29', 'up-to-15-months', 3],
    ['2022-11-30', '2024-03-01', 'over-15-months', 1],
    ['2020-01-01', '2026-02-20', 'over-15-months', 1],
  ])('diagnosed on %s and compressed on %s is %s: %i points', (diagnosedOn, compressionOn, option, points) => {
    const facts = { primary: { diagnosedOn }, neurology: { compressionOn } };
    expect(itemOf('interval', facts)).toMatchObject({ option, points, from: ['primary.diagnosedOn', 'neurology.compressionOn'] }); // prettier-ignore
  });

  it('asks for the day that is missing', () => {
    expect(itemOf('interval', { primary: { diagnosedOn: '2024-11-20' } })).toMatchObject({ from: ['neurology.compressionOn'] }); // prettier-ignore
    expect(itemOf('interval', { neurology: { compressionOn: '2026-02-20' } })).toMatchObject({ from: ['primary.diagnosedOn'] }); // prettier-ignore
    expect(itemOf('interval', {})).toMatchObject({ from: ['primary.diagnosedOn', 'neurology.compressionOn'] });
  });

  it.each([
    ['independent', 'ambulatory', 1],
    ['with-aid', 'ambulatory', 1],
    ['not-ambulatory', 'not-ambulatory', 4],
  ] as const)('a patient who walks %s is %s: %i points', (ambulation, option, points) => {
    expect(itemOf('ambulation', { neurology: { ambulation } })).toMatchObject({ option, points });
  });

  it('asks how the patient walks', () => {
    expect(itemOf('ambulation', {})).not.toHaveProperty('points');
  });

  it.each([
    [0, 'up-to-7-days', 4],
    [7, 'up-to-7-days', 4],
    [8, 'over-7-days', 1],
  ])('a motor deficit that developed in %i days is %s: %i points', (motorDeficitDays, option, points) => {
    expect(itemOf('motor-deficit', { neurology: { motorDeficitDays } })).toMatchObject({ option, points });
    expect(score('rades-2013', { 'motor-deficit': motorDeficitDays }).items[0]).toMatchObject({ option, points });
  });

  it.each([[{ frankel: 'E' }], [{ ais: 'E' }], [{ frankel: 'E', ais: 'E' }]] as [NeurologyFacts][])(
    'cannot be scored without a motor deficit: %j',
    (neurology) => {
      const [result] = scoreFacts('rades-2013', { neurology });
      expect(result!.notScorable).toBe(
        'Without a motor deficit there is no score: the table is for patients who have one.',
      );
    },
  );

  it('names the facts that settle an answer', () => {
    const other = (burden: BurdenFacts) => itemOf('other-bone-metastases', { burden })!.from;
    expect(other({ extraspinalBoneMetastases: 0, vertebraeInvolved: ['T8'] })).toEqual([
      'burden.vertebraeInvolved',
      'burden.extraspinalBoneMetastases',
    ]);
    expect(other({ extraspinalBoneMetastases: 2 })).toEqual(['burden.extraspinalBoneMetastases']);
    expect(other({ otherBoneMetastases: true })).toEqual(['burden.otherBoneMetastases']);
  });

  it('says why it asks a clinician about the other vertebrae', () => {
    const burden: BurdenFacts = { extraspinalBoneMetastases: 0, vertebraeInvolved: ['T8', 'T9'] };
    expect(itemOf('other-bone-metastases', { burden })!.note).toBe(
      'Several vertebrae are involved: a clinician says whether the others are metastases besides the compressing one.',
    );
  });

  it('reads the absence of a deficit from the examination of it', () => {
    expect(inputsFrom('rades-2013', { neurology: { frankel: 'E' } }).at(-1)).toEqual({
      item: 'motor-deficit',
      option: null,
      from: ['neurology.frankel', 'neurology.ais'],
      among: [],
      note: 'Without a motor deficit there is no score: the table is for patients who have one.',
    });
  });

  it.each([[{}], [{ frankel: 'D' }], [{ frankel: 'E', ais: 'D' }]] as [NeurologyFacts][])(
    'asks how fast a deficit developed: %j',
    (neurology) => {
      expect(itemOf('motor-deficit', { neurology })).toMatchObject({ from: ['neurology.motorDeficitDays'] });
    },
  );
});
