import fc from 'fast-check';
import { FACT_VALUES, withFact } from '../src/fact-values.js';
import type { Facts } from '../src/facts.js';

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
export const anyFacts: fc.Arbitrary<Facts> = fc
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
export const anyUncertain = fc
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
