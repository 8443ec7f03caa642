import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson, NotCanonical, type CanonicalValue } from './canonical-json.js';

describe('canonical JSON', () => {
  it.each<[CanonicalValue, string]>([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ '\u20ac': 1, '\r': 2, '1': 3, '\ud83d\ude00': 4, '\u0080': 5 }, '{"\\r":2,"1":3,"\u0080":5,"€":1,"😀":4}'],
    [{ left: undefined, kept: 0 }, '{"kept":0}'],
    [[-0, -1, Number.MAX_SAFE_INTEGER], '[0,-1,9007199254740991]'],
    ['a "quote", a \\ and \u0007', '"a \\"quote\\", a \\\\ and \\u0007"'],
  ])('writes %j in one way only', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each<[string, unknown, string]>([
    ['a decimal', { a: 3.5 }, '$.a is the number 3.5'],
    ['an integer beyond the safe ones', [2 ** 53], '$[0] is the number 9007199254740992'],
    ['not-a-number', NaN, '$ is the number NaN'],
    ['a date', { at: new Date(0) }, '$.at is an instance of Date'],
    ['a function', { f: () => 1 }, '$.f is of type function'],
    ['a big integer', 1n, '$ is of type bigint'],
    ['a lone surrogate', { a: '\ud800' }, '$.a is a string with a lone surrogate'],
    ['a lone surrogate in a name', { '\ud800': 1 }, '(its name) is a string with a lone surrogate'],
    ['a hole in a list', [undefined], '$[0] is of type undefined'],
  ])('refuses %s, naming where it stands', (_what, value, sentence) => {
    const attempt = () => canonicalJson(value as CanonicalValue);
    expect(attempt).toThrow(NotCanonical);
    expect(attempt).toThrow(sentence);
  });

  it('writes what is frozen with all that it holds as it writes anything, and what may still change as it is now', () => {
    const evidence = { grade: 'partial', notes: ['read in one reproduction'] };
    const half = Object.freeze({ evidence });
    const whole = Object.freeze({ evidence: Object.freeze({ notes: Object.freeze(['b']), grade: 'a' }) });

    expect([canonicalJson({ half, whole }), canonicalJson([whole, whole])]).toEqual([
      '{"half":{"evidence":{"grade":"partial","notes":["read in one reproduction"]}},"whole":{"evidence":{"grade":"a","notes":["b"]}}}',
      '[{"evidence":{"grade":"a","notes":["b"]}},{"evidence":{"grade":"a","notes":["b"]}}]',
    ]);
    evidence.notes.push('and in another');
    expect(canonicalJson(half)).toBe(
      '{"evidence":{"grade":"partial","notes":["read in one reproduction","and in another"]}}',
    );
  });

  it('refuses an instance that is frozen each time', () => {
    const date = Object.freeze(new Date(0)) as unknown as CanonicalValue;
    for (const _ of [1, 2]) expect(() => canonicalJson([date])).toThrow('$[0] is an instance of Date');
  });

  it('agrees with an independent implementation of RFC 8785', () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'grapheme' }),
        fc.maxSafeInteger(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('tree')),
        fc.dictionary(fc.string({ unit: 'grapheme' }), tie('tree'), { noNullPrototype: true }),
      ),
    }));
    fc.assert(fc.property(tree, (value) => canonicalJson(value as CanonicalValue) === canonicalize(value)));
  });
});
