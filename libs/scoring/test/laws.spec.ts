import fc from 'fast-check';
import { FACT_VALUES, factAt, withFact } from '../src/fact-values.js';
import type { Facts } from '../src/facts.js';
import { INSTRUMENT_IDS, type InstrumentId, type Option } from '../src/instrument.js';
import { scoreForm } from '../src/form.js';
import { INSTRUMENTS } from '../src/registry.js';
import type { ScoreResult } from '../src/result.js';
import { compare, nextBestFacts, score, scoreAll, scoreFacts, scoreUncertain } from '../src/score.js';
import type { UncertainResult } from '../src/uncertainty/score-uncertain.js';
import type { Uncertain } from '../src/uncertainty/uncertain.js';

const INSTRUMENTS_BY_ID = INSTRUMENT_IDS.map((id) => INSTRUMENTS[id]);
const SUMMED = INSTRUMENTS_BY_ID.filter(({ range, reckoning }) => range && !reckoning);
const keyOf = ({ system, lesion }: { system: InstrumentId; lesion?: number }) => `${system} ${lesion}`;

/** Three lesions are more than any law needs to tell them apart. */
const LESIONS = 3;

/** Every fact that `scoreAll` reads, those of each lesion by its index; EQ-5D, whose parts belong together, left out. */
const PATHS = [...FACT_VALUES].flatMap(([path, values]): [string, readonly unknown[]][] => {
  if (path.startsWith('patientReported') || path === 'lesions[].levels') return [];
  if (!path.startsWith('lesions[]')) return [[path, values]];
  return Array.from({ length: LESIONS }, (_, lesion) => [path.replace('[]', `[${lesion}]`), values]);
});

const LEVELS = FACT_VALUES.get('lesions[].levels') as [string][];

const eq5d = fc.oneof(
  fc.record({ version: fc.constant('3L'), state: digits(3), valueSet: fc.constantFrom('uk-dolan-1997', undefined) }),
  fc.record({ version: fc.constant('5L'), state: digits(5), valueSet: fc.constantFrom('us-pickard-2019', undefined) }),
);

/** Which value each fact takes, counted round its vocabulary. */
function picksFor(facts: number) {
  return fc.array(fc.nat(), { minLength: facts, maxLength: facts });
}

function digits(levels: number) {
  return fc.array(fc.integer({ min: 1, max: levels }), { minLength: 5, maxLength: 5 }).map((each) => each.join(''));
}

/** Facts as an assessment may hold them: each one known or not, up to three lesions, every value of the vocabulary. */
const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    known: fc.array(fc.constantFrom(...PATHS), { maxLength: PATHS.length }),
    picks: picksFor(PATHS.length),
    lesions: fc.array(fc.constantFrom(...LEVELS), { maxLength: LESIONS }),
    eq5d: fc.option(eq5d, { nil: undefined }),
  })
  .map(({ known, picks, lesions, eq5d: answered }) => {
    const start = { lesions: lesions.map((levels) => ({ levels })), patientReported: { eq5d: answered } } as Facts;
    return known
      .filter(([path]) => hasItsLesion(path, lesions.length))
      .reduce((facts, [path, values], index) => withFact(facts, path, values[picks[index]! % values.length]), start);
  });

const hasItsLesion = (path: string, lesions: number) => Number(/^lesions\[(\d+)\]/.exec(path)?.[1] ?? -1) < lesions;

/** Facts, and what is uncertain beside them: a few facts, each with a few of the values it may have. */
const anyUncertain = fc
  .record({
    facts: anyFacts,
    open: fc.uniqueArray(fc.constantFrom(...PATHS), { maxLength: 4, selector: ([path]) => path }),
    picks: picksFor(12),
  })
  .map(({ facts, open, picks }) => {
    const lesions = facts.lesions?.length ?? 0;
    const possible = open
      .filter(([path]) => hasItsLesion(path, lesions))
      .map(([path, values], index): [string, unknown[]] => {
        const picked = picks.slice(index * 3, index * 3 + 3).map((pick) => values[pick % values.length]);
        return [path, [...new Set(picked)]];
      });
    const certain = possible.reduce((rest, [path]) => withFact(rest, path, undefined), facts);
    return { facts: certain, possible };
  });

/** A filled-in form of an instrument, and the same with one answer changed. */
function twoForms(id: InstrumentId) {
  const items = INSTRUMENTS[id].items;
  const forms = fc.record(Object.fromEntries(items.map((item) => [item.id, fc.constantFrom(...item.options)])));
  const change = fc
    .nat({ max: items.length - 1 })
    .chain((index) =>
      fc.record({ item: fc.constant(items[index]!.id), option: fc.constantFrom(...items[index]!.options) }),
    );
  return fc.tuple(forms, change).map(([form, { item, option }]) => ({ form, item, option }));
}

const answers = (form: Record<string, Option>) =>
  Object.fromEntries(Object.entries(form).map(([item, option]) => [item, option.id]));

