import { assessment } from '../../test/given.js';
import type { AisGrade, FrankelGrade, Histology, PrimaryFacts, PrimarySite } from '../facts.js';
import { inputsFrom, score, scoreFacts } from '../score.js';

const EDITIONS = ['tokuhashi-1990', 'tokuhashi-2005'] as const;

/** Nothing but zeros: 1990 and 2005 agree on this form. */
const WORST = {
  'general-condition': '10-40',
  'extraspinal-bone-metastases': '3-or-more',
  'vertebral-metastases': '3-or-more',
  'major-organ-metastases': 'unremovable',
  'primary-site': 'lung',
  palsy: 'complete',
};

function itemOf(edition: (typeof EDITIONS)[number], item: string, patch: Parameters<typeof assessment>[0]) {
  const [result] = scoreFacts(edition, assessment(patch));
  return result!.items.find((answered) => answered.item === item);
}

describe.each(EDITIONS)('%s', (edition) => {
  it.each([
    [10, 0],
    [40, 0],
    [50, 1],
    [70, 1],
    [80, 2],
    [100, 2],
  ])('gives a KPS of %i %i points, from the facts as from the form', (kps, points) => {
    expect(itemOf(edition, 'general-condition', { general: { kps } })).toMatchObject({ points, from: ['general.kps'] });
    expect(score(edition, { 'general-condition': kps }).items[0]).toMatchObject({ points });
  });

  it('cannot be scored for a KPS of 0, which its table does not have', () => {
    const [result] = scoreFacts(edition, assessment({ general: { kps: 0 } }));
    expect(result).toMatchObject({ complete: false, total: null, possible: null, missing: [] });
    expect(result!.notScorable).toBe('A KPS of 0 cannot be scored: the table begins at KPS 10.');
    expect(() => score(edition, { 'general-condition': 0 })).toThrow('A KPS of 0 cannot be scored');
  });

  it.each([
    [0, 2],
    [1, 1],
    [2, 1],
    [3, 0],
    [12, 0],
  ])('gives %i extraspinal bone metastases %i points', (extraspinalBoneMetastases, points) => {
    const answered = itemOf(edition, 'extraspinal-bone-metastases', { burden: { extraspinalBoneMetastases } });
    expect(answered).toMatchObject({ points, from: ['burden.extraspinalBoneMetastases'] });
  });

  it.each([
    [['T8'], 2],
    [['T8', 'T9'], 1],
    [['T8', 'T9', 'L1'], 0],
    [['T8', 'T9', 'L1', 'L2'], 0],
  ] as const)('gives the vertebrae %j %i points', (vertebrae, points) => {
    const answered = itemOf(edition, 'vertebral-metastases', { burden: { vertebraeInvolved: [...vertebrae] } });
    expect(answered).toMatchObject({ points, from: ['burden.vertebraeInvolved'] });
  });

  it.each([
    ['unremovable', 0],
    ['removable', 1],
    ['none', 2],
  ] as const)('gives %s major-organ metastases %i points', (majorOrganMetastases, points) => {
    expect(itemOf(edition, 'major-organ-metastases', { burden: { majorOrganMetastases } })).toMatchObject({ points });
  });

  it.each([
    ['A', 0],
    ['B', 0],
    ['C', 1],
    ['D', 1],
    ['E', 2],
  ] as [FrankelGrade & AisGrade, number][])(
    'gives the grade %s %i points, whichever scale was examined',
    (grade, points) => {
      const byFrankel = itemOf(edition, 'palsy', { neurology: { frankel: grade, ais: undefined } });
      expect(byFrankel).toMatchObject({ points, from: ['neurology.frankel'] });
      expect(byFrankel!.note).toBeUndefined();

      const byAis = itemOf(edition, 'palsy', { neurology: { frankel: undefined, ais: grade } });
      expect(byAis).toMatchObject({ points, from: ['neurology.ais'] });
      expect(byAis!.note).toContain('not a validated equivalence');
    },
  );

  it('takes Frankel and AIS together where they agree about the palsy', () => {
    const answered = itemOf(edition, 'palsy', { neurology: { frankel: 'C', ais: 'D' } });
    expect(answered).toMatchObject({ option: 'incomplete', from: ['neurology.frankel', 'neurology.ais'] });
  });

  it('asks which examination counts where Frankel and AIS disagree about the palsy', () => {
    const [result] = scoreFacts(edition, assessment({ neurology: { frankel: 'B', ais: 'C' } }));
    expect(result!.complete).toBe(false);
    expect(result!.missing).toMatchObject([{ item: 'palsy', from: ['neurology.frankel', 'neurology.ais'] }]);
    expect(result!.missing[0]!.options!.map(({ id }) => id)).toEqual(['complete', 'incomplete']);
    expect(result!.possible!.max - result!.possible!.min).toBe(1);
  });

  it('refuses "colorectal", because colon and rectum are different rows', () => {
    expect(() => score(edition, { 'primary-site': 'colorectal' })).toThrow(/colon counts as others and rectum/);
  });

  it('asks for the site of the primary, not for a guess at it', () => {
    const [result] = scoreFacts(edition, assessment({ primary: { site: undefined } }));
    expect(result!.missing).toMatchObject([{ item: 'primary-site', from: ['primary.site'] }]);
  });

  it('takes a ruling on the row only where two rows fit', () => {
    const open = { site: 'cervix', histology: 'squamous-cell-carcinoma' } as const;
    const [asked] = scoreFacts(edition, assessment({ primary: open }));
    expect(asked!.missing).toMatchObject([{ item: 'primary-site', from: ['primary.tokuhashiPrimary'] }]);
    expect(asked!.missing[0]!.options!.map(({ id }) => id).toSorted()).toEqual(['others', 'uterus']);

    const ruled = itemOf(edition, 'primary-site', { primary: { ...open, tokuhashiPrimary: 'uterus' } });
    expect(ruled).toMatchObject({ option: 'uterus', from: ['primary.tokuhashiPrimary'] });
    const other = itemOf(edition, 'primary-site', { primary: { ...open, tokuhashiPrimary: 'others' } });
    expect(other).toMatchObject({ option: 'others' });

    const [beside] = scoreFacts(edition, assessment({ primary: { ...open, tokuhashiPrimary: 'breast' } }));
    expect(beside!.complete).toBe(false);
    const overruled = itemOf(edition, 'primary-site', { primary: { site: 'lung', tokuhashiPrimary: 'breast' } });
    expect(overruled).toMatchObject({ option: 'lung' });
  });
});

