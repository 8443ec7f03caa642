import { assessment } from '../../test/given.js';
import type { InstrumentId, Prognosis, Strategy } from '../instrument.js';
import type { ScoreResult } from '../result.js';
import { compare, scoreAll } from '../score.js';
import { aliveAt } from './alive-at.js';
import { compareResults } from './compare.js';

const compared = (patch: Parameters<typeof assessment>[0]) => compare(scoreAll(assessment(patch)));

describe('the prognostic instruments side by side', () => {
  it('are lined up with what each source says, and nothing is averaged', () => {
    const { scores, incomplete } = compared({ primary: { growth: undefined } });
    expect(incomplete).toEqual(['tomita']);
    expect(
      scores.map(({ system, total, prognosis, strategies }) => [system, total, prognosis?.statement, strategies]),
    ).toEqual([
      ['tokuhashi-1990', 12, 'Survival of 12 months or more', ['surgery-for-local-control']],
      ['tokuhashi-2005', 15, 'Survival of 1 year or more', ['surgery-for-local-control']],
      ['bauer', 5, 'One-year survival 50 %', []],
      ['modified-bauer', 4, 'Median survival 28.4 months (unverified)', ['surgery-for-local-control']],
      ['nesms', 3, 'One-year mortality 66.7 % (Yan 2022, n = 179)', []],
      ['katagiri', 1, 'Survival 91 % at 1 year, 78 % at 2 years', []],
      ['van-der-linden', 6, 'Median survival 18.7 months', []],
      ['mizumoto', 0, 'Median survival 27.1 months; survival at 6, 12 and 24 months 89, 77 and 54 %', []],
    ]);
  });

  it('contradict each other in the two versions of Bauer', () => {
    const { survival, disagreements } = compare(
      scoreAll(assessment({ burden: { extraspinalBoneMetastases: 4, pathologicalFracture: true } })).filter(
        ({ system }) => ['bauer', 'modified-bauer'].includes(system),
      ),
    );
    expect(survival).toEqual([{ months: 12, alive: ['modified-bauer'], dead: ['bauer'], silent: [], disagree: true }]);
    expect(disagreements).toEqual([
      {
        about: 'survival',
        ones: ['modified-bauer'],
        others: ['bauer'],
        sentence:
          'Survival beyond 12 months is expected by Modified Bauer score (2008), and not by Bauer score (1995).',
      },
    ]);
  });

  it('contradict each other where their sources advise opposite strategies', () => {
    const { disagreements } = compared({
      primary: { site: 'breast', growth: 'rapid' },
      burden: { visceralMetastases: 'untreatable', majorOrganMetastases: 'none' },
    });
    expect(disagreements.filter(({ about }) => about === 'strategy').map(({ sentence }) => sentence)).toEqual([
      'Tokuhashi score, original (1990) advises an operation for local control, Tomita score (2001) no operation.',
      'Tokuhashi score, revised (2005) advises an operation for local control, Tomita score (2001) no operation.',
      'Tomita score (2001) advises no operation, Modified Bauer score (2008) an operation for local control.',
    ]);
  });

  it('agree where one strategy is advised by both', () => {
    const { scores, disagreements } = compared({
      general: { kps: 50 },
      primary: { site: 'lung', growth: 'moderate' },
      burden: { visceralMetastases: 'treatable', majorOrganMetastases: 'removable', extraspinalBoneMetastases: 3 },
    });
    expect(scores.flatMap(({ system, strategies }) => (strategies.length ? [[system, strategies]] : []))).toEqual([
      ['tokuhashi-2005', ['non-operative', 'palliative-surgery']],
      ['tomita', ['palliative-surgery']],
      ['modified-bauer', ['non-operative']],
    ]);
    expect(disagreements.filter(({ about }) => about === 'strategy').map(({ ones, others }) => [ones, others])).toEqual(
      [[['tomita'], ['modified-bauer']]],
    );
  });

  it('are the prognostic ones alone, and none of nothing', () => {
    expect(compare([])).toEqual({ scores: [], survival: [], disagreements: [], incomplete: [] });
    expect(compare(scoreAll({})).incomplete).toEqual([
      'tokuhashi-1990',
      'tokuhashi-2005',
      'tomita',
      'bauer',
      'modified-bauer',
      'nesms',
      'katagiri',
      'van-der-linden',
      'mizumoto',
    ]);
  });
});

describe('what a source says of a time', () => {
  const evidence = 'partial';
  const statement = '';
  it.each([
    [{ belowMonths: 6 }, 6, false],
    [{ belowMonths: 6 }, 12, false],
    [{ belowMonths: 6 }, 3, null],
    [{ atLeastMonths: 12 }, 12, true],
    [{ atLeastMonths: 12 }, 6, true],
    [{ atLeastMonths: 12 }, 24, null],
    [{ medianMonths: 9 }, 8.9, true],
    [{ medianMonths: 9 }, 9, null],
    [{ medianMonths: 9 }, 9.1, false],
    [{ survival: [{ atMonths: 12, percent: 51 }] }, 12, true],
    [{ survival: [{ atMonths: 12, percent: 51 }] }, 6, true],
    [{ survival: [{ atMonths: 12, percent: 51 }] }, 24, null],
    [{ survival: [{ atMonths: 12, percent: 50 }] }, 12, null],
    [{ survival: [{ atMonths: 12, percent: 49 }] }, 12, false],
    [{ survival: [{ atMonths: 12, percent: 49 }] }, 24, false],
    [{ survival: [{ atMonths: 12, percent: 49 }] }, 6, null],
    [
      {
        survival: [
          { atMonths: 6, percent: 60 },
          { atMonths: 12, percent: 40 },
        ],
      },
      6,
      true,
    ],
    [
      {
        survival: [
          { atMonths: 6, percent: 60 },
          { atMonths: 12, percent: 40 },
        ],
      },
      12,
      false,
    ],
    [{}, 6, null],
  ] satisfies [Partial<Prognosis>, number, boolean | null][])('%j at %d months is %s', (prognosis, months, alive) => {
    expect(aliveAt(months, { statement, evidence, ...prognosis })).toBe(alive);
  });

  it('is nothing where it says nothing of survival', () => {
    expect(aliveAt(6, null)).toBeNull();
  });
});

