import type { Facts } from '../facts.js';
import { MOST_OPEN_FACTS, MOST_VALUES, readUncertain } from './possible-values.js';

const CASE: Facts = { lesions: [{ levels: ['T8'] }] };
const read = (uncertain: object, facts: Facts = CASE) => readUncertain(facts, uncertain);
const valuesOf = (uncertain: object) => read(uncertain).open[0]!.values;
const albumin = (from: number, to: number, unit: string) => ({ 'laboratory.albumin': { from, to, unit } });

describe('the values that a fact may have', () => {
  it('are limited', () => {
    expect([MOST_VALUES, MOST_OPEN_FACTS]).toEqual([200, 40]);
  });

  it.each([
    ['general.kps', 60, 80, [60, 70, 80]],
    ['general.ecog', 0, 2, [0, 1, 2]],
    ['general.age', 69, 71, [69, 70, 71]],
    ['burden.extraspinalBoneMetastases', 0, 3, [0, 1, 2, 3]],
    ['neurology.motorDeficitDays', 6, 8, [6, 7, 8]],
    ['general.kps', 70, 70, [70]],
    ['general.kps', 60, 79, [60, 70]],
  ])('of %s from %d to %d are %j', (path, from, to, values) => {
    expect(read({ [path]: { from, to } })).toEqual({ open: [{ path, values }], findings: [] });
  });

  it('that are listed stand as they are', () => {
    expect(valuesOf({ 'lesions[0].escc': { anyOf: ['2', '0'] } })).toEqual(['2', '0']);
    expect(valuesOf({ 'burden.brainMetastases': { anyOf: [false] } })).toEqual([false]);
  });

  it.each([
    [3.4, 3.9, 'g/dL', [3.4, 3.9, 3.5, 3.7]],
    [3.5, 3.7, 'g/dL', [3.5, 3.7, 3.7]],
    [3.6, 3.65, 'g/dL', [3.6, 3.65]],
    [3.7, 4, 'g/dL', [3.7, 4]],
    [34, 36, 'g/L', [34, 36, 35]],
    [500, 540, 'umol/L', [500, 540, 526.315789474]],
  ])('of an albumin from %d to %d %s are its ends and each cut-off above the lower one', (from, to, unit, values) => {
    expect(valuesOf(albumin(from, to, unit))).toEqual(values.map((value) => ({ value, unit })));
  });

  it('of a test without a cut-off would be its ends alone, and no instrument reads one', () => {
    expect(read({ 'laboratory.alkalinePhosphatase': { from: 50, to: 90, unit: 'IU/L' } }).findings).toMatchObject([
      { code: 'unknown-item' },
    ]);
  });

  it('may be 200 and no more', () => {
    const many = (count: number) => ({ 'general.age': { anyOf: Array<number>(count).fill(70) } });
    expect(read(many(200)).findings).toEqual([]);
    expect(read(many(201)).findings).toMatchObject([{ code: 'too-many' }]);
    const days = (to: number) => ({ 'neurology.motorDeficitDays': { from: 1, to } });
    expect(valuesOf(days(200))).toHaveLength(200);
    expect(read(days(201)).findings).toMatchObject([{ code: 'too-many' }]);
    expect(read({ 'general.kps': { from: 0, to: 1999 } }).findings).toMatchObject([{ code: 'out-of-range' }]);
    expect(read({ 'general.kps': { from: 0, to: 2000 } }).findings).toMatchObject([{ code: 'too-many' }]);
  });

  it('may be given for 40 facts and no more', () => {
    const lesions = Array.from({ length: 41 }, () => ({ levels: ['T8'] as ['T8'] }));
    const grades = (count: number) =>
      Object.fromEntries(lesions.slice(0, count).map((_, index) => [`lesions[${index}].escc`, { anyOf: ['0'] }]));
    expect(read(grades(40), { lesions }).findings).toEqual([]);
    expect(read(grades(41), { lesions })).toEqual({
      open: [],
      findings: [
        {
          item: 'uncertain',
          code: 'too-many',
          message: 'uncertain: at most 40 facts may be uncertain: leave out those that are unknown.',
        },
      ],
    });
  });
});