describe('the primary in the original of 1990', () => {
  it.each([
    ['lung', 0],
    ['stomach', 0],
    ['kidney', 1],
    ['liver', 1],
    ['uterus', 1],
    ['unidentified', 2],
    ['thyroid', 2],
    ['prostate', 2],
    ['breast', 2],
    ['rectum', 2],
    ['colon', 2],
    ['bladder', 2],
    ['bone', 2],
  ] as [PrimarySite, number][])('gives %s %i points', (site, points) => {
    expect(itemOf('tokuhashi-1990', 'primary-site', { primary: { site, histology: undefined } })).toMatchObject({
      points,
    });
  });

  it.each(['unidentified', 'colon'] as const)(
    'says that reprints differ on %s, with a histology and without',
    (site) => {
      expect(inputsFrom('tokuhashi-1990', { primary: { site } })[4]).toEqual({
        item: 'primary-site',
        option: site === 'colon' ? 'others' : 'unidentified',
        from: ['primary.site'],
        note: 'Partial: reprints of the table differ on this row.',
      });
      expect(inputsFrom('tokuhashi-1990', { primary: { site, histology: 'adenocarcinoma' } })[4]).toMatchObject({
        from: ['primary.site', 'primary.histology'],
      });
      expect(itemOf('tokuhashi-1990', 'primary-site', { primary: { site } })!.note).toContain('reprints');
      expect(itemOf('tokuhashi-1990', 'primary-site', { primary: { site: 'breast' } })!.note).toBeUndefined();
    },
  );
});

