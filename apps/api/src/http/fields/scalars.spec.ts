import { code, day, decimal, digest, email, flag, id, instant, text, whole } from './scalars.js';

describe('what a scalar of a request must be', () => {
  const line = text({ max: 5, example: 'Rossi' });
  const lines = text({ max: 20, lines: true, example: 'Two lines' });
  const number = text({ max: 9, pattern: /^\d{9}$/, shape: 'nine digits', example: '943476591' });
  const kps = whole({ min: 0, max: 100, step: 10 });
  const albumin = decimal({ min: 0, max: 9.9, places: 1, example: 3.5 });

  it.each([
    ['an id', id(), '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07'],
    ['an id of another version', id(), '2b1f7d5e-0c1a-4d43-8f6e-9a5b3c2d1e0f'],
    ['text of the greatest length', line, 'Rossi'],
    ['letters outside the basic plane, each counted once', line, '𠮷𠮷𠮷𠮷𠮷'],
    ['two lines where lines are allowed', lines, 'first\n\tsecond'],
    ['text of the right shape', number, '943476591'],
    ['an address', email(), 'chair@example.org'],
    ['a digest', digest(), 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9'],
    ['a code', code(['elective', 'emergency']), 'emergency'],
    ['the lower bound', kps, 0],
    ['the upper bound', kps, 100],
    ['a step', kps, 40],
    ['one decimal place', albumin, 3.5],
    ['a whole number where a decimal is asked', albumin, 3],
    ['false', flag(), false],
    ['29 February of a leap year', day(), '2028-02-29'],
    ['the first year', day(), '1800-01-01'],
    ['the last year', day(), '2999-12-31'],
    ['an instant in UTC', instant(), '2026-03-02T09:30:00Z'],
    ['an instant with an offset and a fraction', instant(), '2026-03-02T23:59:59.123+05:30'],
  ])('accepts %s', (_, expectation, value) => {
    expect(expectation.accepts(value)).toBe(true);
  });

  it.each([
    ['an id in upper case', id(), '0198F3A2-7C1E-7B60-9D4E-2F8A6C5B1E07'],
    ['an id with something after it', id(), '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07 '],
    ['a number for an id', id(), 7],
    ['empty text', line, ''],
    ['blank text', line, '   '],
    ['text that is one too long', line, 'Rossis'],
    ['six letters outside the basic plane', line, '𠮷𠮷𠮷𠮷𠮷𠮷'],
    ['a line break where lines are not allowed', line, 'a\nb'],
    ['a bell', lines, 'ring\u0007'],
    ['a C1 control character', line, 'a\u0085b'],
    ['text of another shape', number, '94347659x'],
    ['a number for text', line, 12],
    ['an address without a domain', email(), 'chair@'],
    ['an address of 255 characters', email(), `${'a'.repeat(243)}@example.org`],
    ['a digest that is too short', digest(), 'b94d27b9'],
    ['a digest in upper case', digest(), 'B94D27B9934D3E08A52E52D7DA7DABFAC484EFE37A5380EE9088F7ACE2EFCDE9'],
    ['another code', code(['elective', 'emergency']), 'urgent'],
    ['the name of an inherited property', code(['elective', 'emergency']), 'constructor'],
    ['one below the lower bound', kps, -10],
    ['one above the upper bound', kps, 110],
    ['a number between two steps', kps, 45],
    ['a fraction', kps, 0.5],
    ['a number as text', kps, '40'],
    ['infinity', kps, Infinity],
    ['not a number', kps, NaN],
    ['a number beyond what is exact', whole({ min: 0, max: 2 ** 60 }), 2 ** 53],
    ['two decimal places', albumin, 3.55],
    ['a decimal above the bound', albumin, 10],
    ['"true"', flag(), 'true'],
    ['1 for true', flag(), 1],
    ['30 February', day(), '2026-02-30'],
    ['29 February of an ordinary year', day(), '2026-02-29'],
    ['29 February of 1900', day(), '1900-02-29'],
    ['month 13', day(), '2026-13-01'],
    ['month 0', day(), '2026-00-01'],
    ['day 0', day(), '2026-01-00'],
    ['the year before the first', day(), '1799-12-31'],
    ['the year after the last', day(), '3000-01-01'],
    ['a day without leading zeros', day(), '2026-3-2'],
    ['an instant for a day', day(), '2026-03-02T09:30:00Z'],
    ['a day for an instant', instant(), '2026-03-02'],
    ['an instant without a zone', instant(), '2026-03-02T09:30:00'],
    ['an instant on 30 February', instant(), '2026-02-30T09:30:00Z'],
    ['hour 24', instant(), '2026-03-02T24:00:00Z'],
    ['minute 60', instant(), '2026-03-02T09:60:00Z'],
    ['a leap second', instant(), '2026-06-30T23:59:60Z'],
    ['an offset of 24 hours', instant(), '2026-03-02T09:30:00+24:00'],
    ['an offset of 60 minutes', instant(), '2026-03-02T09:30:00+01:60'],
    ['milliseconds since 1970', instant(), 1_772_443_800_000],
    ['null', line, null],
  ])('refuses %s', (_, expectation, value) => {
    expect(expectation.accepts(value)).toBe(false);
  });

  it('says what to send', () => {
    expect(kps.sentence).toBe('a whole number from 0 to 100 in steps of 10');
    expect(albumin.sentence).toBe('a number from 0 to 9.9 with at most 1 decimal place');
    expect(line.sentence).toBe('text of at most 5 characters, not blank and without control characters');
    expect(number.sentence).toBe('nine digits of at most 9 characters, not blank and without control characters');
    expect(code(['elective', 'emergency']).sentence).toBe('one of elective, emergency');
  });

  it('reads a query’s text as its field says and leaves what it cannot read to be refused', () => {
    expect(kps.fromQuery?.('40')).toBe(40);
    expect(kps.fromQuery?.('-5')).toBe(-5);
    expect(kps.fromQuery?.('4e1')).toBe('4e1');
    expect(kps.fromQuery?.('040')).toBe('040');
    expect(kps.fromQuery?.('')).toBe('');
    expect(albumin.fromQuery?.('3.5')).toBe(3.5);
    expect(flag().fromQuery?.('false')).toBe(false);
    expect(flag().fromQuery?.('no')).toBe('no');
  });
});
