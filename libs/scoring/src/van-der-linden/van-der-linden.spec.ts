import { assessment } from '../../test/given.js';
import type { PrimaryFacts } from '../facts.js';
import { score, scoreFacts } from '../score.js';

function itemOf(item: string, patch: Parameters<typeof assessment>[0]) {
  const [result] = scoreFacts('van-der-linden', assessment(patch));
  return [...result!.items, ...result!.missing].find((each) => each.item === item)!;
}

describe('van der Linden', () => {
  it.each([
    [{ performance: 70, primary: 'lung', 'visceral-metastases': 'absent' }, 3, 'A', 3],
    [{ performance: 80, primary: 'lung', 'visceral-metastases': 'absent' }, 4, 'B', 9],
    [{ performance: 80, primary: 'prostate', 'visceral-metastases': 'absent' }, 5, 'B', 9],
    [{ performance: 80, primary: 'breast', 'visceral-metastases': 'absent' }, 6, 'C', 18.7],
  ])(
    '%j is %i points, group %s, with a median of %d months and no limit of its own',
    (form, total, id, medianMonths) => {
      const result = score('van-der-linden', form);
      expect(result).toMatchObject({ total, category: { id }, prognosis: { medianMonths, evidence: 'partial' } });
      expect(result.prognosis).not.toHaveProperty('belowMonths');
      expect(result.prognosis).not.toHaveProperty('atLeastMonths');
    },
  );

  it.each([
    [20, '20-40', 0],
    [40, '20-40', 0],
    [50, '50-70', 1],
    [70, '50-70', 1],
    [80, '80-100', 2],
    [100, '80-100', 2],
  ])('a KPS of %i is %s: %i points', (kps, option, points) => {
    expect(itemOf('performance', { general: { kps } })).toMatchObject({ option, points });
    expect(score('van-der-linden', { performance: kps }).items[0]).toMatchObject({ option, points });
  });

  it.each([0, 10])('cannot be scored with a KPS of %i', (kps) => {
    const [result] = scoreFacts('van-der-linden', assessment({ general: { kps } }));
    expect(result).toMatchObject({
      complete: false,
      possible: null,
      missing: [],
      notScorable: 'A KPS below 20 cannot be scored: the table begins at KPS 20.',
    });
    expect(() => score('van-der-linden', { performance: kps })).toThrow(/below 20 cannot be scored/);
  });

  it('takes no KPS from an ECOG grade', () => {
    expect(itemOf('performance', { general: { kps: undefined, ecog: 1 } })).toMatchObject({ from: ['general.kps'] });
  });

  it.each([
    [{ site: 'breast' }, 'breast', 3],
    [{ site: 'prostate' }, 'prostate', 2],
    [{ site: 'lung' }, 'lung', 1],
    [{ site: 'unidentified', histology: 'non-small-cell-lung' }, 'lung', 1],
    [{ site: 'kidney' }, 'other', 0],
    [{ site: 'lung', histology: 'lymphoma' }, 'other', 0],
    [{ site: 'bone-marrow', histology: undefined }, 'other', 0],
    [{ site: 'unidentified', histology: 'unknown' }, 'other', 0],
  ] as [PrimaryFacts, string, number][])('the primary %j is %s: %i points', (primary, option, points) => {
    expect(itemOf('primary', { primary })).toMatchObject({ option, points });
  });

  it('asks about an unknown site, and about a lung histology elsewhere', () => {
    expect(itemOf('primary', { primary: { site: undefined } })).toMatchObject({ from: ['primary.site'] });
    const contradictory = itemOf('primary', { primary: { site: 'breast', histology: 'small-cell-lung' } });
    expect(contradictory.note).toContain('contradict');
    expect(contradictory).not.toHaveProperty('points');
  });

  it.each([
    ['none', 'absent', 1],
    ['treatable', 'present', 0],
    ['untreatable', 'present', 0],
  ] as const)('visceral metastases recorded as %s are %s: %i points', (visceralMetastases, option, points) => {
    expect(itemOf('visceral-metastases', { burden: { visceralMetastases } })).toMatchObject({ option, points });
  });

  it('asks about visceral metastases nobody looked for', () => {
    const asked = itemOf('visceral-metastases', { burden: { visceralMetastases: undefined, majorOrganMetastases: 'none' } }); // prettier-ignore
    expect(asked).toMatchObject({ from: ['burden.visceralMetastases'] });
    expect(asked).not.toHaveProperty('points');
  });
});
