import fc from 'fast-check';
import { differencesOf } from './differences.js';
import type { JsonValue } from './document.js';

describe('the differences between two versions', () => {
  it.each<[string, JsonValue, JsonValue, unknown[]]>([
    ['nothing', { a: 1, b: [1] }, { a: 1, b: [1] }, []],
    [
      'a changed fact',
      { state: 'workup' },
      { state: 'ready' },
      [{ pointer: '/state', before: 'workup', after: 'ready' }],
    ],
    ['a new fact', {}, { reason: 'x' }, [{ pointer: '/reason', before: null, after: 'x' }]],
    ['a fact taken away', { reason: 'x' }, {}, [{ pointer: '/reason', before: 'x', after: null }]],
    [
      'a list of levels, whole',
      { levels: ['T8'] },
      { levels: ['T8', 'T9'] },
      [{ pointer: '/levels', before: ['T8'], after: ['T8', 'T9'] }],
    ],
    [
      'a second clock, by its id',
      { clocks: [{ id: 'a', state: 'running' }] },
      {
        clocks: [
          { id: 'b', state: 'running' },
          { id: 'a', state: 'met' },
        ],
      },
      [
        { pointer: '/clocks/a/state', before: 'running', after: 'met' },
        { pointer: '/clocks/b', before: null, after: { id: 'b', state: 'running' } },
      ],
    ],
    ['the first version', null, { a: 1 }, [{ pointer: '', before: null, after: { a: 1 } }]],
    ['a list that becomes an object', { a: [] }, { a: {} }, [{ pointer: '/a', before: [], after: {} }]],
    ['a name with a slash and a tilde', { 'a/b~c': 1 }, { 'a/b~c': 2 }, [{ pointer: '/a~1b~0c', before: 1, after: 2 }]],
    ['a list of lists, whole', [[1]], [[2]], [{ pointer: '', before: [[1]], after: [[2]] }]],
  ])('name %s', (_what, before, after, differences) => {
    expect(differencesOf(before, after)).toEqual(differences);
  });

  it('are none exactly when the versions are the same', () => {
    const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;
    fc.assert(fc.property(json, (value) => differencesOf(value, structuredClone(value)).length === 0));
  });
});