describe('what is said to be possible', () => {
  it.each([
    [{ 'general.kps': { from: 80, to: 60 } }, '80 to 60 is no range: the lower end comes first.'],
    [{ 'general.kps': 80 }, '{ anyOf: [...] } or { from, to } is expected, not 80.'],
    [{ 'general.kps': [80] }, '{ anyOf: [...] } or { from, to } is expected, not [80].'],
    [{ 'general.kps': { anyOf: 80 } }, '{ anyOf: [...] } or { from, to } is expected, not {"anyOf":80}.'],
    [{ 'general.kps': { from: 60 } }, '{ anyOf: [...] } or { from, to } is expected, not {"from":60}.'],
    [{ 'general.kps': { to: 60 } }, '{ anyOf: [...] } or { from, to } is expected, not {"to":60}.'],
    [{ 'general.kps': { anyOf: [] } }, 'no value is possible; a fact that is unknown is left out.'],
    [{ 'general.kps': { anyOf: [80, null] } }, 'null is not a value; a fact that may be unknown is left out.'],
    [{ 'general.kps': { anyOf: [undefined, 80] } }, 'null is not a value; a fact that may be unknown is left out.'],
    [
      { 'general.age': { anyOf: Array<number>(201).fill(70) } },
      'at most 200 values may be possible: narrow them down, or leave the fact out.',
    ],
    [
      { 'general.kps': { from: 60, to: 80, unit: '%' } },
      'a range is for counts, grades and laboratory values: list the values with anyOf.',
    ],
    [
      { 'laboratory.hypercalcaemia': { from: 0, to: 1 } },
      'a range is for counts, grades and laboratory values: list the values with anyOf.',
    ],
    [{ 'general.mood': { anyOf: ['good'] } }, 'no instrument reads such a fact.'],
    [{ 'patientReported.eq5d.state': { anyOf: ['11111'] } }, 'no instrument reads such a fact.'],
    [{ 'lesions[1].escc': { anyOf: ['0'] } }, 'the facts record no such lesion.'],
  ])('is refused in a sentence: %j', (uncertain, sentence) => {
    const [path] = Object.keys(uncertain);
    expect(read(uncertain).findings.map(({ message }) => message)).toEqual([`${path}: ${sentence}`]);
  });

  it('names every fact that is at fault, and none of the others', () => {
    const uncertain = { 'general.mood': { anyOf: [1] }, 'general.kps': { anyOf: [80] }, 'general.ecog': 1 };
    expect(read(uncertain).findings.map(({ item }) => item)).toEqual(['general.mood', 'general.ecog']);
  });

  it('is refused for the unit of either end', () => {
    expect(read(albumin(3.5, 35, 'g/dL')).findings).toEqual([
      {
        item: 'laboratory.albumin',
        code: 'out-of-range',
        message: 'The albumin of 35 g/dL is impossible: check the value and its unit.',
      },
    ]);
  });

  it('says the first thing that is wrong with any value of a fact', () => {
    const uncertain = { 'general.kps': { anyOf: [80, 75, 'x'] }, 'general.ecog': { anyOf: [1] } };
    expect(read(uncertain).findings).toEqual([
      {
        item: 'general.kps',
        code: 'out-of-range',
        message: 'general.kps: 75 is not a whole number, 0 to 100 by 10.',
      },
    ]);
  });
});

describe('a fact that is recorded and uncertain', () => {
  const recorded = (quantity: { value: number; unit: 'g/dL' | 'g/L' }): Facts => ({
    laboratory: { albumin: quantity },
  });

  it.each([
    [3.4, 1],
    [3.5, 0],
    [3.6, 0],
    [3.7, 0],
    [3.8, 1],
  ])('with an albumin of %d g/dL between 35 and 37 g/L is at fault %d times', (value, faults) => {
    expect(read(albumin(35, 37, 'g/L'), recorded({ value, unit: 'g/dL' })).findings).toHaveLength(faults);
  });

  it('is one of the values listed, wherever it stands among them', () => {
    const uncertain = { 'general.kps': { anyOf: [60, 70, 80] } };
    for (const kps of [60, 70, 80]) expect(read(uncertain, { general: { kps } }).findings).toEqual([]);
    expect(read(uncertain, { general: { kps: 90 } }).findings).toEqual([
      {
        item: 'general.kps',
        code: 'contradiction',
        message: 'general.kps: 90 is recorded and not among the possible values: correct one of them.',
      },
    ]);
  });

  it('is compared by what it holds', () => {
    const eq5d = { version: '5L', state: '11111' } as const;
    const uncertain = { 'patientReported.eq5d': { anyOf: [{ ...eq5d }, { ...eq5d, state: '22222' }] } };
    expect(read(uncertain, { patientReported: { eq5d } }).findings).toEqual([]);
  });

  it('is not at fault twice', () => {
    const uncertain = { 'general.kps': { anyOf: [75] } };
    expect(read(uncertain, { general: { kps: 80 } }).findings).toMatchObject([{ code: 'out-of-range' }]);
  });
});