describe('the primary in the revision of 2005', () => {
  it.each([
    ['lung', 0],
    ['stomach', 0],
    ['bladder', 0],
    ['oesophagus', 0],
    ['pancreas', 0],
    ['liver', 1],
    ['gallbladder', 1],
    ['unidentified', 1],
    ['colon', 2],
    ['ovary', 2],
    ['lymphatic', 2],
    ['other', 2],
    ['kidney', 3],
    ['uterus', 3],
    ['rectum', 4],
    ['thyroid', 5],
    ['breast', 5],
    ['prostate', 5],
  ] as [PrimarySite, number][])('gives %s %i points', (site, points) => {
    const answered = itemOf('tokuhashi-2005', 'primary-site', { primary: { site, histology: undefined } });
    expect(answered).toMatchObject({ points, from: ['primary.site'] });
  });

  it.each([
    ['bone', 'osteosarcoma', 'osteosarcoma', 0],
    ['bone', 'sarcoma', 'others', 2],
    ['other', 'carcinoid', 'carcinoid', 5],
    ['other', 'renal-cell', 'kidney', 3],
    ['liver', 'hepatocellular', 'liver', 1],
    ['lung', 'small-cell-lung', 'lung', 0],
    ['other', 'melanoma', 'others', 2],
  ] as [PrimarySite, Histology, string, number][])('counts %s with %s as %s', (site, histology, option, points) => {
    const answered = itemOf('tokuhashi-2005', 'primary-site', { primary: { site, histology } });
    expect(answered).toMatchObject({ option, points, from: ['primary.site', 'primary.histology'] });
  });

  it.each([
    [{ site: 'bone', histology: undefined }, ['osteosarcoma', 'others'], 'primary.histology'],
    [{ site: 'cervix', histology: undefined }, ['others', 'uterus'], 'primary.tokuhashiPrimary'],
    [{ site: 'kidney', histology: 'hepatocellular' }, ['liver', 'kidney'], 'primary.tokuhashiPrimary'],
    [{ site: 'bone', histology: 'unknown' }, ['osteosarcoma', 'others'], 'primary.tokuhashiPrimary'],
    [{ site: 'lung', histology: 'carcinoid' }, ['lung', 'carcinoid'], 'primary.tokuhashiPrimary'],
    [{ site: 'pancreas', histology: 'neuroendocrine' }, ['pancreas', 'carcinoid'], 'primary.tokuhashiPrimary'],
    [{ site: 'unidentified', histology: 'non-small-cell-lung' }, ['lung', 'unidentified'], 'primary.tokuhashiPrimary'],
  ] as [PrimaryFacts, string[], string][])('asks about %j, which two rows fit', (primary, rows, from) => {
    const [result] = scoreFacts('tokuhashi-2005', assessment({ primary }));
    expect(result!.missing).toMatchObject([{ item: 'primary-site', from: [from] }]);
    expect(result!.missing[0]!.options!.map(({ id }) => id)).toEqual(rows);
    expect(result!.missing[0]!.note).toContain('a clinician says which counts');
  });
});

describe('the bands of Tokuhashi', () => {
  const six = { ...WORST, 'general-condition': 80, 'major-organ-metastases': 'none', palsy: 'none' };

  it.each([
    [{ ...six, palsy: 'incomplete' }, 5, '0-5', { belowMonths: 3 }],
    [six, 6, '6-8', { belowMonths: 12 }],
    [{ ...six, 'extraspinal-bone-metastases': 0 }, 8, '6-8', { belowMonths: 12 }],
    [{ ...six, 'extraspinal-bone-metastases': 0, 'primary-site': 'liver' }, 9, '9-12', { atLeastMonths: 12 }],
  ])('1990: %j is %i points, band %s', (form, total, id, months) => {
    const result = score('tokuhashi-1990', form);
    expect(result).toMatchObject({ complete: true, total, category: { id } });
    expect(result.prognosis).toMatchObject({ ...months, evidence: 'verified' });
  });

  it.each([
    [{ ...six, 'primary-site': 'others' }, 8, '0-8', { belowMonths: 6 }],
    [{ ...six, 'primary-site': 'kidney' }, 9, '9-11', { atLeastMonths: 6 }],
    [{ ...six, 'primary-site': 'breast' }, 11, '9-11', { atLeastMonths: 6 }],
    [{ ...six, 'primary-site': 'breast', 'vertebral-metastases': 2 }, 12, '12-15', { atLeastMonths: 12 }],
  ])('2005: %j is %i points, band %s', (form, total, id, months) => {
    const result = score('tokuhashi-2005', form);
    expect(result).toMatchObject({ complete: true, total, category: { id } });
    expect(result.prognosis).toMatchObject({ ...months, evidence: 'verified' });
  });

  it('reach from 0 to 12 in 1990 and from 0 to 15 in 2005', () => {
    expect(score('tokuhashi-1990', WORST).total).toBe(0);
    expect(score('tokuhashi-2005', WORST).total).toBe(0);
    expect(scoreFacts('tokuhashi-1990', assessment())[0]!.total).toBe(12);
    expect(scoreFacts('tokuhashi-2005', assessment())[0]!.total).toBe(15);
    expect(score('tokuhashi-1990', {}).possible).toEqual({ min: 0, max: 12 });
    expect(score('tokuhashi-2005', {}).possible).toEqual({ min: 0, max: 15 });
  });

  it('an unidentified primary is 2 points in 1990 and 1 in 2005', () => {
    expect(score('tokuhashi-1990', { ...WORST, 'primary-site': 'unidentified' }).total).toBe(2);
    expect(score('tokuhashi-2005', { ...WORST, 'primary-site': 'unidentified' }).total).toBe(1);
  });

  it('the misprinted vertebral row (3 or more, 1-2, 0) is not an answer', () => {
    expect(() => score('tokuhashi-2005', { 'vertebral-metastases': 0 })).toThrow(/from 1 to 29/);
    expect(() => score('tokuhashi-2005', { 'vertebral-metastases': '1-2' })).toThrow(/not an answer/);
    expect(() => score('tokuhashi-2005', { 'vertebral-metastases': 30 })).toThrow(/from 1 to 29/);
  });
});
