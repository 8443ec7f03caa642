import { CUT_OFFS, type DividedTest, FACT_VALUES, factAt, namesIn, withFact, withoutIndex } from '../fact-values.js';
import { checkFacts } from '../check-facts.js';
import type { Facts, LaboratoryTest, Quantity } from '../facts.js';
import { type Finding, quoted } from '../findings.js';
import { inReferenceUnit, inUnit, quantityFault } from '../units/convert.js';
import type { Uncertain } from './uncertain.js';

/** One fact with the values it may have: enough of them to reach every result that any value in between would. */
export interface OpenFact {
  readonly path: string;
  readonly values: readonly unknown[];
}

/** More values of one fact say nothing that a range or a missing fact would not. */
export const MOST_VALUES = 200;

/** More facts of one assessment are not uncertain but unknown. */
export const MOST_OPEN_FACTS = 40;

/** By how much each fact that counts goes up. */
const STEPS: Readonly<Record<string, number>> = {
  'general.kps': 10,
  'general.ecog': 1,
  'general.age': 1,
  'burden.extraspinalBoneMetastases': 1,
  'neurology.motorDeficitDays': 1,
};

/** The open facts, or everything that is impossible in what is said about them. The certain facts are taken as checked. */
export function readUncertain(facts: Facts, uncertain: Uncertain): { open: OpenFact[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const open: OpenFact[] = [];
  if (Object.keys(uncertain).length > MOST_OPEN_FACTS) return { open, findings: [tooManyFacts()] };
  for (const [path, given] of Object.entries(uncertain)) {
    const values = isReadSomewhere(path) ? possibleValues(path, given) : noSuchFact(path);
    if (isFinding(values)) findings.push(values);
    else if (/^lesions/.test(path) && !hasLesion(facts, path)) findings.push(noSuchLesion(path));
    else open.push({ path, values });
  }
  return { open, findings: findings.length ? findings : faultsOf(facts, uncertain, open) };
}

const isFinding = (values: readonly unknown[] | Finding): values is Finding => !Array.isArray(values);

const isReadSomewhere = (path: string): boolean =>
  path === 'patientReported.eq5d' || (FACT_VALUES.has(withoutIndex(path)) && !path.startsWith('patientReported.'));

const hasLesion = (facts: Facts, path: string) => facts.lesions?.[Number(namesIn(path)[1])] !== undefined;

function possibleValues(path: string, given: unknown): readonly unknown[] | Finding {
  if (isRecord(given) && Array.isArray(given['anyOf'])) return listed(path, given['anyOf']);
  if (isRecord(given) && isNumber(given['from']) && isNumber(given['to'])) {
    const { from, to } = given as { from: number; to: number };
    return from <= to
      ? ranged(path, from, to, given['unit'])
      : finding(path, 'out-of-range', `${from} to ${to} is no range: the lower end comes first.`);
  }
  return finding(path, 'wrong-type', `{ anyOf: [...] } or { from, to } is expected, not ${quoted(given)}.`);
}

function listed(path: string, values: readonly unknown[]): readonly unknown[] | Finding {
  if (values.length === 0)
    return finding(path, 'out-of-range', 'no value is possible; a fact that is unknown is left out.');
  if (values.length > MOST_VALUES) return tooMany(path);
  return values.every((value) => value !== undefined && value !== null)
    ? values
    : finding(path, 'wrong-type', 'null is not a value; a fact that may be unknown is left out.');
}

function ranged(path: string, from: number, to: number, unit: unknown): readonly unknown[] | Finding {
  const step = STEPS[path];
  if (step !== undefined && unit === undefined)
    return (to - from) / step < MOST_VALUES ? steps(from, to, step) : tooMany(path);
  const test = namesIn(path).at(-1)!;
  if (isDivided(test)) return measured(path, test, from, to, unit);
  return finding(
    path,
    'wrong-type',
    'a range is for counts, grades and laboratory values: list the values with anyOf.',
  );
}

const isDivided = (test: string): test is DividedTest => Object.hasOwn(CUT_OFFS, test);

const steps = (from: number, to: number, step: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

/** The lower end and every cut-off above it up to the upper end: what lies between two of these is read like the lower one. */
function measured(path: string, test: DividedTest, from: number, to: number, unit: unknown): Quantity[] | Finding {
  const ends = [from, to].map((value): Quantity => ({ value, unit: String(unit) }));
  for (const end of ends) {
    const fault = quantityFault(test, end);
    if (fault) return { item: path, ...fault };
  }
  const [lowest, highest] = ends.map((end) => inReferenceUnit(test, end));
  const within = CUT_OFFS[test].filter((cutOff) => cutOff > lowest! && cutOff <= highest!);
  return [
    ...ends,
    ...within.map((cutOff): Quantity => ({ value: inUnit(test, cutOff, String(unit)), unit: String(unit) })),
  ];
}

/** For each fact the first thing that `checkFacts` says of any of its values, and recorded values that are not among those said to be possible. */
function faultsOf(facts: Facts, uncertain: Uncertain, open: readonly OpenFact[]): Finding[] {
  const findings = new Map<string, Finding>();
  const most = Math.max(0, ...open.map(({ values }) => values.length));
  // Each value of each fact once, side by side with values of the others: facts are checked one by one.
  for (let index = 0; index < most; index++) {
    let reading = facts;
    for (const { path, values } of open) reading = withFact(reading, path, values[index % values.length]);
    for (const each of checkFacts(reading)) if (!findings.has(each.item)) findings.set(each.item, each);
  }
  for (const { path, values } of open) {
    const recorded = factAt(facts, path);
    if (recorded === undefined || isPossible(path, recorded, values, uncertain[path as keyof Uncertain])) continue;
    const message = `${path}: ${quoted(recorded)} is recorded and not among the possible values: correct one of them.`;
    if (!findings.has(path)) findings.set(path, { item: path, code: 'contradiction', message });
  }
  return [...findings.values()];
}

/** Of a laboratory value between two, the unit may be another. */
function isPossible(path: string, recorded: unknown, values: readonly unknown[], given: unknown): boolean {
  if (isRecord(given) && 'unit' in given) {
    const test = namesIn(path)[1] as LaboratoryTest;
    const [lowest, highest] = values.slice(0, 2).map((value) => inReferenceUnit(test, value as Quantity));
    const value = inReferenceUnit(test, recorded as Quantity);
    return value >= lowest! && value <= highest!;
  }
  return values.some((value) => JSON.stringify(value) === JSON.stringify(recorded));
}

const noSuchFact = (path: string) => finding(path, 'unknown-item', 'no instrument reads such a fact.');
const noSuchLesion = (path: string) => finding(path, 'unknown-item', 'the facts record no such lesion.');
const tooMany = (path: string) =>
  finding(path, 'too-many', `at most ${MOST_VALUES} values may be possible: narrow them down, or leave the fact out.`);
const tooManyFacts = () =>
  finding(
    'uncertain',
    'too-many',
    `at most ${MOST_OPEN_FACTS} facts may be uncertain: leave out those that are unknown.`,
  );
const finding = (item: string, code: Finding['code'], message: string): Finding => ({
  item,
  code,
  message: `${item}: ${message}`,
});

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
