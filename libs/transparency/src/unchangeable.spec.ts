import { isUnchangeable } from './unchangeable.js';

describe('what can never change', () => {
  const inner = Object.freeze({ points: 3 });

  it.each<[string, unknown, boolean]>([
    ['a text', 'x', true],
    ['nothing', null, true],
    ['an object', { a: 1 }, false],
    ['a frozen object', inner, true],
    ['a frozen object in one that is not', { inner }, false],
    ['a frozen list of frozen objects', Object.freeze([inner, inner]), true],
    ['a frozen list that holds another', Object.freeze([inner, []]), false],
    ['a frozen date, which can be set', Object.freeze(new Date(0)), false],
    ['a frozen map, which can be filled', Object.freeze(new Map()), false],
    ['a frozen object around one that is not', Object.freeze({ inner: Object.freeze({ deep: {} }) }), false],
  ])('%s: %s', (_what, value, expected) => {
    expect(isUnchangeable(value)).toBe(expected);
    expect(isUnchangeable(value)).toBe(expected);
  });

  it('is no object whose member is reckoned when it is asked for', () => {
    const asked = {
      get points() {
        return 3;
      },
    };
    expect(isUnchangeable(Object.freeze(asked))).toBe(false);
  });

  it('is so from the moment it is frozen', () => {
    const list = [1];
    expect(isUnchangeable(list)).toBe(false);
    expect(isUnchangeable(Object.freeze(list))).toBe(true);
  });
});
