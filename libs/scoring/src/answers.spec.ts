import { decided, lesionAt, lesionPath, optionHolding } from './answers.js';
import { inputsFrom } from './score.js';

const option = (id: string, min?: number, max?: number) => ({ id, label: id, points: 0, min, max });

describe('the option that holds a number', () => {
  const options = [option('unbounded'), option('none', 0, 0), option('few', 1, 2), option('many', 3)];

  it.each([
    [-1, undefined],
    [0, 'none'],
    [0.5, undefined],
    [1, 'few'],
    [2, 'few'],
    [3, 'many'],
    [1_000, 'many'],
  ])('%d is in %s: both bounds count, and an option without a lower bound holds none', (value, id) => {
    expect(optionHolding(value, options)?.id).toBe(id);
  });
});

describe('a yes-or-no fact', () => {
  it('is the option of its answer, and open while unknown', () => {
    expect([true, false, undefined].map((fact) => decided(fact, 'yes', 'no'))).toEqual(['yes', 'no', undefined]);
  });
});

describe('the lesion that an item is read from', () => {
  it('is the one at the index, and none where there is none', () => {
    expect(lesionAt({ lesions: [{ levels: ['T8'] }, { levels: ['L1'] }] }, 1)).toEqual({ levels: ['L1'] });
    expect(lesionAt({ lesions: [{ levels: ['T8'] }] }, 1)).toBeUndefined();
    expect(lesionAt({ lesions: [{ levels: ['T8'] }] }, undefined)).toBeUndefined();
    expect(inputsFrom('escc', {}, 0)).toEqual([{ item: 'grade', option: null, from: ['lesions[0].escc'] }]);
  });

  it('is named by its index, or is any', () => {
    expect(lesionPath(2, 'escc')).toBe('lesions[2].escc');
    expect(lesionPath(undefined, 'escc')).toBe('lesions[].escc');
  });
});
