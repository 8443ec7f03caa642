import { readOptions, UnclearArguments } from './options.js';

describe('the arguments of a simulation', () => {
  it('have defaults', () => {
    expect(readOptions([])).toEqual({ cases: 200, weeks: 52, seed: 1 });
  });

  it('are read in any order', () => {
    expect(readOptions(['--weeks', '8', '--seed', '7', '--cases', '30'])).toEqual({ cases: 30, weeks: 8, seed: 7 });
  });

  it.each([
    [['--patients', '3'], 'is not known'],
    [['cases', '3'], 'is not known'],
    [['--cases', '0'], '--cases must be a whole number from 1 to 50000.'],
    [['--cases', '50001'], '--cases must be'],
    [['--cases', 'many'], '--cases must be'],
    [['--weeks', '3'], '--weeks must be a whole number from 4 to 52.'],
    [['--seed'], '--seed must be'],
  ])('are refused when they say nothing that could be done: %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(UnclearArguments);
    expect(() => readOptions(args)).toThrow(message);
  });
});
