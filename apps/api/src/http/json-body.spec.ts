import fc from 'fast-check';
import type { MalformedBody } from './input-refusals.js';
import { parseJson } from './json-body.js';

const parse = (text: string) => parseJson(Buffer.from(text));
const refusalOf = (body: string | Buffer): { code: string; pointer: string | undefined } => {
  try {
    parseJson(Buffer.from(body as string));
  } catch (error) {
    const { code, errors } = error as MalformedBody;
    return { code, pointer: errors?.[0]?.pointer };
  }
  throw new Error('was not refused');
};

describe('parsing a body', () => {
  it.each([
    ['{}', {}],
    ['[]', []],
    ['"text"', 'text'],
    ['null', null],
    [' { "a" : [ 1 , -2.5e3 , true , { "b" : "c" } ] } ', { a: [1, -2500, true, { b: 'c' }] }],
    ['{"a":{"x":1},"b":{"x":2}}', { a: { x: 1 }, b: { x: 2 } }],
    ['[{"x":1},{"x":2}]', [{ x: 1 }, { x: 2 }]],
    ['{"a":"{\\"a\\":1,\\"a\\":2}"}', { a: '{"a":1,"a":2}' }],
    ['{"a":"\\\\","b":"\\\\\\""}', { a: '\\', b: '\\"' }],
    ['{"grin":"\\ud83d\\ude00 😀"}', { grin: '😀 😀' }],
    ['{"a":"\\\\u0000"}', { a: '\\u0000' }],
  ])('reads %s', (text, value) => {
    expect(parse(text)).toEqual(value);
  });

  it('reads no bytes as no body', () => {
    expect(parse('')).toBeUndefined();
  });

  it.each([
    ['a name twice', '{"kps":40,"kps":90}', 'duplicate-key', '/kps'],
    ['a name twice, once escaped', '{"kps":40,"\\u006bps":90}', 'duplicate-key', '/kps'],
    ['a name twice, deep inside', '{"a":[0,{"b/c":{"x":1,"y":[],"x":2}}]}', 'duplicate-key', '/a/1/b~1c/x'],
    [
      'a name twice among many',
      `{${Array.from({ length: 40 }, (_, i) => `"k${i}":0`).join()},"k3":1}`,
      'duplicate-key',
      '/k3',
    ],
    ['an empty name twice', '{"":1,"":2}', 'duplicate-key', '/'],
    ['a raw U+0000', '{"name":"Ros\u0000si"}', 'nul-character', '/name'],
    ['an escaped U+0000', '{"names":["a","Ros\\u0000si"]}', 'nul-character', '/names/1'],
    ['an escaped U+0000 in a name', '{"na\\u0000me":1}', 'nul-character', '/na\u0000me'],
    ['a lone high surrogate', '{"name":"\\ud83d"}', 'lone-surrogate', '/name'],
    ['a lone low surrogate', '{"name":"\\ude00x"}', 'lone-surrogate', '/name'],
    ['surrogates in the wrong order', '["\\ude00\\ud83d"]', 'lone-surrogate', '/0'],
    ['33 lists', '['.repeat(33) + ']'.repeat(33), 'too-deep', '/0'.repeat(32)],
    ['33 objects', '{"a":'.repeat(33) + '1' + '}'.repeat(33), 'too-deep', '/a'.repeat(32)],
    ['a prototype', '{"a":{"__proto__":{"isAdmin":true}}}', 'forbidden-key', '/a/__proto__'],
    ['a prototype, escaped', '{"__pr\\u006fto__":{}}', 'forbidden-key', '/__proto__'],
    ['a byte order mark', '\uFEFF{}', 'byte-order-mark', ''],
    ['half an object', '{"a":1', 'malformed-json', ''],
    ['half a string', '{"a":"b', 'malformed-json', ''],
    ['two values', '{} {}', 'malformed-json', ''],
    ['too many brackets', '{}}', 'malformed-json', ''],
    ['a single quote', "{'a':1}", 'malformed-json', ''],
    ['a comment', '{"a":1}//', 'malformed-json', ''],
    ['a comma too many', '[1,]', 'malformed-json', ''],
    ['a line break inside a string', '{"a":"b\nc"}', 'malformed-json', ''],
    ['a bad escape', '{"a\\x":1}', 'malformed-json', ''],
    ['NaN', '[NaN]', 'malformed-json', ''],
    ['only spaces', '   ', 'malformed-json', ''],
  ])('refuses %s', (_, body, code, pointer) => {
    expect(refusalOf(body)).toEqual({ code, pointer });
  });

  it.each([
    ['a stray continuation byte', [0x22, 0x80, 0x22]],
    ['an overlong slash', [0x22, 0xc0, 0xaf, 0x22]],
    ['an encoded surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['half a character', [0x22, 0xe2, 0x82, 0x22]],
    ['Latin-1', [0x22, 0x52, 0xf6, 0x22]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
  ])('refuses bytes that are not UTF-8: %s', (_, bytes) => {
    expect(refusalOf(Buffer.from(bytes))).toEqual({ code: 'invalid-utf-8', pointer: '' });
  });

  it('reads 32 levels', () => {
    expect(JSON.stringify(parse('['.repeat(32) + ']'.repeat(32)))).toBe('['.repeat(32) + ']'.repeat(32));
  });

  it('never repeats the body in its refusal', () => {
    expect(() => parse('{"familyName":"Rossi" "kps":1}')).toThrow(
      'The body is not JSON. Check its quotes, commas and brackets.',
    );
  });

  it.each([
    ['50 000 levels', '['.repeat(50_000) + ']'.repeat(50_000)],
    ['half a megabyte of opening brackets', '{"a":'.repeat(100_000)],
    ['half a megabyte of backslashes', `["${'\\\\'.repeat(250_000)}\\ud800"]`],
    ['60 000 names and one twice', `{${Array.from({ length: 60_000 }, (_, i) => `"k${i}":0`).join()},"k59999":1}`],
  ])('refuses %s without being kept busy by it', (_, body) => {
    const started = performance.now();
    refusalOf(body);
    // Work that grows with the square takes minutes; a busy machine takes a second.
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('reads five megabytes in a time that grows with them and no faster', () => {
    const item = '{"level":"T4","isTreated":false,"note":"stable since March"},';
    const timeOf = (count: number) => {
      const body = Buffer.from(`[${item.repeat(count)}0]`);
      const started = performance.now();
      parseJson(body);
      return performance.now() - started;
    };
    timeOf(8_000);

    expect(timeOf(80_000)).toBeLessThan(Math.max(timeOf(8_000), 4) * 60);
  });

  const document = fc.json({
    maxDepth: 6,
    stringUnit: fc.constantFrom('a', 'b', '"', '\\', 'é', '😀', '{', ',', '\u0007'),
  });

  it('reads whatever JSON.parse reads and nothing forbids', () => {
    fc.assert(
      fc.property(document, (text) => {
        fc.pre(!text.includes('__proto__'));
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses whatever JSON.parse refuses, however a document was damaged', () => {
    const damaged = fc.tuple(document, fc.nat(), fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '\\', 'x'));
    fc.assert(
      fc.property(damaged, ([text, seed, character]) => {
        const at = seed % text.length;
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        fc.pre(changed !== '');
        expect(parsesWith(parse, changed)).toBe(parsesWith(JSON.parse, changed) && !hasTwice(changed));
      }),
      { numRuns: 500 },
    );
  });
});

const parsesWith = (parser: (text: string) => unknown, text: string): boolean => {
  try {
    parser(text);
    return true;
  } catch {
    return false;
  }
};

/** Slow and plain: as many names in the text as in the data, or one was lost. */
function hasTwice(text: string): boolean {
  let names = 0;
  const data: unknown = JSON.parse(text, (_, value: unknown) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) names += Object.keys(value).length;
    return value;
  });
  const outsideStrings = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return data !== undefined && outsideStrings.split(':').length - 1 !== names;
}