describe.each(SUMMED.map(({ id }) => [id]))('the points of %s', (id) => {
  it('never lower the total where an answer has more of them', () => {
    fc.assert(
      fc.property(twoForms(id), ({ form, item, option }) => {
        const before = score(id, answers(form)).total!;
        const after = score(id, answers({ ...form, [item]: option })).total!;
        const more = option.points! - form[item]!.points!;
        expect(Math.sign(after - before)).toBe(after === before ? 0 : Math.sign(more));
        expect(Math.abs(after - before)).toBeLessThanOrEqual(Math.abs(more));
      }),
    );
  });

  it('leave a total within the published range, and in the band that holds it', () => {
    const { definition, range } = INSTRUMENTS[id];
    fc.assert(
      fc.property(twoForms(id), ({ form }) => {
        const { total, category } = score(id, answers(form));
        expect(total).toBeGreaterThanOrEqual(range!.min);
        expect(total).toBeLessThanOrEqual(range!.max);
        const band = definition.bands.find(({ min, max }) => total! >= min! && total! <= max!);
        expect(category?.id).toBe(band ? band.id : form[definition.items[0]!.id]!.id);
      }),
    );
  });
});

/** The months that a band's source states, where it states any; percentages at the earliest time it has. */
const expectation = (id: InstrumentId) =>
  INSTRUMENTS[id].definition.bands.flatMap(({ prognosis }) => {
    const atOneYear = prognosis?.survival?.find(({ atMonths }) => atMonths === 12)?.percent;
    const said = prognosis?.medianMonths ?? atOneYear ?? prognosis?.atLeastMonths ?? prognosis?.belowMonths;
    return said === undefined ? [] : [said];
  });

describe.each(SUMMED.filter(({ definition }) => definition.purpose === 'prognosis').map(({ id }) => [id]))(
  'the bands of %s',
  (id) => {
    it('expect longer survival in the stated direction', () => {
      const { direction } = INSTRUMENTS[id].definition;
      const said = expectation(id);
      const sorted = [...said].sort((one, other) => one - other);
      expect(said).toEqual(direction === 'higher-is-better' ? sorted : sorted.reverse());
    });
  },
);

describe('any facts', () => {
  it('give with all instruments what each gives by itself', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const together = scoreAll(facts);
        const oneByOne = [...new Set(together.map(({ system }) => system))].flatMap((id) => scoreFacts(id, facts));
        expect(together).toEqual(oneByOne);
      }),
    );
  });

  it('give results whose points add up, and say where each came from', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { system, total, items, complete, missing, notScorable } of scoreAll(facts)) {
          expect(complete).toBe(missing.length === 0 && notScorable === undefined);
          for (const { from } of items) expect(from.length).toBeGreaterThan(0);
          if (total === null || INSTRUMENTS[system].reckoning) continue;
          const sum = items.reduce((points, item) => points + item.points!, 0);
          expect(total).toBe(Math.min(sum, INSTRUMENTS[system].range!.max));
        }
      }),
    );
  });

  it('of which one more is known never widen what is possible, unless it corrects another or puts it in question', () => {
    const oneMore = fc.record({ facts: anyFacts, fact: fc.constantFrom(...FACT_VALUES), pick: fc.nat() });
    fc.assert(
      fc.property(oneMore, ({ facts, fact: [path, values], pick }) => {
        fc.pre(!path.includes('lesions') && !path.includes('eq5d') && factAt(facts, path) === undefined);
        expectNowhereWider(scoreAll(facts), scoreAll(withFact(facts, path, values[pick % values.length])));
      }),
      { numRuns: 500 },
    );
  });

  it('name as the next best fact one that completes what it promises, whatever its value', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const [best] = nextBestFacts(facts).filter(({ completes }) => completes.length);
        fc.pre(best !== undefined && !/^lesions|eq5d/.test(best.fact));
        for (const value of FACT_VALUES.get(best.fact)!) {
          const results = scoreAll(withFact(facts, best.fact, value));
          for (const id of best.completes) {
            expect(results.some((each) => each.system === id && (each.complete || each.notScorable))).toBe(true);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('give a comparison that puts every prognostic instrument on one side of each time, or on none', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { scores, survival, disagreements } = compare(scoreAll(facts));
        for (const { alive, dead, silent } of survival) {
          expect([...alive, ...dead, ...silent].sort()).toEqual(scores.map(({ system }) => system).sort());
        }
        for (const { ones, others } of disagreements) expect(ones).not.toEqual(others);
      }),
    );
  });
});

/**
 * Two facts may speak of one thing. Where the more specific one corrects an answer (a lymphoma of the lung is no lung cancer),
 * nothing is claimed; where the two do not fit together, the item is opened again and says so.
 */
