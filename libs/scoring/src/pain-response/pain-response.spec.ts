import { score, scoreAll, scoreFacts } from '../score.js';

const OPIOIDS = ['down-25-or-more', 'down-under-25', 'unchanged', 'up-under-25', 'up-25-or-more'];
const OTHERS = ['not-increased', 'increased'];

/** The printed rules, one sentence each, written down independently of the definition. */
function asPrinted(before: number, after: number, opioids: string, others: string): string {
  const withoutMoreAnalgesic =
    ['down-25-or-more', 'down-under-25', 'unchanged'].includes(opioids) && others === 'not-increased';
  if (after === 0 && withoutMoreAnalgesic) return 'complete';
  if (before - after >= 2 && withoutMoreAnalgesic) return 'partial';
  if (opioids === 'down-25-or-more' && !(after > before)) return 'partial';
  if (after - before >= 2 && opioids === 'unchanged') return 'progression';
  if (opioids === 'up-25-or-more' && !(after < before)) return 'progression';
  return 'indeterminate';
}

const form = (before: number, after: number, opioids: string, others: string) => ({
  'pain-before': before,
  'pain-after': after,
  'opioid-dose': opioids,
  'other-analgesics': others,
});

describe('the response of pain to radiotherapy', () => {
  it('follows the printed rules for every pain, dose and other analgesic', () => {
    const wrong: object[] = [];
    for (let before = 1; before <= 10; before++) {
      for (let after = 0; after <= 10; after++) {
        for (const opioids of OPIOIDS) {
          for (const others of OTHERS) {
            const inputs = form(before, after, opioids, others);
            const { complete, total, category } = score('pain-response', inputs);
            if (!complete || total !== null || category?.id !== asPrinted(before, after, opioids, others))
              wrong.push(inputs);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    [8, 0, 'unchanged', 'not-increased', 'complete'],
    [8, 0, 'up-under-25', 'not-increased', 'indeterminate'],
    [8, 0, 'unchanged', 'increased', 'indeterminate'],
    [8, 6, 'unchanged', 'not-increased', 'partial'],
    [8, 7, 'unchanged', 'not-increased', 'indeterminate'],
    [8, 8, 'down-25-or-more', 'not-increased', 'partial'],
    [8, 9, 'down-25-or-more', 'not-increased', 'indeterminate'],
    [8, 8, 'down-under-25', 'not-increased', 'indeterminate'],
    [6, 8, 'unchanged', 'not-increased', 'progression'],
    [6, 7, 'unchanged', 'not-increased', 'indeterminate'],
    [6, 6, 'up-25-or-more', 'not-increased', 'progression'],
    [6, 5, 'up-25-or-more', 'not-increased', 'indeterminate'],
    [6, 8, 'up-under-25', 'not-increased', 'indeterminate'],
  ])('from %i to %i with opioids %s and other analgesics %s is %s', (before, after, opioids, others, id) => {
    expect(score('pain-response', form(before, after, opioids, others)).category).toMatchObject({ id });
  });

  it('is read from the facts, by name only, and says that its rules are unverified', () => {
    const radiotherapy = {
      nrsBefore: 8,
      nrsAfter: 3,
      opioidDose: 'unchanged',
      otherAnalgesicsIncreased: false,
    } as const;
    expect(scoreFacts('pain-response', { pain: { radiotherapy } })).toMatchObject([
      { complete: true, category: { id: 'partial' }, evidence: { grade: 'unverified' } },
    ]);
    expect(scoreAll({ pain: { radiotherapy } }).map(({ system }) => system)).not.toContain('pain-response');
  });

  it('is open while a part is unknown, and is not taken from the pain of today', () => {
    const [result] = scoreFacts('pain-response', { pain: { nrsNow: 2, radiotherapy: { nrsBefore: 8, otherAnalgesicsIncreased: true } } }); // prettier-ignore
    expect(result).toMatchObject({ complete: false, category: null, possible: null });
    expect(result!.missing.map(({ from }) => from)).toEqual([
      ['pain.radiotherapy.nrsAfter'],
      ['pain.radiotherapy.opioidDose'],
    ]);
  });

  it('has nothing to judge without pain before', () => {
    expect(() => score('pain-response', { 'pain-before': 0 })).toThrow(/nothing to respond/);
  });
});