describe('results of a prognostic instrument', () => {
  const result = (system: InstrumentId, rest: Partial<ScoreResult>): ScoreResult => ({
    ...scoreAll(assessment())[0]!,
    system,
    category: null,
    prognosis: null,
    ...rest,
  });
  const category = { id: 'one', label: 'One' };
  const prognosis = { statement: '', evidence: 'partial' } as const;
  const advising =
    (strategies: Partial<Record<InstrumentId, Strategy[]>> = {}) =>
    ({ system }: ScoreResult) => ({ name: `The ${system}`, strategiesOf: () => strategies[system] ?? [] });

  it('without a category advise nothing', () => {
    const { scores } = compareResults([result('bauer', {})], advising({ bauer: ['non-operative'] }));
    expect(scores).toMatchObject([{ system: 'bauer', category: null, strategies: [] }]);
  });

  it('are told apart at every time that a source speaks of, the earliest first, and each time once', () => {
    const { survival } = compareResults(
      [
        result('bauer', {
          prognosis: {
            ...prognosis,
            survival: [
              { atMonths: 24, percent: 60 },
              { atMonths: 6, percent: 90 },
            ],
          },
        }),
        result('tomita', { prognosis: { ...prognosis, belowMonths: 6 } }),
        result('nesms', { prognosis: { ...prognosis, atLeastMonths: 12 } }),
        result('katagiri', { prognosis: { ...prognosis, medianMonths: 9 } }),
        result('mizumoto', {}),
      ],
      advising(),
    );
    expect(survival).toEqual([
      { months: 6, alive: ['bauer', 'nesms', 'katagiri'], dead: ['tomita'], silent: ['mizumoto'], disagree: true },
      { months: 12, alive: ['bauer', 'nesms'], dead: ['tomita', 'katagiri'], silent: ['mizumoto'], disagree: true },
      { months: 24, alive: ['bauer'], dead: ['tomita', 'katagiri'], silent: ['nesms', 'mizumoto'], disagree: true },
    ]);
  });

  it('disagree only where one says the one and another the other', () => {
    const { survival, disagreements } = compareResults(
      [
        result('bauer', { prognosis: { ...prognosis, belowMonths: 6 } }),
        result('tomita', { prognosis: { ...prognosis, belowMonths: 12 } }),
      ],
      advising(),
    );
    expect(survival.map(({ disagree }) => disagree)).toEqual([false, false]);
    expect(disagreements).toEqual([]);
    const alive = { prognosis: { ...prognosis, atLeastMonths: 12 } };
    expect(compareResults([result('bauer', alive), result('tomita', alive)], advising()).survival).toEqual([
      { months: 12, alive: ['bauer', 'tomita'], dead: [], silent: [], disagree: false },
    ]);
  });

  it('are listed by name, whatever their number', () => {
    const alive = { prognosis: { ...prognosis, atLeastMonths: 12 } };
    const { disagreements } = compareResults(
      [
        result('bauer', alive),
        result('tomita', alive),
        result('nesms', alive),
        result('katagiri', { prognosis: { ...prognosis, belowMonths: 12 } }),
      ],
      advising(),
    );
    expect(disagreements.map(({ sentence }) => sentence)).toEqual([
      'Survival beyond 12 months is expected by The bauer, The tomita and The nesms, and not by The katagiri.',
    ]);
  });

  it('are two by name where they are two', () => {
    const alive = { prognosis: { ...prognosis, atLeastMonths: 12 } };
    const dead = result('katagiri', { prognosis: { ...prognosis, belowMonths: 12 } });
    const { disagreements } = compareResults([result('bauer', alive), result('tomita', alive), dead], advising());
    expect(disagreements[0]!.sentence).toBe(
      'Survival beyond 12 months is expected by The bauer and The tomita, and not by The katagiri.',
    );
  });

  it('contradict each other in what they advise, in words, one by one', () => {
    const { disagreements } = compareResults(
      (['bauer', 'tomita', 'nesms', 'katagiri'] as const).map((id) => result(id, { category })),
      advising({
        bauer: ['non-operative', 'palliative-surgery'],
        tomita: ['surgery-for-local-control'],
        nesms: ['palliative-surgery', 'surgery-for-local-control'],
      }),
    );
    expect(disagreements).toEqual([
      {
        about: 'strategy',
        ones: ['bauer'],
        others: ['tomita'],
        sentence:
          'The bauer advises no operation or a palliative operation, The tomita an operation for local control.',
      },
    ]);
  });

  it('that are incomplete are named and not compared, and others are passed over', () => {
    const { scores, incomplete } = compareResults(
      [result('bauer', { complete: false }), result('tomita', {}), result('sins', {})],
      (each) => (each.system === 'sins' ? undefined : advising()(each)),
    );
    expect(incomplete).toEqual(['bauer']);
    expect(scores.map(({ system }) => system)).toEqual(['tomita']);
  });
});