function expectNowhereWider(before: readonly ScoreResult[], after: readonly ScoreResult[]): void {
  const known = new Map(before.map((result) => [keyOf(result), result]));
  if (after.some((result) => correctsAnswer(result, known.get(keyOf(result))!))) return;
  for (const result of after) {
    const earlier = known.get(keyOf(result))!;
    const reopened = result.missing.filter(({ item }) => !isWithin(openIn(result, item), openIn(earlier, item)));
    for (const { note } of reopened) expect(note).toMatch(/contradict|fit|different|correct/);
    if (reopened.length || !earlier.possible || !result.possible) continue;
    expect(result.possible.min).toBeGreaterThanOrEqual(earlier.possible.min);
    expect(result.possible.max).toBeLessThanOrEqual(earlier.possible.max);
  }
}

const correctsAnswer = ({ items }: ScoreResult, earlier: ScoreResult) =>
  items.some(({ item, option }) => earlier.items.some((each) => each.item === item && each.option !== option));

/** The options that a result leaves open for an item; null where it says nothing of it. */
function openIn({ items, missing }: ScoreResult, id: string): readonly string[] | null {
  const answered = items.find(({ item }) => item === id);
  if (answered) return [answered.option];
  return missing.find(({ item }) => item === id)?.options?.map((option) => option.id) ?? null;
}

const isWithin = (after: readonly string[] | null, before: readonly string[] | null) =>
  !after || !before || after.every((option) => before.includes(option));

/** The union over every combination of what is uncertain, by brute force. */
function everyCombination(facts: Facts, [first, ...others]: readonly [string, unknown[]][]): Facts[] {
  if (!first) return [facts];
  const [path, values] = first;
  return values.flatMap((value) => everyCombination(withFact(facts, path, value), others));
}

function expectExactUnion(result: UncertainResult, points: readonly ScoreResult[]): void {
  const possible = points.flatMap((point) => point.possible ?? []);
  const hull = possible.length && {
    min: Math.min(...possible.map(({ min }) => min)),
    max: Math.max(...possible.map(({ max }) => max)),
  };
  expect(result.possible).toEqual(hull || null);
  expect(result.complete).toBe(points.every(({ complete }) => complete));
  const categories = result.outcomes.map(({ category }) => category.id);
  const met = points.flatMap(({ category }) => category?.id ?? []);
  expect(categories).toEqual(expect.arrayContaining(met));
  if (result.complete) expect(new Set(categories)).toEqual(new Set(met));
  expect(new Set(result.notScorable)).toEqual(new Set(points.flatMap(({ notScorable }) => notScorable ?? [])));
}

describe('uncertain facts', () => {
  it('give exactly the union of the results of every combination', () => {
    fc.assert(
      fc.property(anyUncertain, ({ facts, possible }) => {
        const uncertain = Object.fromEntries(possible.map(([path, anyOf]) => [path, { anyOf }])) as Uncertain;
        const points = everyCombination(facts, possible).map(scoreAll);
        for (const result of scoreUncertain(facts, uncertain)) {
          const same = points.map((each) => each.find((point) => keyOf(point) === keyOf(result)));
          const met = same.filter((point) => point !== undefined);
          expect(result.mayNotApply).toBe(met.length < same.length && result.lesion !== undefined);
          if (met.length) expectExactUnion(result, met);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of a number are met at every value between its ends', () => {
    const ends = fc.tuple(fc.integer({ min: 28, max: 42 }), fc.integer({ min: 0, max: 10 }), anyFacts);
    fc.assert(
      fc.property(ends, ([from, width, facts]) => {
        const certain = withFact(facts, 'laboratory.albumin', undefined);
        const range = { 'laboratory.albumin': { from, to: from + width, unit: 'g/L' } } as const;
        const tenths = Array.from({ length: width * 10 + 1 }, (_, step) => ({ value: from + step / 10, unit: 'g/L' }));
        const points = everyCombination(certain, [['laboratory.albumin', tenths]]).map(scoreAll);
        for (const result of scoreUncertain(certain, range).filter(({ lesion }) => lesion === undefined)) {
          expectExactUnion(
            result,
            points.map((each) => each.find(({ system }) => system === result.system)!),
          );
        }
      }),
      { numRuns: 50 },
    );
  });

  it('give the point result where nothing is uncertain', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const results = scoreUncertain(facts, {});
        const points = scoreAll(facts);
        expect(results.map(keyOf)).toEqual(points.map(keyOf));
        results.forEach((result, index) => expectExactUnion(result, [points[index]!]));
      }),
    );
  });
});

describe('a form', () => {
  it('of which one more item is answered never widens what is possible', () => {
    for (const instrument of INSTRUMENTS_BY_ID.filter(({ range }) => range)) {
      fc.assert(
        fc.property(twoForms(instrument.id), fc.nat(), ({ form, item }, kept) => {
          const some = Object.fromEntries(
            Object.entries(answers(form)).filter(([id], index) => id !== item && (kept >> index) & 1),
          );
          const before = scoreForm(instrument, some).possible!;
          const after = scoreForm(instrument, { ...some, [item]: form[item]!.id }).possible!;
          expect(after.min).toBeGreaterThanOrEqual(before.min);
          expect(after.max).toBeLessThanOrEqual(before.max);
        }),
        { numRuns: 50 },
      );
    }
  });
});
